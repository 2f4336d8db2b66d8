//! Two texts side by side: what the one has that the other lacks.
//!
//! Words are compared, not lines, for a paragraph of news is one line; the ends of paragraphs are compared as if they were
//! words, so that a paragraph that was put in gets a row of its own. One or two equal words between two changes are shown
//! as changed with them: chance meets on "of the" are hard to read and say nothing.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// How many words of each text are compared, from its beginning: the cost grows with their square where nothing is equal.
const MAX_WORDS: usize = 4000;
/// Equal runs of fewer words between two changes are shown as changed.
const MIN_EQUAL: usize = 3;
/// The end of a paragraph; no word is one.
const END: &str = "\n";

/// Two texts side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Stretches of both texts that belong together, in order.
    pub rows: Vec<Row>,
    /// Words that both have, in the same order.
    pub shared: usize,
    /// Words of the first text that the second lacks.
    pub cut: usize,
    /// Words of the second text that the first lacks.
    pub added: usize,
    /// Words of both that were not compared, because a text is too long.
    pub left_out: usize,
}

/// At most a paragraph of each text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Of the first text; empty where it has nothing here.
    pub first: Vec<Piece>,
    /// Of the second text; empty where it has nothing here.
    pub second: Vec<Piece>,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words, a blank between each two.
    pub text: String,
    /// Whether the other text lacks them.
    pub changed: bool,
}

impl Row {
    /// Tells whether both sides are the same.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        !self.first.iter().chain(&self.second).any(|piece| piece.changed)
    }
}

/// Sets the paragraphs of two texts side by side.
///
/// Words are what white space parts. Myers' algorithm (1986): `O(words x changes)`.
#[must_use]
pub fn difference(first: &[String], second: &[String]) -> Difference {
    let (one, left_of_one) = words(first);
    let (other, left_of_other) = words(second);
    let mut made = Difference { left_out: left_of_one + left_of_other, ..Difference::default() };
    let mut runs: Vec<(bool, &[&str], &[&str])> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &one, &other) {
        let (tag, at_one, at_other) = op.as_tag_tuple();
        runs.push((tag == DiffTag::Equal, &one[at_one], &other[at_other]));
    }
    for &(is_equal, a, b) in &runs {
        if is_equal {
            made.shared += n_words(a);
        } else {
            made.cut += n_words(a);
            made.added += n_words(b);
        }
    }
    let mut row = Row::default();
    let last = runs.len().saturating_sub(1);
    for (i, (is_equal, a, b)) in runs.into_iter().enumerate() {
        let is_chance = a.len() < MIN_EQUAL && !a.contains(&END) && (1..last).contains(&i);
        set(a, b, !is_equal || is_chance, &mut row, &mut made.rows);
    }
    close(&mut row, &mut made.rows);
    made
}

/// Lists the words and the ends of paragraphs, and counts the words that are too many.
fn words(paragraphs: &[String]) -> (Vec<&str>, usize) {
    let mut words = Vec::new();
    let mut left_out = 0;
    for paragraph in paragraphs {
        for word in paragraph.split_whitespace() {
            if words.len() < MAX_WORDS {
                words.push(word);
            } else {
                left_out += 1;
            }
        }
        if left_out == 0 {
            words.push(END);
        }
    }
    (words, left_out)
}

fn n_words(run: &[&str]) -> usize {
    run.iter().filter(|&&word| word != END).count()
}

/// Adds a run of each text; each end of a paragraph ends the row.
fn set(first: &[&str], second: &[&str], changed: bool, row: &mut Row, rows: &mut Vec<Row>) {
    let (mut lefts, mut rights) = (first.split(|&w| w == END), second.split(|&w| w == END));
    let (mut left, mut right) = (lefts.next(), rights.next());
    loop {
        append(&mut row.first, left.unwrap_or_default(), changed);
        append(&mut row.second, right.unwrap_or_default(), changed);
        (left, right) = (lefts.next(), rights.next());
        if left.is_none() && right.is_none() {
            break;
        }
        close(row, rows);
    }
}

fn close(row: &mut Row, rows: &mut Vec<Row>) {
    if !row.first.is_empty() || !row.second.is_empty() {
        rows.push(std::mem::take(row));
    }
}

fn append(pieces: &mut Vec<Piece>, words: &[&str], changed: bool) {
    if words.is_empty() {
        return;
    }
    let text = words.join(" ");
    match pieces.last_mut() {
        Some(last) if last.changed == changed => {
            last.text.push(' ');
            last.text.push_str(&text);
        }
        _ => pieces.push(Piece { text, changed }),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|&text| text.to_owned()).collect()
    }

    fn shown(pieces: &[Piece]) -> String {
        let mark = |p: &Piece| if p.changed { format!("[{}]", p.text) } else { p.text.clone() };
        pieces.iter().map(mark).collect::<Vec<_>>().join(" ")
    }

    fn rows(first: &[&str], second: &[&str]) -> Vec<(String, String)> {
        let made = difference(&texts(first), &texts(second));
        made.rows.iter().map(|row| (shown(&row.first), shown(&row.second))).collect()
    }

    fn pair(first: &str, second: &str) -> (String, String) {
        (first.to_owned(), second.to_owned())
    }

    #[test]
    fn a_changed_word_stands_in_its_paragraph() {
        assert_eq!(
            rows(&["The ferry sailed on Monday at noon."], &["The ferry sailed on Tuesday at noon."]),
            [pair("The ferry sailed on [Monday] at noon.", "The ferry sailed on [Tuesday] at noon.")]
        );
    }

    #[test]
    fn a_paragraph_that_was_put_in_has_a_row_of_its_own() {
        assert_eq!(
            rows(&["One two three.", "Four five six."], &["One two three.", "New here.", "Four five six."]),
            [
                pair("One two three.", "One two three."),
                pair("", "[New here.]"),
                pair("Four five six.", "Four five six.")
            ]
        );
        assert_eq!(rows(&["a b c", "d"], &["a b c"]), [pair("a b c", "a b c"), pair("[d]", "")]);
    }

    #[test]
    fn other_paragraphs_stand_beside_each_other() {
        assert_eq!(rows(&["a b", "c d"], &["e f", "g h"]), [pair("[a b]", "[e f]"), pair("[c d]", "[g h]")]);
    }

    #[test]
    fn a_chance_meeting_is_no_common_ground() {
        assert_eq!(
            rows(&["head of the old town spoke up today"], &["speech by the new mayor spoke up today"]),
            [pair("[head of the old town] spoke up today", "[speech by the new mayor] spoke up today")]
        );
    }

    #[test]
    fn words_are_counted_and_no_more_than_can_be_compared() {
        let made = difference(&texts(&["a b c d"]), &texts(&["a b x"]));
        assert_eq!((made.shared, made.cut, made.added, made.left_out), (2, 2, 1, 0));
        let long = vec!["w ".repeat(MAX_WORDS + 7)];
        let made = difference(&long, &texts(&["w"]));
        assert_eq!((made.shared, made.cut, made.left_out), (1, MAX_WORDS - 1, 7));
        assert_eq!(difference(&[], &[]), Difference::default());
    }

    proptest! {
        #[test]
        fn every_word_stands_on_its_side(
            first in prop::collection::vec("[abc ]{0,12}", 0..5),
            second in prop::collection::vec("[abc ]{0,12}", 0..5),
        ) {
            let made = difference(&first, &second);
            let side = |pieces: fn(&Row) -> &Vec<Piece>| -> Vec<String> {
                made.rows
                    .iter()
                    .flat_map(pieces)
                    .flat_map(|p| p.text.split(' ').map(str::to_owned).collect::<Vec<_>>())
                    .collect()
            };
            let flat = |text: &[String]| -> Vec<String> {
                text.iter().flat_map(|p| p.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
            };
            prop_assert_eq!(side(|row| &row.first), flat(&first));
            prop_assert_eq!(side(|row| &row.second), flat(&second));
            prop_assert_eq!(made.shared + made.cut, flat(&first).len());
            prop_assert_eq!(made.shared + made.added, flat(&second).len());
        }
    }
}
