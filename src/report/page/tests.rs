use super::*;
use crate::model::{
    BriefSentence, Conflict, Flag, Kind, Member, Origin, OriginKind, Reason, Relation, Stats, Support, Wire,
};

const HOSTILE: &str = "\"><script>hostile()</script><img src=x onerror='hostile()'>{{ 7 * 7 }}\u{202e}gnol";

fn article(id: &str, text: &str) -> Article {
    Article {
        id: id.into(),
        input: text.to_owned(),
        line: Some(1),
        source: Some(format!("Post {text}")),
        agency: Some(format!("Press {text}")),
        url: Some(format!("javascript:hostile('{text}')")),
        title: Some(format!("Headline {text}")),
        byline: Some(text.to_owned()),
        dateline: Some(text.to_owned()),
        published: "2024-03-04T00:00:00Z".parse().ok(),
        lang: None,
        kind: Kind::Story,
        paragraphs: vec![format!("It {text} rained."), "A second paragraph.".to_owned()],
        wire: Some(Wire { status: Some(text.to_owned()), embargo: Some(text.to_owned()), ..Wire::default() }),
        flags: vec![Flag::DateOnly],
        removed: Vec::new(),
        dropped_bytes: None,
    }
}

/// A digest of one story: an agency text and a copy of it with one paragraph more.
fn digest(text: &str) -> Digest {
    let (one, other) = (format!("a{text}"), format!("b{text}"));
    let (kept, mut copy) = (article(&one, text), article(&other, text));
    copy.paragraphs.insert(1, format!("Put in {text}."));
    let member = |id: &str, relation| Member {
        id: id.into(),
        relation,
        score: 0.9,
        containment: 0.9,
        flags: Vec::new(),
    };
    let group = DuplicateGroup {
        id: format!("g{text}").as_str().into(),
        kept: one.as_str().into(),
        members: vec![member(&one, Relation::Kept), member(&other, Relation::NearDuplicate)],
        origin: Origin { name: format!("Press {text}"), kind: OriginKind::Agency },
        contains: Vec::new(),
        versions: vec![one.as_str().into(), other.as_str().into()],
        flags: Vec::new(),
    };
    let story = Story {
        id: format!("s{text}").as_str().into(),
        headline: format!("Headline {text}"),
        groups: vec![group.id.clone()],
        articles: vec![one.as_str().into(), other.as_str().into()],
        copies: 2,
        origins: 1,
        outlets: vec![format!("Post {text}")],
        first_seen: kept.published,
        last_seen: kept.published,
        importance: 1.0,
        terms: vec![text.to_owned()],
        names: vec![text.to_owned()],
        timeline: Vec::new(),
        follows: Vec::new(),
    };
    let brief = Brief {
        story: story.id.clone(),
        method: "lead".to_owned(),
        words: 3,
        sentences: vec![BriefSentence {
            text: format!("It {text} rained."),
            article: one.as_str().into(),
            source: kept.source.clone(),
            published: kept.published,
            paragraph: 0,
            start: 0,
            end: 1,
            support: Support { origins: 1, of: 3, outlets: vec![format!("Post {text}")] },
            conflicts: vec![Conflict { text: format!("It {text} snowed."), article: other.as_str().into() }],
        }],
    };
    let rejection = Rejection {
        input: text.to_owned(),
        line: None,
        id: Some(text.to_owned()),
        reason: Reason::Empty,
        detail: text.to_owned(),
    };
    Digest {
        stats: Stats {
            articles: 2,
            rejected: 1,
            rejected_by_reason: [(Reason::Empty, 1)].into(),
            stories: 1,
            stories_with_company: 1,
            ..Stats::default()
        },
        articles: vec![kept, copy],
        rejected: vec![rejection],
        groups: vec![group],
        stories: vec![story],
        briefs: vec![brief],
        settings: serde_json::Value::Null,
        version: "0",
    }
}

fn written(digest: &Digest, max_stories: usize) -> String {
    let mut out = Vec::new();
    report_html(digest, &ReportParams { max_stories, ..ReportParams::default() }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn hostile_text_in_any_field_is_shown_as_text() {
    let page = written(&digest(HOSTILE), 10);
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert_eq!(page.matches("hostile()</script").count(), 0);
    assert!(!page.contains("<img") && !page.contains("href=\"javascript") && !page.contains("\"><script>"));
    assert!(!page.contains(HOSTILE));
    assert!(page.matches("&#60;script&#62;hostile()").count() > 20);
    let in_words: usize = page.match_indices(HOSTILE.chars().last().map_or("", |_| "\u{202e}gnol")).count();
    assert!(in_words > 20, "{in_words}");
}

#[test]
fn a_word_of_a_megabyte_is_no_obstacle() {
    let long = "w".repeat(1 << 20);
    let page = written(&digest(&long), 10);
    assert!(page.contains("Headline www") && page.len() < 20 << 20, "{}", page.len());
}

#[test]
fn the_policy_names_what_the_page_runs_and_nothing_else() {
    let page = written(&digest("plain"), 10);
    let policy =
        page.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src &#39;none&#39;; style-src &#39;sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"));
    for loaded in [" src=", "url(", "@import", "<link", "<iframe", " style=", " onclick"] {
        assert!(!page.contains(loaded), "{loaded}");
    }
}

#[test]
fn a_copy_stands_beside_the_kept_one() {
    let page = written(&digest("plain"), 10);
    assert!(page.contains("100 % of the wire text, 0 words cut, 3 words added"), "no share");
    assert!(page.contains("<ins>Put in plain.</ins>") && page.contains("1 paragraph alike"));
    assert!(page.contains("1 of 3 origins") && page.contains("other figure"));
    assert_eq!((page.matches("<noscript>").count(), page.matches("</noscript>").count()), (1, 1));
    assert!(page.contains("2024-03-04") && !page.contains("2024-03-04 00:00"), "a bare date is shown as one");
}

#[test]
fn what_is_left_out_is_told() {
    let page = written(&digest("plain"), 0);
    assert!(page.contains("The 0 most important stories are shown; 1 of less importance are left out."));
    let mut empty = digest("plain");
    empty.stories.clear();
    empty.articles.clear();
    empty.groups.clear();
    empty.stats = Stats::default();
    let page = written(&empty, 10);
    assert!(page.contains("<h2 id=\"stories-head\">Stories</h2>") && !page.contains("id=\"filter\""));
}

#[test]
fn days_without_articles_have_their_place_and_long_times_are_put_together() {
    let mut digest = digest("plain");
    digest.articles[1].published = "2024-03-06T05:00:00Z".parse().ok();
    let plot = plots::days(&digest.articles, &digest.groups).unwrap();
    assert_eq!((plot.bars.len(), plot.title.as_str()), (3, "Articles per day"));
    digest.articles[1].published = "2026-03-06T05:00:00Z".parse().ok();
    let plot = plots::days(&digest.articles, &digest.groups).unwrap();
    assert!(plot.bars.len() <= 120 && plot.title == "Articles per 7 days", "{}", plot.title);
    assert!(plots::days(&[], &[]).is_none() && plots::copies(&[]).is_none());
}

#[test]
fn thousands_stand_apart() {
    assert_eq!(
        [grouped(0), grouped(999), grouped(1000), grouped(1_234_567)],
        ["0", "999", "1,000", "1,234,567"]
    );
}
