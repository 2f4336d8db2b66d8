//! None, one and two articles, and records that are no articles.

use wiredesk::model::{Body, RawArticle, Reason, Rejection, Relation};
use wiredesk::progress::Stage;
use wiredesk::{Config, Error, Pipeline};

use crate::articles::{article, pile};

fn pipeline() -> Pipeline {
    Pipeline::builder().build().unwrap()
}

#[test]
fn no_article_makes_a_digest_of_nothing() {
    let digest = pipeline().run([]).unwrap();
    assert!(digest.articles.is_empty() && digest.groups.is_empty() && digest.stories.is_empty());
    assert!(digest.briefs.is_empty() && digest.rejected.is_empty());
    assert!(digest.settings.is_object());
}

#[test]
fn one_article_alone_is_a_story_with_a_brief() {
    let digest = pipeline().run(pile().into_iter().take(1)).unwrap();
    assert_eq!((digest.groups.len(), digest.stories.len(), digest.briefs.len()), (1, 1, 1));
    let brief = &digest.briefs[0];
    assert!(!brief.sentences.is_empty());
    assert_eq!((brief.sentences[0].support.origins, brief.sentences[0].support.of), (1, 1));
}

#[test]
fn two_edited_copies_alone_are_one_group() {
    let copies = pile().into_iter().filter(|a| matches!(a.id.as_deref(), Some("b1" | "b3")));
    let digest = pipeline().run(copies).unwrap();
    assert_eq!((digest.groups.len(), digest.stories.len()), (1, 1));
    assert_eq!(digest.groups[0].members.len(), 2);
    assert_eq!(digest.groups[0].members[0].relation, Relation::Kept);
}

#[test]
fn two_different_articles_alone_are_two_stories() {
    let both = pile().into_iter().filter(|a| matches!(a.id.as_deref(), Some("c1" | "m1")));
    let digest = pipeline().run(both).unwrap();
    assert_eq!((digest.groups.len(), digest.stories.len(), digest.briefs.len()), (2, 2, 2));
}

#[test]
fn copies_of_one_agency_are_one_origin() {
    let mut copies: Vec<RawArticle> =
        pile().into_iter().filter(|a| matches!(a.id.as_deref(), Some("b1" | "b2" | "b3"))).collect();
    copies[1].agency = Some("Norvane Press".to_owned());
    let digest = pipeline().run(copies).unwrap();
    assert_eq!(digest.groups[0].origin.name, "Norvane Press");
    assert_eq!(digest.stories[0].origins, 1);
    assert!(digest.briefs[0].sentences.iter().all(|s| (s.support.origins, s.support.of) == (1, 1)));
}

#[test]
fn what_cannot_be_read_stands_among_what_cannot_be_taken() {
    let at = |line| RawArticle { line: Some(line), ..pile()[0].clone() };
    let empty = RawArticle { body: Body::Text(String::new()), id: None, ..at(1) };
    let unread = Rejection {
        input: "desk".to_owned(),
        line: Some(2),
        id: None,
        reason: Reason::BadRecord,
        detail: "half a line".to_owned(),
    };
    let last = RawArticle { body: Body::Text(" \n ".to_owned()), id: None, ..at(4) };
    let records = vec![Ok(empty), Err(unread), Ok(at(3)), Ok(last)];
    let digest = pipeline().run_records(records, Stage::Brief).unwrap();
    let lines: Vec<_> = digest.rejected.iter().filter_map(|r| r.line).collect();
    assert_eq!(lines, [1, 2, 4]);
    assert_eq!(digest.articles.len(), 1);
    assert_eq!(digest.stats.rejected, 3);
    assert_eq!(digest.stats.rejected_by_reason[&Reason::BadRecord], 1);
}

#[test]
fn odd_texts_do_no_harm() {
    let texts = [
        "\u{0}\u{1}\u{2}",
        "🙂🙂🙂 🙂 🙂 🙂 🙂",
        "a a a a a a a a a a a a",
        "ﬁ ﬂ İstanbul ǅ ß ẞ — “quoted” text of seven words.",
        "一二三四五六七八九十。一二三四五六七八九十。",
        "\u{202e}right to left \u{200b}\u{feff} marks within a short text here",
        "1 2 3 4 5 6 7 8 9 10 11 12",
    ];
    let articles = texts
        .iter()
        .enumerate()
        .map(|(i, text)| article(&format!("x{i}"), "Odd Times", "2026-01-01T00:00:00Z", "Odd", text));
    let digest = pipeline().run(articles).unwrap();
    assert_eq!(digest.stats.articles + digest.stats.rejected, texts.len());
}

#[test]
fn a_bad_setting_is_told_before_the_work() {
    let mut config = Config::default();
    config.set("dedup.threshold=7").unwrap();
    let told = Pipeline::builder().config(config).build().unwrap_err();
    assert!(matches!(&told, Error::InvalidSetting { key, .. } if key == "dedup.threshold"), "{told}");
}
