//! The distinct texts of a run, as the steps see them.

use jiff::Timestamp;

use crate::model::{DocId, TermId};
use crate::sparse::Row;
use crate::text::Vocabulary;

/// One distinct text.
#[derive(Clone, Debug, Default)]
pub(super) struct Text<'a> {
    /// The articles that have it, ascending by their ids.
    pub docs: Vec<DocId>,
    pub tokens: &'a [TermId],
    /// The words of its articles' headlines, ascending, each once.
    pub title: Vec<TermId>,
    /// Whether so many of its words are figures that it is a table, whatever its kind.
    pub is_table: bool,
    /// Whether an article that has it is a roundup by its kind.
    pub is_roundup: bool,
    pub row: Row<'a>,
    /// The earliest and the latest time of its articles.
    pub published: Option<(Timestamp, Timestamp)>,
}

/// The distinct texts, numbered by a hash of their content.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    pub list: Vec<Text<'a>>,
    pub vocabulary: &'a Vocabulary,
    /// The articles that are compared with none.
    pub alone: Vec<DocId>,
}

/// A pair of texts, the smaller number first.
pub(super) type Pair = (u32, u32);

pub(super) fn pair(a: u32, b: u32) -> Pair {
    (a.min(b), a.max(b))
}

impl Texts<'_> {
    /// Gives the text of each of `n` articles; none of one that is compared with none.
    pub(super) fn by_article(&self, n: usize) -> Vec<Option<u32>> {
        let mut text_of = vec![None; n];
        for (text, number) in self.list.iter().zip(0..) {
            for doc in &text.docs {
                text_of[doc.index()] = Some(number);
            }
        }
        text_of
    }

    /// Tells whether two texts may be copies by their dates: unknown dates may. Tables of the same make differ in nothing but
    /// figures from one day to the next, so theirs must be of one day.
    pub(super) fn within_window(&self, a: u32, b: u32, window_days: u32) -> bool {
        let (Some((a_first, a_last)), Some((b_first, b_last))) =
            (self.list[a as usize].published, self.list[b as usize].published)
        else {
            return true;
        };
        let day = |time: Timestamp| time.as_second().div_euclid(86_400);
        if self.list[a as usize].is_table && self.list[b as usize].is_table {
            return day(a_first) <= day(b_last) && day(b_first) <= day(a_last);
        }
        window_days == 0 || self.seconds_apart(a, b) <= i64::from(window_days) * 86_400
    }

    /// Counts the seconds between two texts; 0 where their times overlap or are not known.
    pub(super) fn seconds_apart(&self, a: u32, b: u32) -> i64 {
        let times = self.list[a as usize].published.zip(self.list[b as usize].published);
        times.map_or(0, |((a_first, a_last), (b_first, b_last))| {
            let gap = |later: Timestamp, earlier: Timestamp| later.as_second() - earlier.as_second();
            gap(b_first, a_last).max(gap(a_first, b_last)).max(0)
        })
    }
}
