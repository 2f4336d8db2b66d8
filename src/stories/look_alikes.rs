//! Texts of one mould about different matters.
//!
//! Two notices of road works, or of dividends, share nearly every word, and yet are no copies of each other: the mould is
//! one, what fills it is not. Five signs tell, where a text is alone with its like and no cluster shows the contrast:
//!
//! - Two texts that both have names have some in common: without this three texts, which no contrast tells apart, are joined
//!   by the words of their kind of event alone (B-cubed precision of the own sample .927 for .942).
//! - Two reports of one event that are much alike in words are at least as much so in names (of the pairs of ECB+ and BASIL
//!   above the limit all but 1 in 200 have a cosine of names above .75 of that of words); two fillings of a mould are less so.
//! - In a short text the mould is all there is, and only what few other texts have can tell: names, or, where one of the two
//!   has none, rare words. Without this a week's dividends of the Reuters corpus are one story of 41 groups.
//! - The headline of a short text says what fills it: of two that tell of one matter, at least one rare word of a headline stands
//!   in the other. Of 45 pairs of the Reuters corpus that this keeps apart, drawn at random, 36 were of other matters (share
//!   offers, payouts, appointments of different companies), and of the pairs of ECB+ that tell the same it parts 7 in 1,000.
//! - A mould that is filled anew every day, as with a market's opening figures, has the same names: of two short texts of
//!   different days the figures tell.

use super::routines::ANOTHER_DAY;

/// Texts with at least so many words speak for themselves.
const SHORT: usize = 150;
/// What stands in more texts than this, and in more than one in [`RARE_SHARE`], is not rare: no event has so many groups.
const RARE: usize = 30;
/// See [`RARE`]. With one in 100 the quarterly results of seven companies were one story of the Reuters corpus, and ten bids
/// for export bonuses; with one in 400 they are not, and the largest event keeps 24 of its 25 groups.
const RARE_SHARE: usize = 400;
/// Two texts on one matter share at least this part of the rarer things of the one with fewer.
const MIN_SHARED: f64 = 0.1;
/// So many names tell, whatever the length.
const MIN_NAMES: usize = 3;
/// Two texts on one matter are at least so alike in names.
const MIN_NAMES_ALIKE: f64 = 0.08;
/// From this cosine of their words up, two texts that are no copies of each other may fill one mould.
const MOULD: f64 = 0.4;
/// Two texts on one matter are at least this times as alike in names as in words.
const MIN_NAMES_TO_WORDS: f64 = 0.75;
/// Two texts on one matter share at least this part of the figures of the one with fewer.
const MIN_SHARED_NUMBERS: f64 = 0.34;
/// So many figures tell.
const MIN_NUMBERS: usize = 2;

/// What is rare in each text, by number, ascending.
pub struct LookAlikes {
    lengths: Vec<usize>,
    n_names: Vec<usize>,
    names: Vec<Vec<u32>>,
    words: Vec<Vec<u32>>,
    headlines: Vec<Vec<u32>>,
    numbers: Vec<Vec<u32>>,
}

/// What a text has, each ascending and distinct.
pub struct Things {
    /// Its length in words.
    pub length: usize,
    /// Its names.
    pub names: Vec<u32>,
    /// Its words, those of the headline included, without figures.
    pub words: Vec<u32>,
    /// The words of its headline.
    pub headline: Vec<u32>,
    /// Its figures.
    pub numbers: Vec<u32>,
}

impl LookAlikes {
    /// Takes what every text has; names and figures below `n_names`, words below `n_words`.
    pub fn new(things: Vec<Things>, n_names: usize, n_words: usize) -> Self {
        let most = RARE.max(things.len() / RARE_SHARE);
        let mut all = Self {
            lengths: vec![],
            n_names: vec![],
            names: vec![],
            words: vec![],
            headlines: vec![],
            numbers: vec![],
        };
        for of_text in things {
            all.lengths.push(of_text.length);
            all.n_names.push(of_text.names.len());
            all.names.push(of_text.names);
            all.words.push(of_text.words);
            all.headlines.push(of_text.headline);
            // The figures of a longer text are never asked for.
            all.numbers.push(if of_text.length < SHORT { of_text.numbers } else { Vec::new() });
        }
        keep_rare(&mut all.names, n_names, most);
        keep_rare(&mut all.words, n_words, most);
        for (headline, words) in all.headlines.iter_mut().zip(&all.words) {
            headline.retain(|word| words.binary_search(word).is_ok());
        }
        all
    }

    /// Gives the length of a text, in words.
    pub fn length(&self, text: usize) -> usize {
        self.lengths[text]
    }

    /// Tells whether two texts fill one mould. `hours` lie between them, if that is known; `words` and `names` are their
    /// cosines.
    pub fn are(&self, a: usize, b: usize, hours: Option<f64>, words: f64, names: f64) -> bool {
        let n_names = self.n_names[a].min(self.n_names[b]);
        if n_names >= MIN_NAMES && names < MIN_NAMES_ALIKE {
            return true;
        }
        if n_names > 0 && words >= MOULD && names < MIN_NAMES_TO_WORDS * words {
            return true;
        }
        if self.lengths[a].min(self.lengths[b]) >= SHORT {
            return false;
        }
        let (x, y) = if self.names[a].is_empty() || self.names[b].is_empty() {
            (&self.words[a], &self.words[b])
        } else {
            (&self.names[a], &self.names[b])
        };
        if !x.is_empty() && !y.is_empty() && shared(x, y) < MIN_SHARED {
            return true;
        }
        if self.is_another_headline(a, b) && self.is_another_headline(b, a) {
            return true;
        }
        let (x, y) = (&self.numbers[a], &self.numbers[b]);
        hours.is_some_and(|hours| hours >= ANOTHER_DAY)
            && words >= MOULD
            && x.len().min(y.len()) >= MIN_NUMBERS
            && shared(x, y) < MIN_SHARED_NUMBERS
    }

    /// Tells whether the headline of one text has rare words, and none of them stands in the other.
    fn is_another_headline(&self, one: usize, other: usize) -> bool {
        let (headline, words) = (&self.headlines[one], &self.words[other]);
        !headline.is_empty() && shared(headline, words) <= 0.0
    }
}

/// Gives the part of the shorter list that the other has; both ascend.
pub fn shared(x: &[u32], y: &[u32]) -> f64 {
    n_shared(x, y) as f64 / x.len().min(y.len()).max(1) as f64
}

/// Counts what two lists share; both ascend.
pub fn n_shared(x: &[u32], y: &[u32]) -> usize {
    x.iter().filter(|item| y.binary_search(item).is_ok()).count()
}

fn keep_rare(lists: &mut [Vec<u32>], n_columns: usize, most: usize) {
    let mut df = vec![0usize; n_columns];
    for &column in lists.iter().flatten() {
        df[column as usize] += 1;
    }
    for list in lists {
        list.retain(|&column| df[column as usize] <= most);
        list.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn things(length: usize, names: &[u32], words: &[u32], numbers: &[u32]) -> Things {
        let (names, words, numbers) = (names.to_vec(), words.to_vec(), numbers.to_vec());
        Things { length, names, words, headline: Vec::new(), numbers }
    }

    #[test]
    fn short_texts_whose_headlines_name_other_things_are_look_alikes() {
        let text = |headline: &[u32], words: &[u32], length: usize| Things {
            headline: headline.to_vec(),
            ..things(length, &[0], words, &[])
        };
        // All share a name and the word 9; 1 and 3 stand in headlines.
        let texts = vec![
            text(&[1], &[1, 9], 40),
            text(&[3], &[3, 9], 40),
            text(&[3], &[1, 3, 9], 40),
            text(&[3], &[3, 9], 400),
        ];
        let found = LookAlikes::new(texts, 1, 10);
        assert!(found.are(0, 1, None, 0.3, 1.0));
        assert!(!found.are(0, 2, None, 0.3, 1.0), "the one's headline stands in the other");
        assert!(!found.are(1, 2, None, 0.3, 1.0), "one headline");
        assert!(found.are(0, 3, None, 0.3, 1.0), "one of the two is short");
        let texts = vec![text(&[1], &[1, 9], 40), text(&[], &[3, 9], 40), text(&[7], &[3, 9], 40)];
        let found = LookAlikes::new(texts, 1, 10);
        assert!(
            !found.are(0, 1, None, 0.3, 1.0) && !found.are(0, 2, None, 0.3, 1.0),
            "no headline to tell by"
        );
    }

    #[test]
    fn names_decide_and_rare_words_where_there_are_none() {
        let texts = [(&[0, 1][..], &[0, 1][..]), (&[2, 3], &[0, 1]), (&[0, 4], &[5]), (&[], &[0, 9])];
        let texts = texts.map(|(names, words)| things(40, names, words, &[])).into();
        let found = LookAlikes::new(texts, 5, 10);
        assert!(found.are(0, 1, None, 0.9, 1.0), "no name in common");
        assert!(!found.are(0, 2, None, 0.9, 1.0), "a name in common");
        assert!(!found.are(0, 3, None, 0.9, 1.0), "a word in common with a text without names");
        assert!(found.are(2, 3, None, 0.9, 1.0));
    }

    #[test]
    fn long_texts_and_texts_without_anything_rare_are_none() {
        let of = |lengths: [usize; 2]| {
            LookAlikes::new(
                vec![things(lengths[0], &[0], &[], &[]), things(lengths[1], &[1], &[], &[])],
                2,
                0,
            )
        };
        assert!(!of([200, 150]).are(0, 1, None, 0.9, 1.0));
        assert!(of([200, 149]).are(0, 1, None, 0.9, 1.0));
        let empty = LookAlikes::new(vec![things(9, &[], &[], &[]), things(9, &[], &[], &[])], 0, 0);
        assert!(!empty.are(0, 1, None, 0.9, 1.0));
    }

    #[test]
    fn common_words_do_not_count() {
        let texts = (0..40).map(|i| things(20, &[], &[0, 2 + i], &[])).collect();
        assert!(LookAlikes::new(texts, 0, 42).are(0, 1, None, 0.9, 1.0));
    }

    #[test]
    fn texts_with_names_but_hardly_any_in_common_are_look_alikes() {
        let texts = vec![
            things(400, &[0, 1, 2], &[], &[]),
            things(400, &[3, 4, 5], &[], &[]),
            things(400, &[3, 4], &[], &[]),
        ];
        let found = LookAlikes::new(texts, 6, 0);
        assert!(found.are(0, 1, None, 0.2, 0.07));
        assert!(!found.are(0, 1, None, 0.2, 0.08));
        assert!(!found.are(0, 2, None, 0.2, 0.0), "two names do not tell");
    }

    #[test]
    fn texts_less_alike_in_names_than_in_words_fill_one_mould() {
        let texts =
            vec![things(400, &[0], &[], &[]), things(400, &[0], &[], &[]), things(400, &[], &[], &[])];
        let found = LookAlikes::new(texts, 1, 0);
        assert!(found.are(0, 1, None, 0.6, 0.44));
        assert!(!found.are(0, 1, None, 0.6, 0.46), "nearly as alike in names");
        assert!(!found.are(0, 1, None, 0.3, 0.1), "other words");
        assert!(!found.are(0, 2, None, 0.6, 0.0), "no names");
    }

    #[test]
    fn a_mould_filled_with_other_figures_another_day_is_a_look_alike() {
        let texts = vec![
            things(40, &[0], &[], &[1, 2, 3]),
            things(40, &[0], &[], &[3, 4, 5]),
            things(40, &[0], &[], &[1, 2]),
        ];
        let found = LookAlikes::new(texts, 6, 0);
        assert!(found.are(0, 1, Some(24.0), 0.7, 1.0));
        assert!(!found.are(0, 1, Some(2.0), 0.7, 1.0), "the same day");
        assert!(!found.are(0, 1, None, 0.7, 1.0), "no time");
        assert!(!found.are(0, 1, Some(24.0), 0.2, 1.0), "other words");
        assert!(!found.are(0, 2, Some(24.0), 0.7, 1.0), "the same figures");
    }
}
