//! The known names that a mistyped one may stand for.

/// Finds the names that are nearest to `key` by edit distance, in their order; none where all are far.
///
/// A key without its table is also compared with the last part of each name.
pub(super) fn to(key: &str, names: &[String]) -> Vec<String> {
    let scored: Vec<(usize, &String)> = names.iter().map(|name| (distance_to(key, name), name)).collect();
    let best = scored.iter().map(|&(d, _)| d).min().unwrap_or(usize::MAX);
    if best > (key.chars().count() / 4).max(2) {
        return Vec::new();
    }
    scored.into_iter().filter(|&(d, _)| d == best).map(|(_, name)| name.clone()).collect()
}

fn distance_to(key: &str, name: &str) -> usize {
    let whole = distance(key, name);
    match name.rsplit_once('.') {
        Some((_, last)) if !key.contains('.') => whole.min(distance(key, last)),
        _ => whole,
    }
}

/// Counts the inserts, deletes, changes and swaps of neighbours that turn `a` into `b` (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_worked_by_hand() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("treshold", "threshold"), 1);
        assert_eq!(distance("wrods", "words"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }

    #[test]
    fn far_names_are_not_offered() {
        let names = vec!["dedup.threshold".to_owned()];
        assert!(to("qqqqqq", &names).is_empty());
        assert!(to("", &names).is_empty());
        assert!(to("x", &[]).is_empty());
    }
}
