//! Records as they come in: articles go on, rejections are kept with their place.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::model::{RawArticle, Rejection};
use crate::progress::{Monitor, Stage};

/// After how many records progress is told.
const TELL_EVERY: usize = 256;

/// All records of a run.
#[derive(Debug, Default)]
pub(super) struct Intake {
    /// The raw articles, in order.
    pub articles: Vec<RawArticle>,
    rejected: Vec<Rejection>,
    /// The place of each input among the inputs, by the first record of it.
    places: FxHashMap<String, usize>,
}

impl Intake {
    /// Takes in all records.
    pub fn take(
        records: impl IntoIterator<Item = Result<RawArticle, Rejection>>,
        monitor: &Monitor<'_>,
    ) -> Result<Self> {
        monitor.report(Stage::Read, 0, None)?;
        let mut intake = Self::default();
        for record in records {
            match record {
                Ok(article) => {
                    intake.note(&article.input);
                    intake.articles.push(article);
                }
                Err(rejection) => {
                    intake.note(&rejection.input);
                    intake.rejected.push(rejection);
                }
            }
            let n_records = intake.n_records();
            if n_records.is_multiple_of(TELL_EVERY) {
                monitor.report(Stage::Read, n_records, None)?;
            }
        }
        let n_records = intake.n_records();
        monitor.report(Stage::Read, n_records, Some(n_records))?;
        Ok(intake)
    }

    /// Joins the rejections of the reader and those of the cleaner, in input order.
    pub fn with_rejected(self, of_cleaner: Vec<Rejection>) -> Vec<Rejection> {
        let mut all = self.rejected;
        all.extend(of_cleaner);
        all.sort_by_key(|r| (self.places.get(&r.input).copied().unwrap_or(usize::MAX), r.line));
        all
    }

    fn note(&mut self, input: &str) {
        if !self.places.contains_key(input) {
            self.places.insert(input.to_owned(), self.places.len());
        }
    }

    fn n_records(&self) -> usize {
        self.articles.len() + self.rejected.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

    fn article(input: &str, line: u64) -> RawArticle {
        RawArticle { input: input.to_owned(), line: Some(line), ..RawArticle::default() }
    }

    fn rejection(input: &str, line: u64, reason: Reason) -> Rejection {
        Rejection { input: input.to_owned(), line: Some(line), id: None, reason, detail: String::new() }
    }

    #[test]
    fn rejections_of_both_stages_stand_in_input_order() {
        let records = vec![
            Ok(article("z", 1)),
            Err(rejection("z", 2, Reason::BadRecord)),
            Ok(article("z", 10)),
            Err(rejection("a", 1, Reason::TooLarge)),
        ];
        let intake = Intake::take(records, &Monitor::silent()).unwrap();
        assert_eq!(intake.articles.len(), 2);
        let all = intake
            .with_rejected(vec![rejection("z", 1, Reason::Empty), rejection("z", 10, Reason::TooShort)]);
        let order: Vec<_> = all.iter().map(|r| (r.input.as_str(), r.line.unwrap())).collect();
        assert_eq!(order, [("z", 1), ("z", 2), ("z", 10), ("a", 1)]);
    }
}
