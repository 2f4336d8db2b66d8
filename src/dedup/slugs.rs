//! What the slug line of a wire item says: which story it belongs to, and which version of it this is.
//!
//! `BC-Valdria-Ferry, 2nd Ld-Writethru, 0285` is the second lead of `valdria-ferry`; `URGENT` and bulletins stand before
//! the first version. Agencies that write it into the headline (`UPDATE 2-`) number alike.

use crate::model::Article;

/// A parsed slug line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slug {
    /// The name of the story, lower-case, without the cycle that it was filed for.
    pub base: String,
    /// Which version it is, where a mark tells: 0 for what goes before the story, from 2 for its leads.
    pub version: Option<u32>,
}

/// The cycles that a slug begins with: before, morning, evening papers.
const CYCLES: [&str; 4] = ["bc-", "am-", "pm-", "ap-"];
/// What is filed ahead of the story.
const AHEAD: [&str; 5] = ["urgent", "bulletin", "flash", "newsalert", "alert"];

impl Slug {
    /// Reads the slug line of an item; none where it has none, or where it names no story.
    pub(super) fn of(article: &Article) -> Option<Self> {
        let line = article.wire.as_ref()?.slug.as_deref()?;
        let mut slug = Self::parse(line)?;
        if slug.version.is_none() {
            slug.version = article.title.as_deref().and_then(title_version);
        }
        Some(slug)
    }

    /// Reads a slug line; none where it names no story.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let line = line.to_lowercase();
        let (head, marks) = line.split_once(',').unwrap_or((&line, ""));
        let head = head.trim();
        let base = CYCLES.iter().find_map(|cycle| head.strip_prefix(cycle)).unwrap_or(head);
        let base = base.split_whitespace().collect::<Vec<_>>().join(" ");
        (!base.is_empty()).then(|| Self { base, version: version(marks) })
    }
}

/// Reads `2nd ld-writethru`, `writethru`, `urgent`; an addition is no version.
fn version(marks: &str) -> Option<u32> {
    let words: Vec<&str> = marks.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.iter().any(|word| AHEAD.contains(word)) {
        return Some(0);
    }
    let is_lead = |word: &str| matches!(word, "ld" | "lead" | "writethru" | "writethrough");
    let at = words.iter().position(|word| is_lead(word))?;
    let number = at.checked_sub(1).and_then(|before| ordinal(words.get(before)?));
    Some(1 + number.unwrap_or(1))
}

fn ordinal(word: &str) -> Option<u32> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    number.parse().ok().filter(|n| *n < 1_000)
}

/// Reads `UPDATE 2-`, as it stands before a headline.
fn title_version(title: &str) -> Option<u32> {
    let rest = title.trim_start().strip_prefix("UPDATE ")?;
    let (number, _) = rest.split_once('-')?;
    number.trim().parse::<u32>().ok().filter(|n| *n < 1_000).map(|n| n + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> (String, Option<u32>) {
        let slug = Slug::parse(line).unwrap();
        (slug.base, slug.version)
    }

    #[test]
    fn leads_are_numbered_and_what_goes_ahead_is_before_them() {
        let base = "valdria-ferry".to_owned();
        assert_eq!(parsed("BC-Valdria-Ferry"), (base.clone(), None));
        assert_eq!(parsed("BC-Valdria-Ferry, URGENT, 0030"), (base.clone(), Some(0)));
        assert_eq!(parsed("AM-Valdria-Ferry,1st Ld-Writethru,a0525"), (base.clone(), Some(2)));
        assert_eq!(parsed("Valdria-Ferry, 12th Ld - Writethru, 0285"), (base.clone(), Some(13)));
        assert_eq!(parsed("Valdria-Ferry, Writethru"), (base.clone(), Some(2)));
        assert_eq!(parsed("Valdria-Ferry, 1st Add"), (base, None));
    }

    #[test]
    fn a_headline_may_number_too_and_an_empty_slug_is_none() {
        assert_eq!(title_version("UPDATE 2-Ferry aground"), Some(3));
        assert_eq!(title_version("UPDATE on the ferry - all safe"), None);
        assert_eq!(Slug::parse("BC-, 0030"), None);
        assert_eq!(Slug::parse(" "), None);
    }
}
