//! What an editor must know before using an article, in words.

use rustc_hash::FxHashMap;

use crate::model::{Article, Brief, Digest, Flag, Kind, Story};
use crate::text::dates;

use super::markdown::count;
use super::times;

/// Gives the [`warnings`] of each article of a digest that has any, by its id.
pub(super) fn warnings_of(digest: &Digest) -> FxHashMap<&str, Vec<String>> {
    let mut flags: FxHashMap<&str, Vec<Flag>> = FxHashMap::default();
    for group in &digest.groups {
        for member in &group.members {
            if !group.flags.is_empty() || !member.flags.is_empty() {
                let of_member = flags.entry(member.id.as_str()).or_default();
                of_member.extend(group.flags.iter().chain(&member.flags));
            }
        }
    }
    let told = |article: &'_ Article| {
        warnings(article, flags.get(article.id.as_str()).map_or(&[][..], Vec::as_slice))
    };
    digest
        .articles
        .iter()
        .map(|article| (article.id.as_str(), told(article)))
        .filter(|(_, told)| !told.is_empty())
        .collect()
}

/// Tells what forbids or limits the use of an article, each thing once: what the article says of itself and what `flags`,
/// those of its group, add.
pub(super) fn warnings(article: &Article, flags: &[Flag]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    match article.kind {
        Kind::Kill => told.push("withdraws another item".to_owned()),
        Kind::Correction => told.push("corrects another item".to_owned()),
        _ => {}
    }
    let wire = article.wire.as_ref();
    let until = wire.and_then(|wire| wire.embargo.as_deref());
    let status = wire.and_then(|wire| wire.status.as_deref()).map(str::trim).unwrap_or_default();
    match status.to_ascii_lowercase().as_str() {
        "" | "usable" => {}
        "withheld" => told.extend(of_flag(Flag::Withheld).map(str::to_owned)),
        "canceled" | "cancelled" => told.push("cancelled by the agency".to_owned()),
        "embargoed" if until.is_some() => {}
        "embargoed" => told.extend(of_flag(Flag::Embargoed).map(str::to_owned)),
        _ => told.push(format!("status {status}")),
    }
    told.extend(until.map(|until| match dates::parse(until) {
        Some((time, date_only)) => format!("embargo until {}", times::told(time, date_only)),
        None => format!("embargo until {until}"),
    }));
    let flags = article.flags.iter().chain(flags).filter(|flag| **flag != Flag::Embargoed || until.is_none());
    told.extend(flags.filter_map(|&flag| of_flag(flag)).map(str::to_owned));
    told.sort();
    told.dedup();
    told
}

/// Tells how wide a story ran: its articles, origins and, where they are known, outlets.
pub(super) fn width(story: &Story, brief: Option<&Brief>) -> Vec<String> {
    let mut parts = vec![count(story.copies, "article", "articles"), origins(story, brief)];
    if !story.outlets.is_empty() {
        parts.push(count(story.outlets.len(), "outlet", "outlets"));
    }
    parts
}

/// Tells how many independent origins a story has; and how many of them its sentences are counted against, where that is
/// fewer: an origin that only lists the news in a roundup, a table or a notice has no report of it.
#[must_use]
pub fn origins(story: &Story, brief: Option<&Brief>) -> String {
    let all = count(story.origins, "independent origin", "independent origins");
    match brief.and_then(|brief| brief.sentences.first()) {
        Some(sentence) if sentence.support.of < story.origins => {
            format!("{all}, {} with full reports", sentence.support.of)
        }
        _ => all,
    }
}

/// Words a flag that forbids or limits use; `None` for those that tell how an article was read.
pub(super) const fn of_flag(flag: Flag) -> Option<&'static str> {
    match flag {
        Flag::Killed => Some("killed by the agency"),
        Flag::Withheld => Some("withheld by the agency"),
        Flag::Embargoed => Some("under embargo"),
        Flag::Corrected => Some("corrected since"),
        Flag::Uncorrected => Some("runs the uncorrected text"),
        Flag::DateOnly | Flag::DuplicateId | Flag::Floor | Flag::BadEncoding | Flag::BadField => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Wire;

    fn article() -> Article {
        serde_json::from_str(r#"{"id": "a", "input": "f", "kind": "story", "paragraphs": ["One."], "flags": [], "removed": []}"#).unwrap()
    }

    fn told(status: &str, embargo: Option<&str>, flags: &[Flag]) -> Vec<String> {
        let wire =
            Wire { status: Some(status.to_owned()), embargo: embargo.map(str::to_owned), ..Wire::default() };
        let article = Article { wire: Some(wire), ..article() };
        warnings(&article, flags)
    }

    #[test]
    fn origins_without_a_report_are_told_apart() {
        let story: Story = serde_json::from_str(
            r#"{"id": "s", "headline": "H", "groups": [], "articles": [], "copies": 5, "origins": 4, "outlets": [], "importance": 1.0, "terms": []}"#,
        )
        .unwrap();
        let brief = |of: usize| -> Brief {
            let json = format!(
                r#"{{"story": "s", "method": "lead", "words": 1, "sentences": [{{"text": "One.", "article": "a", "paragraph": 0, "start": 0,
                "end": 4, "support": {{"origins": 1, "of": {of}, "outlets": []}}}}]}}"#
            );
            serde_json::from_str(&json).unwrap()
        };
        assert_eq!(origins(&story, Some(&brief(4))), "4 independent origins");
        assert_eq!(origins(&story, Some(&brief(3))), "4 independent origins, 3 with full reports");
        assert_eq!(origins(&story, None), "4 independent origins");
    }

    #[test]
    fn each_thing_is_said_once_and_in_words() {
        assert!(told("Usable", None, &[Flag::DateOnly, Flag::BadField]).is_empty());
        assert_eq!(told("withheld", None, &[Flag::Withheld]), ["withheld by the agency"]);
        assert_eq!(
            told("Canceled", None, &[Flag::Killed]),
            ["cancelled by the agency", "killed by the agency"]
        );
        assert_eq!(
            told("embargoed", Some("2024-03-05T06:00:00Z"), &[Flag::Embargoed]),
            ["embargo until 2024-03-05 06:00 UTC"]
        );
        assert_eq!(told("embargoed", Some("noon"), &[]), ["embargo until noon"]);
        assert_eq!(told("odd", None, &[Flag::Embargoed]), ["status odd", "under embargo"]);
    }
}
