//! How near in time two copies are.

use jiff::Timestamp;

use crate::model::{Article, Flag};

const DAY: i64 = 24 * 3600;

/// When an article was published: an instant, or a day of which nobody knows the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    first: Timestamp,
    is_day: bool,
}

impl When {
    /// Takes the time of an article, if it is known.
    pub fn of(article: &Article) -> Option<Self> {
        let first = article.published?;
        Some(Self { first, is_day: article.flags.contains(&Flag::DateOnly) })
    }

    /// Gives the hours between two: of two days those between their beginnings, of a day and an instant those that are
    /// certain.
    pub fn hours_to(self, other: Self) -> f64 {
        let (early, late) = if self.first <= other.first { (self, other) } else { (other, self) };
        let apart = late.first.as_second().saturating_sub(early.first.as_second());
        let certain = if early.is_day && !late.is_day { (apart - DAY).max(0) } else { apart };
        certain as f64 / 3600.0
    }
}

/// Lowers a similarity by the hours between two copies: `exp(-dt² / 2σ²)`, and 0 outside the window.
pub fn nearness(hours: f64, window_hours: f64, decay_hours: f64) -> f64 {
    if hours > window_hours {
        return 0.0;
    }
    (-0.5 * (hours / decay_hours).powi(2)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(time: &str, is_day: bool) -> When {
        When { first: time.parse().unwrap(), is_day }
    }

    #[test]
    fn of_a_day_only_what_is_certain_counts() {
        let noon = when("2024-03-02T12:00:00Z", false);
        assert!((noon.hours_to(when("2024-03-02T15:00:00Z", false)) - 3.0).abs() < 1e-9);
        assert!(noon.hours_to(when("2024-03-02T00:00:00Z", true)).abs() < 1e-9);
        assert!((noon.hours_to(when("2024-03-01T00:00:00Z", true)) - 12.0).abs() < 1e-9);
        assert!((when("2024-03-04T00:00:00Z", true).hours_to(noon) - 36.0).abs() < 1e-9);
        let days = when("2024-03-01T00:00:00Z", true).hours_to(when("2024-03-04T00:00:00Z", true));
        assert!((days - 72.0).abs() < 1e-9);
    }

    #[test]
    fn nearness_falls_and_ends_with_the_window() {
        assert!((nearness(0.0, 72.0, 72.0) - 1.0).abs() < 1e-12);
        assert!((nearness(72.0, 72.0, 72.0) - (-0.5f64).exp()).abs() < 1e-12);
        assert!(nearness(72.1, 72.0, 72.0) == 0.0);
    }
}
