//! Short texts of one mould about different matters.
//!
//! Two dividend notices share nearly every word. In a text of some length the mould is a small part; in a short one it is
//! all of it, and only what few other texts have can tell: names, or, where one of the two has none, rare words. Without
//! this, a day's dividends of the Reuters corpus are one story. On look-alike events (ECB+, training part) it costs half a
//! point of B-cubed F1.

/// Texts with at least so many words speak for themselves.
const SHORT: usize = 150;
/// What stands in more texts than this, and in more than one in [`RARE_SHARE`], is not rare: no event has so many groups.
const RARE: usize = 30;
/// See [`RARE`].
const RARE_SHARE: usize = 100;
/// Two texts on one matter share at least this part of the rarer things of the one with fewer.
const MIN_SHARED: f64 = 0.15;

/// What is rare in each text, by number, ascending; empty for texts that are long.
pub struct LookAlikes {
    lengths: Vec<usize>,
    names: Vec<Vec<u32>>,
    words: Vec<Vec<u32>>,
}

impl LookAlikes {
    /// Takes the lengths in words of all texts and the counts of their names and stems, ascending.
    pub fn new(
        lengths: Vec<usize>,
        names: &[Vec<(u32, u32)>],
        n_names: usize,
        words: &[Vec<(u32, u32)>],
        n_words: usize,
        is_number: impl Fn(u32) -> bool,
    ) -> Self {
        let mut words = rare(words, n_words);
        for list in &mut words {
            list.retain(|&word| !is_number(word));
        }
        Self { lengths, names: rare(names, n_names), words }
    }

    /// Tells whether one of two texts is short and what is rare in them speaks of two matters.
    pub fn are(&self, a: usize, b: usize) -> bool {
        if self.lengths[a].min(self.lengths[b]) >= SHORT {
            return false;
        }
        let (x, y) = if self.names[a].is_empty() || self.names[b].is_empty() {
            (&self.words[a], &self.words[b])
        } else {
            (&self.names[a], &self.names[b])
        };
        let least = x.len().min(y.len());
        let shared = x.iter().filter(|item| y.binary_search(item).is_ok()).count();
        least > 0 && (shared as f64) < MIN_SHARED * least as f64
    }
}

fn rare(counts: &[Vec<(u32, u32)>], n_columns: usize) -> Vec<Vec<u32>> {
    let mut df = vec![0usize; n_columns];
    for &(column, _) in counts.iter().flatten() {
        df[column as usize] += 1;
    }
    let most = RARE.max(counts.len() / RARE_SHARE);
    let is_rare = |column: &u32| df[*column as usize] <= most;
    counts.iter().map(|row| row.iter().map(|&(column, _)| column).filter(is_rare).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(columns: &[u32]) -> Vec<(u32, u32)> {
        columns.iter().map(|&c| (c, 1)).collect()
    }

    #[test]
    fn names_decide_and_rare_words_where_there_are_none() {
        let names = [row(&[0, 1]), row(&[2, 3]), row(&[0, 4]), row(&[])];
        let words = [row(&[0, 1]), row(&[0, 1]), row(&[5]), row(&[0, 9])];
        let found = LookAlikes::new(vec![40, 40, 40, 40], &names, 5, &words, 10, |_| false);
        assert!(found.are(0, 1), "no name in common");
        assert!(!found.are(0, 2), "a name in common");
        assert!(!found.are(0, 3), "a word in common with a text without names");
        assert!(found.are(2, 3));
    }

    #[test]
    fn long_texts_and_texts_without_anything_rare_are_none() {
        let names = [row(&[0]), row(&[1])];
        let words = [row(&[]), row(&[])];
        assert!(!LookAlikes::new(vec![200, 150], &names, 2, &words, 0, |_| false).are(0, 1));
        assert!(LookAlikes::new(vec![200, 149], &names, 2, &words, 0, |_| false).are(0, 1));
        assert!(!LookAlikes::new(vec![9, 9], &words, 0, &words, 0, |_| false).are(0, 1));
    }

    #[test]
    fn numbers_and_common_words_do_not_count() {
        let none = vec![row(&[]); 40];
        let words: Vec<_> = (0..40).map(|i| row(&[0, 1, 2 + i])).collect();
        let found = LookAlikes::new(vec![20; 40], &none, 0, &words, 42, |w| w == 1);
        assert!(found.are(0, 1));
    }
}
