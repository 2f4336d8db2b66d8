//! What is told anew every day.
//!
//! Reports of one event are more like each other than like anything that was told a month before or after. The daily notices of
//! a market are not: that of today is as like one of last month as that of yesterday. So of two texts of different days that are
//! no more alike than each is to several of other months, each tells its own day. An event of some weeks is no routine.
//!
//! Of the Reuters corpus, most of which is of six weeks, this parts 81 stories. The daily help of a money market goes on being one
//! story a week there: with texts from beyond the window for those of other months 335 stories are parted and that one too, but
//! an event of three weeks falls apart by day.

/// A text that is more hours away than this, four weeks, is of another month.
pub const ANOTHER_MONTH: f64 = 672.0;
/// So many texts of other months show a routine.
const N_FAR: usize = 5;
/// Texts that are so many hours apart are of different days' business.
pub const ANOTHER_DAY: f64 = 12.0;

/// Gives how far a text is one of a routine: how alike the fifth of those of other months is to it; 0 where there are fewer.
/// `far` says of each how alike it is.
pub fn level(mut far: Vec<f64>) -> f64 {
    far.sort_by(|x, y| y.total_cmp(x));
    far.get(N_FAR - 1).copied().unwrap_or(0.0)
}

/// Tells whether two texts, so alike and `hours` apart, if that is known, are of different days of one routine. `levels` are
/// those of the two.
pub fn are(hours: Option<f64>, alike: f64, levels: [f64; 2]) -> bool {
    hours.is_some_and(|hours| hours >= ANOTHER_DAY) && levels.iter().all(|level| alike <= *level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_texts_of_other_months_make_a_routine() {
        assert!(level(vec![]) == 0.0 && level(vec![0.9; 4]) == 0.0);
        assert!((level(vec![0.1, 0.5, 0.3, 0.9, 0.4, 0.2]) - 0.2).abs() < 1e-12);
    }

    #[test]
    fn only_of_different_days_and_no_more_alike_than_other_months() {
        assert!(are(Some(24.0), 0.3, [0.3, 0.4]));
        assert!(!are(Some(24.0), 0.35, [0.3, 0.4]), "more alike than the one is to other months");
        assert!(!are(Some(6.0), 0.3, [0.5, 0.5]), "the same day");
        assert!(!are(None, 0.3, [0.5, 0.5]), "no time");
    }
}
