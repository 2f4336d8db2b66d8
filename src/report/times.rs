//! Times as people read them.

use jiff::Timestamp;

use crate::model::{Article, Flag};

/// Writes when an article was published: `2026-03-02 08:00 UTC`, or the date alone where no more is known.
#[must_use]
pub fn published(article: &Article) -> Option<String> {
    article.published.map(|time| told(time, article.flags.contains(&Flag::DateOnly)))
}

/// Writes a time, or its date alone.
pub(super) fn told(time: Timestamp, date_only: bool) -> String {
    time.strftime(if date_only { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M UTC" }).to_string()
}

/// Writes from when to when articles were published, given in the order of their times; `None` where no time is known.
pub(super) fn span<'a>(articles: impl IntoIterator<Item = &'a Article>) -> Option<String> {
    let mut timed = articles.into_iter().filter(|article| article.published.is_some());
    let first = timed.next()?;
    let last = timed.last().unwrap_or(first);
    let (from, to) = (published(first)?, published(last)?);
    Some(if from == to { from } else { format!("{from} to {to}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_date_is_shown_as_one() {
        let time: Timestamp = "2024-03-04T00:00:00Z".parse().unwrap();
        assert_eq!(told(time, true), "2024-03-04");
        assert_eq!(told(time, false), "2024-03-04 00:00 UTC");
    }
}
