//! Whole files, directories and hostile input, through the front door.

use std::io::Write;

use proptest::prelude::*;

use super::*;
use crate::model::{Body, Flag, Reason};

const JSONL: &str = "{\"id\": \"a\", \"text\": \"The ferry \\u00e9 runs.\"}\n\n{\"id\": \"b\", \"html\": \"<p>x</p>\"}\n{\"id\":\n";
const ARRAY: &str =
    "[\n {\"id\": \"a\", \"text\": \"One ] } \\\" two.\"},\n {\"id\": \"b\", \"paragraphs\": [\"P.\"]}\n]\n";
const NINJS: &str = r#"{
  "uri": "urn:nna:1", "version": "2", "versionCreated": "2031-03-04T05:06:07Z", "pubStatus": "usable",
  "headlines": [{"role": "main", "value": "Ferry back"}],
  "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>One &eacute;.</p><ul><li>a</li></ul>"}]
}"#;
const NITF: &str = r#"<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "../dtd/nitf-3-2.dtd" [<!ENTITY desk "the desk">]>
<nitf><head><docdata management-status="usable"><doc-id id-string="nna.1" regsrc="NNA"/></docdata></head>
<body><body.head><hedline><hl1>Ferry back</hl1></hedline></body.head>
<body.content><p>One &desk; &eacute; said.</p><table><tr><td>a</td><td>b</td></tr></table></body.content></body></nitf>"#;
const PAGE: &str =
    "<!doctype html><html><head><meta charset=\"utf-8\"></head><body><p>One.</p></body></html>";

fn read(name: &str, bytes: &[u8]) -> Vec<Result<RawArticle, Rejection>> {
    read_bytes(name, bytes, &ReadParams::default())
}

/// The text of an article that was read as one.
pub(super) fn text(article: &RawArticle) -> &str {
    match &article.body {
        Body::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("to memory");
    packer.finish().expect("to memory")
}

fn reasons(records: &[Result<RawArticle, Rejection>]) -> Vec<Option<Reason>> {
    records.iter().map(|r| r.as_ref().err().map(|r| r.reason)).collect()
}

#[test]
fn every_setting_has_a_least_value() {
    assert!(ReadParams::default().validate().is_ok());
    assert!(ReadParams { max_record_bytes: 0, ..ReadParams::default() }.validate().is_err());
    assert!(ReadParams { max_unpacked_bytes: 0, ..ReadParams::default() }.validate().is_err());
}

#[test]
fn the_content_decides_and_not_the_name() {
    for (bytes, expected) in [(JSONL, 3), (ARRAY, 2), (NINJS, 1), (NITF, 1), (PAGE, 1), ("Words.", 1)] {
        for name in ["x", "x.txt", "x.gz", "-"] {
            assert_eq!(read(name, bytes.as_bytes()).len(), expected, "{name}: {bytes}");
            let packed = read(name, &gzip(bytes.as_bytes()));
            assert_eq!(packed, read(name, bytes.as_bytes()), "{name}");
        }
    }
    assert_eq!(read("x", PAGE.as_bytes())[0].as_ref().map(|a| a.body.clone()), Ok(Body::Html(PAGE.into())));
    assert_eq!(
        read("x", b"[Update] Words.")[0].as_ref().map(|a| a.body.clone()),
        Ok(Body::Text("[Update] Words.".into()))
    );
    assert_eq!(
        read("x", b"<ACME> rose.")[0].as_ref().map(|a| a.body.clone()),
        Ok(Body::Text("<ACME> rose.".into()))
    );
}

#[test]
fn lines_are_counted_and_blank_ones_skipped() {
    let records = read("x", JSONL.as_bytes());
    let lines: Vec<_> = records.iter().map(|r| r.as_ref().map_or_else(|r| r.line, |a| a.line)).collect();
    assert_eq!(lines, [Some(1), Some(3), Some(4)]);
    assert_eq!(reasons(&records), [None, None, Some(Reason::BadRecord)]);
}

#[test]
fn a_broken_first_line_costs_only_itself() {
    let text = "{\"id\": \"a\", \"text\": \"cut o\n{\"id\": \"b\", \"text\": \"W.\"}\n";
    for name in ["x.jsonl", "-"] {
        assert_eq!(reasons(&read(name, text.as_bytes())), [Some(Reason::BadRecord), None]);
    }
    let text = "garbage\n{\"text\": \"W.\"}\n{\"text\": \"W.\"}\n";
    assert_eq!(reasons(&read("-", text.as_bytes())), [Some(Reason::BadRecord), None, None]);
}

#[test]
fn a_record_that_is_too_long_is_skipped() {
    let params = ReadParams { max_record_bytes: 60, ..ReadParams::default() };
    let long = "y".repeat(300_000);
    let lines = format!("{{\"text\": \"{long}\"}}\n{{\"id\": \"b\", \"text\": \"W.\"}}\n");
    let array = format!("[{{\"text\": \"{long}\"}},\n{{\"id\": \"b\", \"text\": \"W.\"}}]");
    for text in [lines, array] {
        let records = read_bytes("x.json", text.as_bytes(), &params);
        assert_eq!(reasons(&records), [Some(Reason::TooLarge), None]);
        let (first, second) = (records[0].as_ref().unwrap_err(), records[1].as_ref().unwrap());
        assert_eq!((first.line, second.line), (Some(1), Some(2)));
        assert!(first.detail.contains("read.max_record_bytes"), "{}", first.detail);
    }
    assert_eq!(reasons(&read_bytes("x.txt", long.as_bytes(), &params)), [Some(Reason::TooLarge)]);
    let exact = read_bytes("x.txt", "y".repeat(60).as_bytes(), &params);
    assert_eq!(reasons(&exact), [None]);
}

#[test]
fn a_gzip_bomb_ends_at_the_limit() {
    let params = ReadParams { max_record_bytes: 1000, max_unpacked_bytes: 500_000, ..ReadParams::default() };
    let bomb = gzip(&vec![b' '; 5_000_000]);
    assert_eq!(reasons(&read_bytes("x.jsonl.gz", &bomb, &params)), [Some(Reason::TooLarge)]);
    let mut lines = "{\"text\": \"W.\"}\n".to_owned();
    lines.push_str(&" \n".repeat(2_000_000));
    let records = read_bytes("x.jsonl.gz", &gzip(lines.as_bytes()), &params);
    assert_eq!(reasons(&records), [None, Some(Reason::TooLarge)]);
}

#[test]
fn a_cut_gzip_gives_what_came_before() {
    let line = |n: u32| format!("{{\"id\": {n}, \"text\": \"Words {} here.\"}}\n", n * 7919 % 9973);
    let lines = (0..9000).map(line).collect::<Vec<_>>().concat();
    let packed = gzip(lines.as_bytes());
    let records = read("x.jsonl.gz", &packed[..packed.len() * 9 / 10]);
    assert!(records.len() > 100);
    let (last, rest) = records.split_last().expect("records");
    assert!(rest.iter().all(Result::is_ok));
    let last = last.as_ref().unwrap_err();
    assert_eq!((last.reason, last.line), (Reason::Unreadable, Some(records.len() as u64)));
}

#[test]
fn a_broken_zstd_says_so_in_words_and_frames_without_data_are_passed() {
    let packed = std::fs::read("data/formats/notes.jsonl.zst").expect("a sample");
    let whole = read("x.jsonl.zst", &packed);
    assert!(whole.iter().all(Result::is_ok));
    let empty_frame = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
    assert_eq!(
        read("x.jsonl.zst", &[packed.as_slice(), &empty_frame, &packed].concat()).len(),
        whole.len() * 2
    );
    let mut wrong = packed.clone();
    wrong[packed.len() / 2..].fill(0xff);
    for bytes in [&packed[..5], &packed[..packed.len() / 2], &wrong] {
        let records = read("x.jsonl.zst", bytes);
        let last = records.last().and_then(|r| r.as_ref().err()).expect("a rejection");
        assert_eq!(
            (last.reason, last.detail.as_str()),
            (Reason::Unreadable, "the zstd stream is broken or breaks off")
        );
    }
}

#[test]
fn what_is_no_text_is_named() {
    assert_eq!(reasons(&read("x", b"")), [Some(Reason::Empty)]);
    assert_eq!(reasons(&read("x", b" \n\t ")), [Some(Reason::Empty)]);
    assert_eq!(reasons(&read("x", &gzip(b""))), [Some(Reason::Empty)]);
    assert_eq!(reasons(&read("x.txt", b"Words \0 more")), [Some(Reason::NotText)]);
    assert_eq!(reasons(&read("x.txt", &[1, 5, 200, 7, 3, 18, 5, 6, 201])), [Some(Reason::NotText)]);
    assert_eq!(reasons(&read("x.txt", b"\x89PNG\r\n\x1a\n....")), [Some(Reason::Media)]);
    assert_eq!(reasons(&read("x.txt", b"%PDF-1.4\n")), [Some(Reason::UnknownFormat)]);
    assert_eq!(reasons(&read("x", b"<?xml version='1.0'?><rss/>")), [Some(Reason::Empty)]);
    assert_eq!(reasons(&read("x", b"<?xml version='1.0'?><odd/>")), [Some(Reason::UnknownFormat)]);
    assert_eq!(reasons(&read("x", b"[]")), [Some(Reason::Empty)]);
}

#[test]
fn utf16_is_read_with_and_without_a_mark() {
    let russian = "\u{41f}\u{430}\u{440}\u{43e}\u{43c} \u{441}\u{43d}\u{43e}\u{432}\u{430} \u{445}\u{43e}\u{434}\u{438}\u{442}.\n";
    let greek = "\u{3a4}\u{3bf} \u{3c0}\u{3bb}\u{3bf}\u{3af}\u{3bf} \u{3b3}\u{3c5}\u{3c1}\u{3af}\u{3b6}\u{3b5}\u{3b9}.\n";
    let chinese = "\u{6e21}\u{8f6e}\u{5728}\u{51ac}\u{5b63}\u{7ef4}\u{4fee}\u{540e}\u{6062}\u{590d}\u{822a}\u{884c}\u{3002}\n\u{4e00}\u{767e}\u{56db}\u{5341}\u{540d}\u{4e58}\u{5ba2}\u{3002}\n";
    let arabic = "\u{639}\u{627}\u{62f}\u{62a} \u{627}\u{644}\u{639}\u{628}\u{627}\u{631}\u{629} \u{625}\u{644}\u{649} \u{627}\u{644}\u{62c}\u{632}\u{64a}\u{631}\u{629}.\n";
    let korean = "\u{d398}\u{b9ac}\u{ac00} \u{b2e4}\u{c2dc} \u{c6b4}\u{d56d}\u{d55c}\u{b2e4}.\n";
    for text in [
        JSONL,
        NINJS,
        PAGE,
        "Pl\u{e4}ne f\u{fc}r die F\u{e4}hre \u{1f6a2}.",
        russian,
        greek,
        chinese,
        arabic,
        korean,
    ] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|u| u.to_be_bytes()).collect();
        let plain = read("x", text.as_bytes());
        assert_eq!(read("x", &little), plain);
        assert_eq!(read("x", &big), plain);
        assert_eq!(read("x", &[&[0xff, 0xfe], little.as_slice()].concat()), plain);
        assert_eq!(read("x", &[&[0xfe, 0xff], big.as_slice()].concat()), plain);
        assert_eq!(read("x", &[&[0xef, 0xbb, 0xbf], text.as_bytes()].concat()), plain);
    }
}

#[test]
fn mixed_line_ends_change_nothing() {
    let lines = "{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n{oops\n";
    let csv = "id,text\na,One.\nb,\"Two,\nlong.\"\n";
    for (name, text) in [("x.jsonl", lines), ("x.json", lines), ("x.csv", csv), ("x.xml", NITF)] {
        let n_lines = text.matches('\n').count();
        let plain = read(name, text.as_bytes());
        for nth in 0..=n_lines {
            let mut at = 0;
            let mixed: String = text
                .split_inclusive('\n')
                .map(|line| {
                    at += 1;
                    if at % 2 == nth % 2 || nth == n_lines {
                        line.replace('\n', "\r\n")
                    } else {
                        line.to_owned()
                    }
                })
                .collect();
            let told = read(name, mixed.as_bytes());
            let places = |records: &[Result<RawArticle, Rejection>]| -> Vec<_> {
                let of = |r: &Result<RawArticle, Rejection>| {
                    r.as_ref().map_or_else(|r| (r.line, Some(r.reason)), |a| (a.line, None))
                };
                records.iter().map(of).collect()
            };
            assert_eq!(places(&told), places(&plain), "{name}");
        }
    }
}

#[test]
fn dates_to_come_and_ids_that_come_again_are_taken_as_they_are() {
    let line = "{\"id\": \"a\", \"published\": \"2931-03-04T05:06:07Z\", \"text\": \"One.\"}\n";
    let records = read("x.jsonl", line.repeat(2).as_bytes());
    for record in records {
        let article = record.unwrap();
        assert_eq!((article.id.as_deref(), article.flags.len()), (Some("a"), 0));
        assert_eq!(article.published.unwrap().to_string(), "2931-03-04T05:06:07Z");
    }
}

#[test]
fn a_damaged_line_is_flagged() {
    let records = read("x", b"{\"text\": \"caf\xc3\xa9 \xff.\"}\n{\"text\": \"caf\xe9 au lait.\"}\n");
    let first = records[0].as_ref().unwrap();
    assert_eq!(
        (&first.body, first.flags.as_slice()),
        (&Body::Text("caf\u{e9} \u{fffd}.".into()), [Flag::BadEncoding].as_slice())
    );
    let second = records[1].as_ref().unwrap();
    assert_eq!((&second.body, second.flags.len()), (&Body::Text("caf\u{e9} au lait.".into()), 0));
}

#[test]
fn objects_over_several_lines_have_their_line() {
    let text = "{\n \"text\": \"One.\"\n}\n\n{\n \"text\": \"Two.\"\n}\n{\n oops\n}";
    let records = read("x", text.as_bytes());
    assert_eq!(reasons(&records), [None, None, Some(Reason::BadRecord)]);
    let lines: Vec<_> = records.iter().map(|r| r.as_ref().map_or_else(|r| r.line, |a| a.line)).collect();
    assert_eq!(lines, [None, Some(5), Some(8)]);
    assert_eq!(records[2].as_ref().unwrap_err().detail, "key must be a string at line 9, column 2");
}

#[test]
fn an_array_gives_what_its_lines_give() {
    let objects =
        ["{\"id\": 1, \"text\": \"a, ]\"}", "3", "{\"id\": 2, \"text\": [\"b\", \"}\"]}", "{\"id\": {}}"];
    let array = read("x.json", format!("[{}]", objects.join(",\n")).as_bytes());
    assert_eq!(array, read("x.json", objects.join("\n").as_bytes()));
}

#[test]
fn a_directory_is_walked_in_order_and_loses_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("writable");
        std::fs::write(path, bytes).expect("writable");
    };
    write("b.txt", b"Two.");
    write("a/z.jsonl", JSONL.as_bytes());
    write("a/.hidden", b"No.");
    write(".git/x.txt", b"No.");
    write("README.md", b"# No");
    write("photo.png", b"\x89PNG");
    write("c.xml.gz", &gzip(NITF.as_bytes()));
    #[cfg(unix)]
    std::os::unix::fs::symlink(dir.path(), dir.path().join("loop")).expect("a link");
    let records: Vec<_> = open(dir.path(), &ReadParams::default()).expect("a directory").collect();
    let name = |path: &str| {
        let inside = path.strip_prefix(&*dir.path().to_string_lossy()).expect("below the root");
        inside.trim_start_matches(['/', '\\']).replace('\\', "/")
    };
    let seen: Vec<_> = records
        .iter()
        .map(|r| match r {
            Ok(a) => (name(&a.input), None),
            Err(r) => (name(&r.input), Some(r.reason)),
        })
        .filter(|(name, _)| name != "loop")
        .collect();
    let expected = [
        ("README.md", Some(Reason::UnknownFormat)),
        ("a/z.jsonl", None),
        ("a/z.jsonl", None),
        ("a/z.jsonl", Some(Reason::BadRecord)),
        ("b.txt", None),
        ("c.xml.gz", None),
        ("photo.png", Some(Reason::UnknownFormat)),
    ];
    assert_eq!(seen, expected.map(|(name, reason)| (name.to_owned(), reason)));
    if cfg!(unix) {
        assert!(reasons(&records).contains(&Some(Reason::Unreadable)), "the loop is told");
    }
    // A file that is named itself is tried, whatever its name says.
    let named: Vec<_> =
        open(&dir.path().join("README.md"), &ReadParams::default()).expect("a file").collect();
    assert_eq!(reasons(&named), [None]);
}

#[test]
fn an_absent_path_is_an_error() {
    let dir = tempfile::tempdir().expect("a directory");
    let absent = dir.path().join("absent");
    assert!(matches!(open(&absent, &ReadParams::default()), Err(Error::Io { .. })));
    let file = dir.path().join("a.txt");
    std::fs::write(&file, "One.").expect("writable");
    assert!(
        matches!(open_all(&[&file, &absent], &ReadParams::default()), Err(Error::Io { path, .. }) if path == absent)
    );
    let both: Vec<_> = open_all(&[&file, &file], &ReadParams::default()).expect("both").collect();
    assert_eq!(reasons(&both), [None, None]);
    let empty = dir.path().join("empty");
    std::fs::create_dir(&empty).expect("writable");
    assert_eq!(open(&empty, &ReadParams::default()).expect("a directory").count(), 0);
}

#[test]
fn a_feed_with_a_declaration_inside_does_not_panic() {
    let declaration = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>";
    let items =
        "<item><title>Caf\u{e9}</title><description>The caf\u{e9} by the quay is open.</description></item>";
    for inside in ["", declaration] {
        let long = " ".repeat(20_000);
        let feed =
            format!("{declaration}<rss version=\"2.0\"><channel>{long}{inside}{items}</channel></rss>");
        let records = read("x.rss", feed.as_bytes());
        let title = records[0].as_ref().ok().and_then(|article| article.title.as_deref());
        assert_eq!(title, Some("Caf\u{e9}"), "{records:?}");
    }
}

#[test]
fn no_document_of_xml_costs_more_than_its_size() {
    let formats = [
        ("nitf", "<nitf><body><body.content>#</body.content></body></nitf>"),
        (
            "newsItem",
            "<newsItem guid='a'><contentSet><inlineXML><p>#</p></inlineXML></contentSet></newsItem>",
        ),
        (
            "NewsML",
            "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>#</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
        ),
        ("RBNews", "<RBNews><NewsID>a</NewsID><content>#</content></RBNews>"),
        ("rss", "<rss><channel><item><description>#</description></item></channel></rss>"),
        ("feed", "<feed><entry><content>#</content></entry></feed>"),
    ];
    let params = ReadParams { max_record_bytes: 4 << 20, ..ReadParams::default() };
    let mut bomb = "<!ENTITY a0 'ha'>".to_owned();
    for n in 1..12 {
        let references = format!("&a{};", n - 1).repeat(20);
        bomb.extend(["<!ENTITY a", &n.to_string(), " '", &references, "'>"]);
    }
    let wide = format!("<!ENTITY a0 '{}'>", "x".repeat(50_000));
    for (root, document) in formats {
        let fill = |inside: &str, declared: &str| {
            let text = format!("<!DOCTYPE {root} [{declared}]>{}", document.replace('#', inside));
            read_bytes("x.xml", text.as_bytes(), &params).remove(0)
        };
        assert!(fill("One &b;.", "<!ENTITY b 'two'>").is_ok(), "{root}");
        for (inside, declared) in [("&a11;", &bomb), (&*"&a0;".repeat(100_000), &wide)] {
            let told = fill(inside, declared).unwrap_err();
            assert!(matches!(told.reason, Reason::TooLarge | Reason::BadRecord), "{root}: {told:?}");
        }
        let external = fill("One &b;.", "<!ENTITY b SYSTEM 'file:///etc/hostname'>");
        let told = external.map_or_else(|r| r.detail, |a| format!("{:?}", a.body));
        assert!(told.contains("One") || told.contains("entity"), "{root}: {told}");
        // Depth costs neither the stack nor time; the text comes out, or it is told why not.
        let deep = format!("{}One.{}", "<b>".repeat(100_000), "</b>".repeat(100_000));
        match fill(&deep, "") {
            Ok(a) => assert_eq!(a.body, Body::Text("One.".into()), "{root}"),
            Err(told) => assert_eq!(told.reason, Reason::BadRecord, "{root}: {told:?}"),
        }
        let told = fill(&"One. ".repeat(1 << 20), "").unwrap_err();
        assert_eq!(told.reason, Reason::TooLarge, "{root}");
        assert!(told.detail.contains("read.max_record_bytes"), "{root}: {}", told.detail);
    }
}

#[test]
fn a_few_nul_bytes_are_left_out_with_a_flag_and_many_are_no_text() {
    let long = "The ferry runs again after a winter of repairs. ".repeat(4);
    let nitf = NITF.replace("</p>", "\0</p>");
    let cases = [
        ("x.txt", format!("The fer\0ry. {long}")),
        ("x.jsonl", format!("{{\"id\": \"a\", \"text\": \"The fer\0ry. {long}\"}}\n")),
        ("x.json", format!("[{{\"id\": \"a\",\n \"text\": \"The fer\0ry. {long}\"}}]")),
        ("x.csv", format!("id,text\na,\"The fer\0ry. {long}\"\n")),
        ("x.html", format!("<!doctype html><p>The fer\0ry. {long}</p>")),
        ("x.xml", nitf),
    ];
    for (name, text) in cases {
        let records = read(name, text.as_bytes());
        let article = records.first().and_then(|record| record.as_ref().ok());
        let article = article.unwrap_or_else(|| panic!("{name}: {records:?}"));
        assert_eq!(article.flags, [Flag::BadEncoding], "{name}");
        let (Body::Text(body) | Body::Html(body)) = &article.body else { panic!("{name}") };
        assert!(!body.contains('\0') && !body.contains("fer ry"), "{name}: {body}");
    }
    let many = format!("{long}{}", "\0".repeat(20));
    assert_eq!(reasons(&read("x.txt", many.as_bytes())), [Some(Reason::NotText)]);
}

#[test]
fn a_sample_cut_at_any_byte_is_read_or_rejected() {
    for (name, sample) in
        [("a.jsonl", JSONL), ("a.json", ARRAY), ("n.json", NINJS), ("n.xml", NITF), ("p.html", PAGE)]
    {
        for bytes in [sample.as_bytes().to_vec(), gzip(sample.as_bytes())] {
            for end in 0..bytes.len() {
                assert!(!read(name, &bytes[..end]).is_empty(), "{name} at {end}");
                let _ = read("-", &bytes[end..]);
            }
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in "[a-z]{1,2}(\\.jsonl|\\.json|\\.html|\\.xml|)") {
        prop_assert!(!read(&name, &bytes).is_empty() || !bytes.is_empty());
    }

    #[test]
    fn no_changed_sample_panics(
        sample in prop::sample::select(vec![JSONL, ARRAY, NINJS, NITF, PAGE]),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3u8), 1..6),
    ) {
        let mut bytes = sample.as_bytes().to_vec();
        for (at, byte, change) in changes {
            let at = at.index(bytes.len());
            match change {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { if bytes.len() > 1 { bytes.remove(at); } }
            }
        }
        for name in ["x", "x.jsonl", "x.json", "x.xml"] {
            let _ = read(name, &bytes);
        }
    }
}
