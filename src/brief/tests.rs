//! What holds for every summariser.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::model::{Article, ArticleId, Kind};
use crate::progress::Monitor;
use crate::text::{self, TextParams};

const METHODS: [&str; 2] = ["coverage", "lead"];

/// Makes an article: its id, its hour, its paragraphs.
pub(super) fn article(id: &str, hour: u32, paragraphs: &[&str]) -> Article {
    Article {
        id: ArticleId::from(id),
        input: String::new(),
        line: None,
        source: Some(format!("The {id} Post")),
        agency: None,
        url: None,
        title: None,
        byline: None,
        dateline: None,
        published: Timestamp::from_second(i64::from(hour) * 3600).ok(),
        lang: None,
        kind: Kind::Story,
        paragraphs: paragraphs.iter().map(|p| (*p).to_owned()).collect(),
        wire: None,
        flags: Vec::new(),
        removed: Vec::new(),
        dropped_bytes: None,
    }
}

/// Calls `f` with the cluster of articles, each with the number of its origin.
pub(super) fn with_cluster<R>(rows: &[(Article, usize)], f: impl FnOnce(&Cluster<'_>) -> R) -> R {
    let articles: Vec<Article> = rows.iter().map(|(article, _)| article.clone()).collect();
    let corpus = text::analyze(&articles, &TextParams::default(), &Monitor::silent()).unwrap();
    f(&Cluster {
        articles: articles.iter().collect(),
        documents: corpus.documents.iter().collect(),
        origins: rows.iter().map(|(_, origin)| *origin).collect(),
        vocabulary: &corpus.vocabulary,
    })
}

fn brief_of(rows: &[(Article, usize)], method: &str, max_words: usize) -> Option<Brief> {
    let params = BriefParams { method: method.to_owned(), max_words };
    let summarizer = summarizer(&params).unwrap();
    with_cluster(rows, |cluster| summarize(&StoryId::from("s"), cluster, &*summarizer, &params))
}

fn texts(brief: &Brief) -> Vec<&str> {
    brief.sentences.iter().map(|sentence| sentence.text.as_str()).collect()
}

fn ferry() -> Vec<(Article, usize)> {
    vec![
        (
            article(
                "a",
                1,
                &[
                    "NORDHAFEN, May 3 (ABC) - A car ferry ran aground off Nordhafen on Tuesday with 212 people on board. \
                 The harbour office blamed thick fog for the accident.",
                    "The captain said: \"We saw nothing. Then we heard the rocks.\" He was unhurt.",
                ],
            ),
            0,
        ),
        (
            article(
                "b",
                2,
                &[
                    "A car ferry with 212 people on board ran aground in fog off Nordhafen, the harbour office said. \
                 All passengers were taken off the ferry by lifeboats before noon.",
                ],
            ),
            1,
        ),
        (
            article(
                "c",
                3,
                &[
                    "Lifeboats took all passengers off a car ferry that ran aground near Nordhafen on Tuesday. \
                 A tug will try to pull the ferry free at high tide on Wednesday evening.",
                ],
            ),
            2,
        ),
    ]
}

#[test]
fn a_brief_opens_with_what_all_tell() {
    let brief = brief_of(&ferry(), "coverage", 40).unwrap();
    assert!(texts(&brief)[0].contains("ran aground"), "{brief:?}");
    assert_eq!(brief.method, "coverage");
    assert_eq!(brief.sentences[0].support.of, 3);
}

#[test]
fn support_counts_origins_and_outlets_that_tell_the_same() {
    let brief = brief_of(&ferry(), "lead", 1000).unwrap();
    let support = |words: &str| &brief.sentences.iter().find(|s| s.text.contains(words)).unwrap().support;
    assert_eq!((support("with 212").origins, support("with 212").of), (3, 3));
    assert_eq!(support("with 212").outlets, ["The a Post", "The b Post", "The c Post"]);
    assert_eq!(support("A tug").outlets, ["The c Post"]);
}

#[test]
fn the_dateline_is_no_part_of_the_sentence() {
    for method in METHODS {
        let brief = brief_of(&ferry()[..1], method, 20).unwrap();
        assert!(texts(&brief)[0].starts_with("A car ferry"), "{brief:?}");
    }
}

#[test]
fn half_a_quotation_is_never_taken() {
    for method in METHODS {
        let brief = brief_of(&ferry(), method, 1000).unwrap();
        assert!(
            !texts(&brief).iter().any(|text| text.contains("nothing") || text.contains("rocks")),
            "{brief:?}"
        );
    }
}

#[test]
fn lead_takes_the_openings_in_turn() {
    let brief = brief_of(&ferry(), "lead", 55).unwrap();
    let from: Vec<&str> = brief.sentences.iter().map(|s| s.article.as_str()).collect();
    assert_eq!(from, ["a", "b", "c"]);
}

#[test]
fn thirty_copies_of_one_origin_change_nothing() {
    let once = ferry();
    let mut often = ferry();
    for copy in 0..30 {
        let mut article = once[2].0.clone();
        article.id = ArticleId(format!("z{copy}"));
        article.published = Timestamp::from_second(40 * 3600).ok();
        often.push((article, 2));
    }
    for method in METHODS {
        for words in [20, 40, 80] {
            let (brief, same) =
                (brief_of(&once, method, words).unwrap(), brief_of(&often, method, words).unwrap());
            assert_eq!(texts(&brief), texts(&same));
            assert_eq!(brief.sentences[0].support.origins, same.sentences[0].support.origins);
        }
    }
}

#[test]
fn an_unknown_method_is_rejected() {
    let params = BriefParams { method: "best".to_owned(), max_words: 100 };
    assert_eq!(
        params.validate().unwrap_err().to_string(),
        "brief.method is best, but must be one of coverage, lead"
    );
}

#[test]
fn what_cannot_fit_gives_no_brief() {
    let long = "word ".repeat(120);
    for method in METHODS {
        assert!(brief_of(&ferry(), method, 0).is_none());
        assert!(brief_of(&[], method, 100).is_none());
        assert!(brief_of(&[(article("a", 1, &[]), 0)], method, 100).is_none());
        assert!(brief_of(&[(article("a", 1, &[&long]), 0)], method, 100).is_none());
    }
}

#[test]
fn a_sentence_longer_than_the_budget_is_passed_over() {
    let long = format!(
        "The council {} met. The mayor of Nordhafen resigned on Monday after the vote.",
        "very ".repeat(120)
    );
    for method in METHODS {
        let brief = brief_of(&[(article("a", 1, &[&long]), 0)], method, 100).unwrap();
        assert_eq!(texts(&brief), ["The mayor of Nordhafen resigned on Monday after the vote."]);
    }
}

#[test]
fn one_sentence_and_equal_sentences_are_said_once() {
    let text = "The mayor of Nordhafen resigned on Monday after the vote.";
    let rows: Vec<_> =
        (0..4_u32).map(|i| (article(&format!("a{i}"), i, &[text, text]), i as usize)).collect();
    for method in METHODS {
        let brief = brief_of(&rows, method, 100).unwrap();
        assert_eq!(texts(&brief), [text]);
        assert_eq!(brief.sentences[0].support.origins, 4);
    }
}

#[test]
fn short_sentences_are_taken_where_there_are_no_others() {
    let brief = brief_of(&[(article("a", 1, &["Bridge shut. No one hurt."]), 0)], "coverage", 100).unwrap();
    assert_eq!(brief.words, 5);
}

#[test]
fn a_language_without_stop_words_has_briefs_too() {
    let rows: Vec<_> = ferry()
        .into_iter()
        .map(|(article, origin)| (Article { lang: Some("xx".to_owned()), ..article }, origin))
        .collect();
    assert!(brief_of(&rows, "coverage", 60).is_some());
}

#[test]
fn what_is_no_news_is_left_out() {
    let table = Article { kind: Kind::Table, ..ferry()[0].0.clone() };
    assert!(brief_of(&[(table, 0)], "coverage", 100).is_none());
}

#[test]
fn a_story_of_thousands_of_sentences_is_bounded() {
    let rows: Vec<_> = (0..300_u32)
        .map(|i| {
            let sentence =
                |j| format!("Witness {} saw ferry {j} strike rock {i} near Nordhafen at dawn.", i * j);
            let body = (0..10).map(sentence).collect::<Vec<_>>().join(" ");
            (article(&format!("a{i:04}"), i, &[&body]), i as usize)
        })
        .collect();
    let params = coverage::CoverageParams { max_candidates: 200, ..Default::default() };
    let coverage = coverage::Coverage { params };
    let chosen = with_cluster(&rows, |cluster| coverage.select(cluster, 60));
    assert!(!chosen.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn briefs_are_verbatim_within_budget_and_free_of_order(
        bodies in prop::collection::vec("((The|A|He) (ferry|mayor|tug) (\"?[a-d]{1,3}\"? ){0,9}[a-c]{1,2}[.?!] ){0,5}", 1..6),
        origins in prop::collection::vec(0..3_usize, 6),
        words in 0..40_usize,
        method in proptest::sample::select(&METHODS[..]),
    ) {
        let mut rows: Vec<_> = bodies
            .iter()
            .zip(&origins)
            .enumerate()
            .map(|(i, (body, origin))| (article(&format!("a{i}"), i as u32 % 3, &[body.as_str()]), *origin))
            .collect();
        let brief = brief_of(&rows, method, words);
        if let Some(brief) = &brief {
            prop_assert!(brief.words <= words && !brief.sentences.is_empty());
            let counted: usize = brief.sentences.iter().map(|s| s.text.split_whitespace().count()).sum();
            prop_assert_eq!(counted, brief.words);
            for s in &brief.sentences {
                let source = rows.iter().find(|(a, _)| a.id == s.article).unwrap();
                prop_assert_eq!(&source.0.paragraphs[s.paragraph][s.start..s.end], &s.text);
                prop_assert!(s.support.origins >= 1 && s.support.origins <= s.support.of);
            }
        }
        rows.reverse();
        prop_assert_eq!(brief, brief_of(&rows, method, words));
    }
}
