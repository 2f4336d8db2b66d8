//! What is told anew every day.
//!
//! Reports of one event are more like each other than like anything that was told weeks before or after. The daily notices of a
//! market are not: that of today is as like one of last month as that of yesterday. So of two texts of different days that are
//! no more alike than each is to several beyond the window, each tells its own day.
//!
//! Without this the second largest story of the Reuters corpus is a week of the money market's daily help, and many pairs are two
//! countries' statistics of two days. Of 22 stories that the rule parts with three texts beyond the window, drawn at random and
//! read, 14 were such; the others were events of months, whose days are as like each other as their weeks: with five texts
//! fewer of these are parted, with eight few of either.

/// So many texts beyond the window show a routine.
const N_BEYOND: usize = 5;
/// Texts that are so many hours apart are of different days' business.
pub const ANOTHER_DAY: f64 = 12.0;

/// Gives how far a text is one of a routine: how alike the fifth of those beyond the window is to it; 0 where there are fewer.
/// `beyond` says of each how alike it is.
pub fn level(mut beyond: Vec<f64>) -> f64 {
    beyond.sort_by(|x, y| y.total_cmp(x));
    beyond.get(N_BEYOND - 1).copied().unwrap_or(0.0)
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
    fn several_texts_beyond_the_window_make_a_routine() {
        assert!(level(vec![]) == 0.0 && level(vec![0.9; 4]) == 0.0);
        assert!((level(vec![0.1, 0.5, 0.3, 0.9, 0.4, 0.2]) - 0.2).abs() < 1e-12);
    }

    #[test]
    fn only_of_different_days_and_no_more_alike_than_other_weeks() {
        assert!(are(Some(24.0), 0.3, [0.3, 0.4]));
        assert!(!are(Some(24.0), 0.35, [0.3, 0.4]), "more alike than the one is to other weeks");
        assert!(!are(Some(6.0), 0.3, [0.5, 0.5]), "the same day");
        assert!(!are(None, 0.3, [0.5, 0.5]), "no time");
    }
}
