//! News agencies by the names that copy gives them: a data file, easy to add to.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::Words;

static BY_ALIAS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for line in include_str!("../../data/lexicons/agencies.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some((name, aliases)) = line.split_once('=') {
            for alias in aliases.split(',') {
                table.insert(key(alias), name.trim());
            }
        }
    }
    table
});

/// Lower-case words, one blank between them.
fn key(name: &str) -> String {
    Words::of(name).iter().collect::<Vec<_>>().join(" ")
}

/// Finds the agency that is called `name`.
pub(super) fn known(name: &str) -> Option<&'static str> {
    BY_ALIAS.get(&key(name)).copied()
}

/// Finds the agency that a byline or credit names anywhere: the longest name wins, then the first.
pub(super) fn named_in(text: &str) -> Option<&'static str> {
    let words = Words::of(text);
    let all: Vec<&str> = words.iter().collect();
    (1..=4).rev().find_map(|len| all.windows(len).find_map(|run| BY_ALIAS.get(&run.join(" ")).copied()))
}

/// The name to show for what stands between the brackets of a dateline.
pub(super) fn canonical(name: &str) -> String {
    known(name).map_or_else(|| name.trim().to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agencies_are_known_by_all_their_names() {
        for name in ["AP", "Associated Press", "The Associated Press"] {
            assert_eq!(known(name), Some("AP"));
        }
        assert_eq!(known("Meridian Wire"), None);
        assert_eq!(canonical(" MW "), "MW");
        assert_eq!(named_in("Ada Holm, Associated Press Writer"), Some("AP"));
    }
}
