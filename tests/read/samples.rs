//! The samples of `data/formats`, each as it is read.
//!
//! A snapshot has a line for each record: the article as `wiredesk read` writes it, or why there is none.

use std::path::Path;

use wiredesk::read::{FieldNames, ReadParams, open};
use wiredesk::report;

fn read(path: &Path, params: &ReadParams) -> String {
    let mut lines = Vec::new();
    for record in open(path, params).unwrap() {
        match record {
            Ok(article) => report::raw_article(&article, &mut lines).unwrap(),
            Err(rejection) => {
                serde_json::to_writer(&mut lines, &rejection).unwrap();
                lines.push(b'\n');
            }
        }
    }
    String::from_utf8(lines).unwrap()
}

#[test]
fn every_sample_is_read_as_it_was() {
    let mut params = ReadParams::default();
    let mut n_files = 0;
    let mut names: Vec<_> = std::fs::read_dir("data/formats")
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in names {
        let path = Path::new("data/formats").join(&name);
        params.fields = FieldNames::default();
        if name == "nested.jsonl" {
            for (field, of) in [
                ("id", "meta.key"),
                ("published", "meta.when"),
                ("title", "content.lead"),
                ("text", "content.full"),
                ("byline", "writers.0.name"),
            ] {
                params.fields.insert(field, vec![of.to_owned()]);
            }
        }
        insta::assert_snapshot!(name.replace('.', "-"), read(&path, &params));
        n_files += 1;
    }
    assert_eq!(n_files, 22);
}

#[test]
fn every_sample_is_read_or_rejected_wherever_it_breaks_off() {
    let params = ReadParams { max_record_bytes: 1 << 20, ..ReadParams::default() };
    for entry in std::fs::read_dir("data/formats").unwrap() {
        let path = entry.unwrap().path();
        let name = path.to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        for end in (0..bytes.len()).step_by(if bytes.len() > 2000 { 7 } else { 1 }) {
            let cut = std::io::Cursor::new(bytes[..end].to_vec());
            let records: Vec<_> = wiredesk::read::from_reader(cut, &name, &params).collect();
            // Cut between its records, the archive is whole, and holds no page yet.
            let no_page_yet = name.ends_with("crawl.warc.gz") && [172, 364].contains(&end);
            let told = records.iter().all(|r| {
                r.as_ref().map_or_else(|r| !r.detail.is_empty() && r.input == name, |a| a.input == name)
            });
            assert!(told && records.is_empty() == no_page_yet, "{name} at {end}");
        }
    }
}

#[test]
fn hostile_input_is_told_with_its_place_and_the_rest_goes_on() {
    let nested = |open: &str, close: &str| format!("{}One.{}", open.repeat(100_000), close.repeat(100_000));
    let feed = |inner: &str| {
        format!(
            "<rss version='2.0'><channel><title>t</title><item><title>a</title><description>{inner}</description></item></channel></rss>"
        )
    };
    let g2 = |inner: &str| {
        format!(
            "<newsItem guid='g'><contentSet><inlineXML><html><body>{inner}</body></html></inlineXML></contentSet></newsItem>"
        )
    };
    let entities = (1..12).map(|n| format!("<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(20)));
    let bomb = format!("<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>", entities.collect::<String>());
    let external = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>";
    let cases = [
        g2(&nested("<div>", "</div>")),
        feed(&nested("<b>", "</b>")),
        nested("<NewsML>", "</NewsML>"),
        format!("{bomb}{}", g2("<p>&a11;</p>")),
        format!("{bomb}{}", feed("&a11;")),
        format!("{external}{}", g2("<p>One &a;.</p>")),
        format!("id,text\n1,\"{}", "never closed, ".repeat(200_000)),
        format!("{{\"text\": {}", "[".repeat(100_000)),
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            u64::MAX
        ),
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
            "x".repeat(100)
        ),
        format!("\u{1}a0001 3 i 9 x\r\n\u{2}{}", "y".repeat(2 << 20)),
    ];
    let params = ReadParams { max_record_bytes: 8 << 20, ..ReadParams::default() };
    for case in cases {
        let start: String = case.chars().take(40).collect();
        let records: Vec<_> =
            wiredesk::read::from_reader(std::io::Cursor::new(case.into_bytes()), "in", &params).collect();
        assert!(!records.is_empty(), "{start}");
        for record in records {
            match record {
                Ok(article) => assert_eq!(article.input, "in"),
                Err(r) => assert!(r.input == "in" && !r.detail.is_empty(), "{start}: {r:?}"),
            }
        }
    }
}

#[test]
fn rows_that_are_wrong_cost_only_themselves() {
    let csv = "id,text\r\n1,\"One,\ntwo.\"\r\n2,Two,too,many\n\n3\n4,Four.\n5,\"caf\u{e9}\"\n5,Again.\n";
    let records: Vec<_> =
        wiredesk::read::from_reader(std::io::Cursor::new(csv.as_bytes()), "a.csv", &ReadParams::default())
            .collect();
    let told: Vec<_> = records
        .iter()
        .map(|r| match r {
            Ok(a) => (a.line, a.id.clone().unwrap_or_default()),
            Err(r) => (r.line, r.reason.name().to_owned()),
        })
        .collect();
    assert_eq!(told.len(), records.len());
    assert_eq!(told[0], (Some(2), "1".to_owned()));
    assert!(told.contains(&(Some(4), "bad-record".to_owned())), "{told:?}");
    assert!(told.iter().any(|t| t.1 == "empty"), "{told:?}");
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row_and_is_told_with_what_to_do() {
    let read = |csv: &str| -> Vec<_> {
        wiredesk::read::from_reader(std::io::Cursor::new(csv.to_owned()), "a.csv", &ReadParams::default())
            .collect()
    };
    let records = read("id,text\n1,\"One,\ntwo.\"\n2,\"Two.\n3,Three.\n4,\"Four.\"\n5,\"Five.\n6,Six.");
    let told: Vec<_> = records
        .iter()
        .map(|r| {
            r.as_ref()
                .map_or_else(|r| (r.line, r.reason.name()), |a| (a.line, a.id.as_deref().unwrap_or_default()))
        })
        .collect();
    // The quote of row 2 is closed by the one that opens row 4, which is no row then.
    assert_eq!(told.first(), Some(&(Some(2), "1")));
    assert_eq!(told.last(), Some(&(Some(8), "6")));
    let open = records.iter().filter_map(|r| r.as_ref().err()).find(|r| r.detail.contains("never closed"));
    let open = open.expect("the open quote is told");
    assert_eq!((open.line, open.input.as_str()), (Some(7), "a.csv"));
    assert!(open.detail.contains("write a quote inside a cell as two"), "{}", open.detail);
    let inch = read("id,text\n1,A 5\" pipe\n2,Another 6\" pipe");
    assert!(inch.iter().all(Result::is_ok), "{inch:?}");
    let literal = read("id\ttext\n\"1\tIt \"runs\" again\n2\tTwo.");
    let ids: Vec<_> = literal.iter().map(|r| r.as_ref().ok().and_then(|a| a.id.as_deref())).collect();
    assert_eq!(ids, [Some("\"1"), Some("2")]);
    let many = read(&format!("id,text\n{}", "1,\"One.\n".repeat(99)));
    assert!(many.iter().any(|r| r.as_ref().is_err_and(|r| r.line == Some(100))), "{many:?}");
}
