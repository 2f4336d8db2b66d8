//! What sort of item it is: routed, never dropped.
//!
//! A wrong kind costs more than a missed one: what is not news is compared with nothing. So the marks of a desk are asked
//! for in the place where a desk puts them (the headline, the slug, the first words), and figures alone never make a table
//! of an earnings brief.

use super::draft::Draft;
use super::head::has_subheads;
use super::{dates, words};
use crate::model::{Kind, Wire};

/// An article of fewer words is a brief.
const BRIEF_WORDS: usize = 75;

/// A text whose words are figures to this share is a table.
const TABLE_SHARE: f64 = 0.5;

/// Finds the kind of a cleaned text.
pub(super) fn of(draft: &Draft, title: Option<&str>, wire: Option<&Wire>) -> Kind {
    let blocks = draft.kept();
    let first = blocks.first().map_or("", |&i| draft.text(i));
    let title = title.unwrap_or("");
    let slug = wire.and_then(|w| w.slug.as_deref()).unwrap_or("");
    let ednote = wire.and_then(|w| w.ednote.as_deref()).unwrap_or("");
    let cancelled =
        wire.and_then(|w| w.status.as_deref()).is_some_and(|s| matches!(s, "canceled" | "cancelled"));
    if cancelled || [title, slug, first, ednote].iter().any(|text| is_kill(text)) {
        return Kind::Kill;
    }
    let marked = |mark: &str| slug.split([',', '-', '/', ' ']).any(|part| part.eq_ignore_ascii_case(mark));
    if [title, first].iter().any(|text| is_correction(text)) || marked("correction") {
        return Kind::Correction;
    }
    if [title, first].iter().any(|text| is_advisory(text)) || marked("advisory") {
        return Kind::Advisory;
    }
    if is_digest(title, first) {
        return Kind::Digest;
    }
    let earnings = is_earnings(draft, &blocks, title);
    if !earnings && is_table(draft, &blocks) {
        return Kind::Table;
    }
    if earnings {
        return Kind::Brief;
    }
    if is_roundup(title) && blocks.len() >= 4 || has_subheads(draft, &blocks) && many_topics(draft, &blocks) {
        return Kind::Roundup;
    }
    let n_words: usize = blocks.iter().map(|&i| words::count(draft.text(i))).sum();
    if n_words < BRIEF_WORDS { Kind::Brief } else { Kind::Story }
}

/// The first words in lower case, one blank between them.
fn lead(text: &str) -> String {
    let spelled = words::Words::of(text.get(..floor(text, 400)).unwrap_or(text));
    spelled.iter().take(40).collect::<Vec<_>>().join(" ")
}

fn floor(text: &str, bytes: usize) -> usize {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

fn begins(lead: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|p| lead.strip_prefix(p).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

fn is_kill(text: &str) -> bool {
    let lead = lead(text);
    let capitals = text.split_whitespace().next().is_some_and(|w| words::is_capitals(w) || w.ends_with(':'));
    begins(
        &lead,
        &[
            "mandatory kill",
            "bulletin kill",
            "kill advisory",
            "news kill",
            "advisory kill",
            "story kill",
            "kill bulletin",
            "kill notice",
            "withdrawal notice",
            "story withdrawn",
            "withdrawn story",
        ],
    ) || (capitals
        && begins(&lead, &["kill", "killed", "withdrawn", "retraction", "elimination"])
        && text.contains([':', '-', '/'])
        && text.find([':', '-', '/']).is_some_and(|at| at < 14))
        || ((lead.contains("editors") || lead.contains("desks"))
            && [
                "kill the",
                "kill this",
                "please kill",
                "disregard the story",
                "disregard this story",
                "please disregard",
                "has been withdrawn",
                "is withdrawn",
            ]
            .iter()
            .any(|p| lead.contains(p)))
}

fn is_correction(text: &str) -> bool {
    let lead = lead(text);
    let marked = text.find([':', '-', '–', '—']).is_some_and(|at| at < 24);
    (marked
        && begins(
            &lead,
            &[
                "correction",
                "corrections",
                "clarification",
                "erratum",
                "korrektur",
                "berichtigung",
                "corrección",
                "correzione",
                "rectificatif",
            ],
        ))
        || lead.contains("please read") && (begins(&lead, &["in"]) || lead.contains("item"))
        || begins(&lead, &["correction"]) && lead.split(' ').count() <= 4
}

fn is_advisory(text: &str) -> bool {
    let lead = lead(text);
    let marked = text.find([':', '-', '–', '—']).is_some_and(|at| at < 30);
    begins(
        &lead,
        &[
            "advisory to editors",
            "editors advisory",
            "media advisory",
            "note to editors",
            "notes to editors",
            "attention editors",
            "to all editors",
            "to editors",
            "advisory editors",
            "notice to editors",
            "advisory for editors",
            "photo advisory",
            "video advisory",
        ],
    ) || (marked && begins(&lead, &["advisory", "editors", "editors note"]))
        || lead == "advisory"
}

fn is_digest(title: &str, first: &str) -> bool {
    let marks = [
        "news digest",
        "news budget",
        "budget",
        "daybook",
        "news daybook",
        "diary",
        "news diary",
        "news schedule",
        "news agenda",
        "agenda",
        "planner",
        "week ahead",
        "day ahead",
        "at a glance",
        "news highlights",
        "top stories",
        "news advisory schedule",
        "news list",
        "front page",
        "press digest",
        "press review",
        "headlines",
        "business digest",
        "sports digest",
        "world news digest",
        "national digest",
    ];
    let lead_title = lead(title);
    let n = lead_title.split(' ').count();
    let named = |text: &str| {
        marks.iter().any(|m| {
            text == *m
                || text.strip_suffix(m).is_some_and(|r| r.ends_with(' '))
                || text.starts_with(&format!("{m} for "))
                || text.starts_with(&format!("{m} at "))
        })
    };
    let strong = ["digest", "daybook", "glance", "diary", "highlights"];
    let desk = n <= 8 && strong.contains(&last_word(&lead_title));
    let opening = begins(
        &lead(first),
        &[
            "here are the top stories",
            "here are the stories",
            "the following are the top stories",
            "stories planned",
            "the following stories are planned",
            "among the stories",
            "these are the top stories",
            "the supervisor is",
            "these stories are planned",
            "stories we are following",
        ],
    );
    opening
        || (n <= 8
            && !title.is_empty()
            && (desk || ((2..=5).contains(&n) && named(&lead_title) && !lead_title.ends_with(" budget"))))
        || lead_title == "budget"
}

/// The last word of a headline, the day and the hour that a desk sets after it aside.
fn last_word(lead: &str) -> &str {
    let is_time = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            || dates::is_month(word)
            || matches!(word, "gmt" | "edt" | "est" | "utc" | "am" | "pm" | "at" | "for" | "of" | "day")
            || word.ends_with("day")
    };
    lead.rsplit(' ').find(|word| !is_time(word)).unwrap_or("")
}

fn is_roundup(title: &str) -> bool {
    let lead = lead(title);
    let marks = [
        "news summary",
        "news in brief",
        "in brief",
        "round up",
        "roundup",
        "news roundup",
        "news briefs",
        "world briefs",
        "business briefs",
        "sports briefs",
        "briefly",
        "briefs",
        "summary of news",
    ];
    lead.split(' ').count() <= 7
        && marks
            .iter()
            .any(|m| lead == *m || lead.starts_with(&format!("{m} ")) || lead.ends_with(&format!(" {m}")))
}

/// Tells whether the figures are a company's: shares, net, revenues, dividends.
fn is_earnings(draft: &Draft, blocks: &[usize], title: &str) -> bool {
    let markers = [
        "shr", "shrs", "net", "revs", "rev", "sales", "qtly", "div", "dividend", "eps", "pay", "record",
        "qtr", "mths", "payout", "profit", "loss", "oper", "pretax", "turnover", "semi", "avg", "assets",
        "deposits", "loans",
    ];
    let lines = blocks.iter().filter(|&&i| {
        let text = draft.text(i);
        let spelled = words::Words::of(text.get(..floor(text, 400)).unwrap_or(text));
        spelled.iter().take(3).any(|w| markers.contains(&w))
    });
    let n = lines.count();
    let spelled = words::Words::of(title);
    let named = spelled.iter().any(|w| {
        matches!(
            w,
            "qtr"
                | "net"
                | "div"
                | "dividend"
                | "payout"
                | "earnings"
                | "results"
                | "shr"
                | "loss"
                | "profit"
                | "qtly"
                | "mths"
                | "yr"
                | "year"
                | "1st"
                | "2nd"
                | "3rd"
                | "4th"
        )
    });
    n >= 2 && (n * 3 >= blocks.len() || named) || n >= 1 && blocks.len() <= 3 && (named || n == blocks.len())
}

/// Tells whether figures are all there is: most words are numbers, in lines without sentences.
fn is_table(draft: &Draft, blocks: &[usize]) -> bool {
    let (mut words, mut figures, mut prose) = (0_usize, 0.0, 0_usize);
    for &i in blocks {
        let block = draft.features(i);
        words += block.n_words;
        figures += block.digit_share * block.n_words as f64;
        if block.ends && block.stop_share >= 0.22 {
            prose += block.n_words;
        }
    }
    words >= 12 && figures >= TABLE_SHARE * words as f64 && prose * 4 <= words
        || words >= 40 && blocks.len() >= 6 && figures >= 0.35 * words as f64 && prose * 10 <= words
}

/// Tells whether the parts under subheads share next to no words, as the stories of a roundup do.
fn many_topics(draft: &Draft, blocks: &[usize]) -> bool {
    let subheads = blocks.iter().filter(|&&i| {
        let block = draft.features(i);
        block.capitals && !block.ends && (3..=15).contains(&block.n_words) && block.digit_share < 0.5
    });
    subheads.count() >= 3
}
