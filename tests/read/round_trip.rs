//! Articles there and back, through JSON Lines and through Parquet.

use std::io::Cursor;

use jiff::Timestamp;
use proptest::prelude::*;
use wiredesk::model::{Body, RawArticle, Wire};
use wiredesk::read::{ReadParams, from_reader};
use wiredesk::report;

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Z\u{e9}\u{4e2d}0-9'\",;:&|]{1,9}( [a-z\u{fc}.]{1,9}){0,5}x"
}

fn time() -> impl Strategy<Value = Timestamp> {
    (-2_000_000_000i64..4_000_000_000).prop_map(|s| Timestamp::from_second(s).unwrap())
}

prop_compose! {
    fn any_wire()(
        item in words(),
        version in proptest::option::of(0..99u32),
        texts in proptest::collection::vec(proptest::option::of(words()), 5),
        urgency in proptest::option::of(1..9u8),
        embargo in proptest::option::of(time()),
        first_created in proptest::option::of(time()),
        subjects in proptest::collection::hash_set("[a-z]{1,8}", 0..4),
        links in proptest::collection::hash_set("[a-z]{1,5}:[0-9]", 0..3),
    ) -> Wire {
        let mut texts = texts.into_iter().flatten();
        let mut text = || texts.next();
        let links: Vec<String> = links.into_iter().collect();
        Wire {
            item: Some(item), version, slug: text(), status: text(), ednote: text(), usage_terms: text(),
            copyright: text(), urgency, embargo: embargo.map(|t| t.to_string()), first_created,
            subjects: subjects.into_iter().collect(), supersedes: links.clone(), corrects: links,
        }
    }
}

prop_compose! {
    fn any_article()(
        id in words(),
        fields in proptest::collection::vec(proptest::option::of(words()), 6),
        lang in proptest::option::of("(en|de|fr|sv)"),
        published in proptest::option::of(time()),
        paragraphs in proptest::collection::vec(words(), 1..5),
        wire in proptest::option::of(any_wire()),
    ) -> RawArticle {
        let mut fields = fields.into_iter();
        let mut field = || fields.next().flatten();
        RawArticle {
            id: Some(id), source: field(), url: field(), title: field(), byline: field(), dateline: field(),
            agency: field(), lang, published, wire, body: Body::Text(paragraphs.join("\n\n")),
            ..RawArticle::default()
        }
    }
}

fn back(bytes: Vec<u8>, name: &str) -> Vec<RawArticle> {
    from_reader(Cursor::new(bytes), name, &ReadParams::default())
        .map(|record| RawArticle { input: String::new(), line: None, ..record.unwrap() })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn articles_go_to_json_lines_and_back(articles in proptest::collection::vec(any_article(), 1..6)) {
        let mut lines = Vec::new();
        for article in &articles {
            report::raw_article(article, &mut lines).unwrap();
        }
        prop_assert_eq!(back(lines, "x.jsonl"), articles);
    }
}

#[cfg(feature = "parquet")]
mod parquet_files {
    use std::sync::Arc;

    use parquet::basic::{Compression, ZstdLevel};
    use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use proptest::prelude::*;
    use wiredesk::model::{Body, RawArticle};

    use super::{any_article, back};

    const SCHEMA: &str = "message article {
        optional binary id (UTF8); optional binary source (UTF8); optional binary url (UTF8); optional binary title (UTF8);
        optional binary byline (UTF8); optional binary dateline (UTF8); optional binary agency (UTF8);
        optional binary lang (UTF8); optional binary published (UTF8); optional binary text (UTF8);
        optional binary item (UTF8); optional binary slug (UTF8); optional binary status (UTF8); optional binary ednote (UTF8);
        optional binary usage_terms (UTF8); optional binary copyright (UTF8); optional binary embargo (UTF8);
        optional binary first_created (UTF8); optional binary subjects (UTF8);
        optional int32 version; optional int32 urgency; }";

    fn texts(article: &RawArticle) -> [Option<String>; 19] {
        let a = article.clone();
        let Body::Text(text) = a.body else { panic!("made as text") };
        let w = a.wire.unwrap_or_default();
        let subjects = (!w.subjects.is_empty()).then(|| w.subjects.join(";"));
        [
            a.id,
            a.source,
            a.url,
            a.title,
            a.byline,
            a.dateline,
            a.agency,
            a.lang,
            a.published.map(|t| t.to_string()),
            Some(text),
            w.item,
            w.slug,
            w.status,
            w.ednote,
            w.usage_terms,
            w.copyright,
            w.embargo,
            w.first_created.map(|t| t.to_string()),
            subjects,
        ]
    }

    fn written(articles: &[RawArticle], compression: Compression) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
        let mut file = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        // Two articles a row group, so that there are several.
        for group in articles.chunks(2) {
            let rows: Vec<_> = group.iter().map(texts).collect();
            let mut out = file.next_row_group().unwrap();
            for column in 0..19 {
                let cells: Vec<_> = rows.iter().map(|row| row[column].as_deref()).collect();
                let levels: Vec<i16> = cells.iter().map(|c| i16::from(c.is_some())).collect();
                let values: Vec<ByteArray> = cells.into_iter().flatten().map(ByteArray::from).collect();
                let mut writer = out.next_column().unwrap().unwrap();
                writer.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).unwrap();
                writer.close().unwrap();
            }
            let wires = || group.iter().map(|a| a.wire.clone().unwrap_or_default());
            for cells in [
                wires().map(|w| w.version.and_then(|v| i32::try_from(v).ok())).collect::<Vec<_>>(),
                wires().map(|w| w.urgency.map(i32::from)).collect(),
            ] {
                let levels: Vec<i16> = cells.iter().map(|c| i16::from(c.is_some())).collect();
                let values: Vec<i32> = cells.into_iter().flatten().collect();
                let mut writer = out.next_column().unwrap().unwrap();
                writer.typed::<Int32Type>().write_batch(&values, Some(&levels), None).unwrap();
                writer.close().unwrap();
            }
            out.close().unwrap();
        }
        file.into_inner().unwrap()
    }

    /// What Parquet has no column for here.
    fn without_links(article: &RawArticle) -> RawArticle {
        let mut article = article.clone();
        if let Some(wire) = &mut article.wire {
            wire.supersedes.clear();
            wire.corrects.clear();
        }
        article
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn articles_go_to_parquet_and_back(
            articles in proptest::collection::vec(any_article(), 1..6),
            compression in prop::sample::select(vec![
                Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default()), Compression::LZ4_RAW,
            ]),
        ) {
            let articles: Vec<_> = articles.iter().map(without_links).collect();
            prop_assert_eq!(back(written(&articles, compression), "x.parquet"), articles);
        }
    }

    #[test]
    fn a_parquet_file_that_breaks_off_or_lies_is_a_bad_record() {
        let whole = written(
            &[RawArticle { id: Some("a".into()), body: Body::Text("One.".into()), ..RawArticle::default() }],
            Compression::SNAPPY,
        );
        for end in (4..whole.len()).step_by(11) {
            let cut = std::io::Cursor::new(whole[..end].to_vec());
            let records: Vec<_> =
                wiredesk::read::from_reader(cut, "x", &wiredesk::read::ReadParams::default()).collect();
            assert!(records.len() == 1 && records[0].is_err(), "{end}");
        }
    }
}
