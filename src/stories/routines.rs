//! What is told anew every day.
//!
//! Reports of one event are more like each other than like anything that was told a month before or after. The daily notices of
//! a market are not: that of today is as like one of last month as that of yesterday. So of two texts of different days that are
//! no more alike than each is to several of other months, each tells its own day. An event of some weeks is no routine; but
//! where a headline comes again with other figures, what lies beyond the window of a story does for another month
//! ([`is_filled_anew`]).
//!
//! Of the Reuters corpus, most of which is of six weeks, the months part 81 stories and such headlines 59 more, about 52 of them
//! rightly: bonds of two borrowers, statistics of two countries, and the money market's help of a week, which was the second
//! largest story. With all that lies beyond the window for other months 335 are parted, but an event of three weeks falls
//! apart by day.

use super::look_alikes::{n_shared, shared};

/// A text that is more hours away than this, four weeks, is of another month.
pub const ANOTHER_MONTH: f64 = 672.0;
/// So many texts of other months show a routine.
const N_FAR: usize = 5;
/// Texts that are so many hours apart are of different days' business.
pub const ANOTHER_DAY: f64 = 12.0;
/// Of the words of two headlines of one routine both have at least this part.
const MIN_HEADLINE: f64 = 0.25;
/// Notices of two days share less than this part of the figures of the one with fewer.
const MAX_FIGURES: f64 = 0.7;
/// So many figures tell.
const MIN_FIGURES: usize = 2;

/// Tells whether two texts have one headline with other figures. `headlines` are the distinct words of each without figures,
/// `figures` those of the texts, ascending.
pub fn is_filled_anew(headlines: [&[u32]; 2], figures: [&[u32]; 2]) -> bool {
    let n_both = n_shared(headlines[0], headlines[1]);
    let n_either = headlines[0].len() + headlines[1].len() - n_both;
    n_both as f64 >= MIN_HEADLINE * n_either.max(1) as f64
        && figures.iter().all(|of_text| of_text.len() >= MIN_FIGURES)
        && shared(figures[0], figures[1]) < MAX_FIGURES
}

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
    fn a_headline_that_comes_again_has_other_figures() {
        let (today, yesterday) = ([1, 2, 3, 4], [1, 2, 5, 6, 7]);
        assert!(is_filled_anew([&today, &yesterday], [&[10, 11], &[11, 12, 13]]), "two words of seven");
        assert!(!is_filled_anew([&today, &[1, 5, 6, 7]], [&[10, 11], &[12, 13]]), "one word of seven");
        assert!(!is_filled_anew([&today, &yesterday], [&[10, 11], &[10, 11, 12]]), "the same figures");
        assert!(!is_filled_anew([&today, &yesterday], [&[10], &[11, 12]]), "one figure");
        assert!(!is_filled_anew([&[], &[]], [&[10, 11], &[12, 13]]), "no headline");
    }

    #[test]
    fn only_of_different_days_and_no_more_alike_than_other_months() {
        assert!(are(Some(24.0), 0.3, [0.3, 0.4]));
        assert!(!are(Some(24.0), 0.35, [0.3, 0.4]), "more alike than the one is to other months");
        assert!(!are(Some(6.0), 0.3, [0.5, 0.5]), "the same day");
        assert!(!are(None, 0.3, [0.5, 0.5]), "no time");
    }
}
