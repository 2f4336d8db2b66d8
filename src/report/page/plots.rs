//! Bars drawn as SVG, with what they show in words.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::Offset;
use rustc_hash::FxHashSet;

use crate::model::{Article, DuplicateGroup, OriginKind};

use super::grouped;

/// At most so many bars stand side by side; days are put together until they fit.
const MAX_BARS: usize = 120;
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 140.0;

/// A plot.
pub(super) struct Plot {
    pub title: String,
    /// What the plot shows, for those who do not see it.
    pub words: String,
    pub bars: Vec<Bar>,
    /// What stands below the first and the last bar.
    pub from: String,
    pub to: String,
    /// The height of the tallest bar.
    pub most: String,
    pub has_two_parts: bool,
}

/// A bar of up to two parts, the one upon the other.
pub(super) struct Bar {
    pub x: String,
    pub width: String,
    pub lower: Part,
    pub upper: Part,
    pub words: String,
}

/// A part of a bar.
pub(super) struct Part {
    pub y: String,
    pub height: String,
}

/// Plots how many articles there were a day: kept ones and copies.
pub(super) fn days(articles: &[Article], groups: &[DuplicateGroup]) -> Option<Plot> {
    let kept: FxHashSet<&str> = groups.iter().map(|group| group.kept.as_str()).collect();
    let dated: Vec<(Date, bool)> = articles
        .iter()
        .filter_map(|a| Some((Offset::UTC.to_datetime(a.published?).date(), kept.contains(a.id.as_str()))))
        .collect();
    let first = dated.iter().map(|d| d.0).min()?;
    let last = dated.iter().map(|d| d.0).max()?;
    let day_of = |date: Date| usize::try_from((date - first).get_days()).unwrap_or_default();
    let n_days = day_of(last) + 1;
    let days_a_bar = n_days.div_ceil(MAX_BARS);
    let mut counts = vec![(0, 0); n_days.div_ceil(days_a_bar)];
    for &(date, is_kept) in &dated {
        if let Some(count) = counts.get_mut(day_of(date) / days_a_bar) {
            if is_kept { count.0 += 1 } else { count.1 += 1 }
        }
    }
    let after = |n: usize| first.saturating_add(i64::try_from(n).unwrap_or_default().days());
    let name = |bar: usize| {
        let from = after(bar * days_a_bar);
        let until = after((bar + 1) * days_a_bar - 1).min(last);
        if from == until { from.to_string() } else { format!("{from} to {until}") }
    };
    let per = if days_a_bar == 1 { "day".to_owned() } else { format!("{days_a_bar} days") };
    let busiest = (0..counts.len()).max_by_key(|&i| (counts[i].0 + counts[i].1, std::cmp::Reverse(i)))?;
    let undated = articles.len() - dated.len();
    let mut words = format!(
        "{} dated articles from {first} to {last}; most on {}: {}.",
        grouped(dated.len()),
        name(busiest),
        grouped(counts[busiest].0 + counts[busiest].1)
    );
    if undated > 0 {
        words = format!("{words} {} have no date.", grouped(undated));
    }
    let bars = counts.iter().enumerate().map(|(i, &(kept, copies))| {
        (kept, copies, format!("{}: {} kept, {} copies", name(i), grouped(kept), grouped(copies)))
    });
    Some(Plot {
        title: format!("Articles per {per}"),
        words,
        from: first.to_string(),
        to: last.to_string(),
        has_two_parts: true,
        ..plot(bars.collect())
    })
}

/// Plots how many copies agency texts had.
pub(super) fn copies(groups: &[DuplicateGroup]) -> Option<Plot> {
    const SIZES: [(usize, &str); 8] = [
        (1, "1"),
        (2, "2"),
        (3, "3"),
        (4, "4"),
        (5, "5 to 9"),
        (10, "10 to 19"),
        (20, "20 to 49"),
        (50, "50 or more"),
    ];
    let sizes: Vec<usize> = groups
        .iter()
        .filter(|group| group.origin.kind == OriginKind::Agency)
        .map(|group| group.members.len())
        .collect();
    let largest = sizes.iter().copied().max()?;
    let mut counts = [0; SIZES.len()];
    for &size in &sizes {
        if let Some(at) = SIZES.iter().rposition(|&(least, _)| least <= size) {
            counts[at] += 1;
        }
    }
    let n_bars = counts.iter().rposition(|&n| n > 0).unwrap_or_default() + 1;
    let bars = (0..n_bars)
        .map(|i| (counts[i], 0, format!("found {} times: {} texts", SIZES[i].1, grouped(counts[i]))))
        .collect();
    let alone = counts[0];
    Some(Plot {
        title: "How often each agency text was found".to_owned(),
        words: format!(
            "{} agency texts; {} were found once, {} more often, one of them {} times.",
            grouped(sizes.len()),
            grouped(alone),
            grouped(sizes.len() - alone),
            grouped(largest)
        ),
        from: "once".to_owned(),
        to: SIZES.get(n_bars - 1).map_or_else(String::new, |size| format!("{} times", size.1)),
        has_two_parts: false,
        ..plot(bars)
    })
}

/// Draws bars of two parts each.
fn plot(counts: Vec<(usize, usize, String)>) -> Plot {
    let most = counts.iter().map(|(lower, upper, _)| lower + upper).max().unwrap_or(0);
    let step = WIDTH / counts.len().max(1) as f64;
    let height = |n: usize| HEIGHT * n as f64 / most.max(1) as f64;
    let bars = counts.into_iter().enumerate().map(|(i, (lower, upper, words))| Bar {
        x: format!("{:.1}", i as f64 * step),
        width: format!("{:.1}", (step * 0.85).min(90.0)),
        lower: part(HEIGHT - height(lower), height(lower)),
        upper: part(HEIGHT - height(lower) - height(upper), height(upper)),
        words,
    });
    Plot {
        title: String::new(),
        words: String::new(),
        bars: bars.collect(),
        from: String::new(),
        to: String::new(),
        most: grouped(most),
        has_two_parts: false,
    }
}

fn part(y: f64, height: f64) -> Part {
    Part { y: format!("{y:.1}"), height: format!("{height:.1}") }
}
