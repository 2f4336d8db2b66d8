//! Two texts side by side: what the one has that the other lacks.
//!
//! Words are compared, not lines, for a paragraph of news is one line; the ends of paragraphs are compared as if they were
//! words, so that a paragraph that was put in gets a row of its own. One or two equal words between two changes are shown
//! as changed with them: chance meets on "of the" are hard to read and say nothing.

use std::ops::Range;

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
    let mut spans: Vec<(bool, Range<usize>, Range<usize>)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &one, &other) {
        let (tag, at_one, at_other) = op.as_tag_tuple();
        spans.push((tag == DiffTag::Equal, at_one, at_other));
    }
    slide(&mut spans, &one, &other);
    spans.dedup_by(|next, last| {
        let are_one = last.0 && next.0;
        if are_one {
            (last.1.end, last.2.end) = (next.1.end, next.2.end);
        }
        are_one
    });
    let runs: Vec<(bool, &[&str], &[&str])> =
        spans.into_iter().map(|(is_equal, a, b)| (is_equal, &one[a], &other[b])).collect();
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

/// Moves what was cut or added back to where a sentence begins, if it reads the same there: of `The [rain fell. The] sun`,
/// the first `The` belongs to the sentence that was cut.
fn slide(spans: &mut [(bool, Range<usize>, Range<usize>)], one: &[&str], other: &[&str]) {
    for at in 1..spans.len() {
        let Some([before, change, after]) = spans.get_mut(at - 1..=at + 1) else { continue };
        let (run, words) = match (change.1.is_empty(), change.2.is_empty()) {
            (false, true) => (&change.1, one),
            (true, false) => (&change.2, other),
            _ => continue,
        };
        if !before.0 || change.0 || !after.0 {
            continue;
        }
        let begins = |at: usize| {
            let word = at.checked_sub(1).and_then(|last| words.get(last));
            word.is_none_or(|word| *word == END || word.ends_with(['.', '!', '?']))
        };
        let most = before.1.len().min(run.len());
        let alike =
            (1..=most).take_while(|back| words.get(run.start - back) == words.get(run.end - back)).count();
        let Some(by) = (0..=alike).find(|back| begins(run.start - back)) else { continue };
        (before.1.end, before.2.end) = (before.1.end - by, before.2.end - by);
        change.1 = change.1.start - by..change.1.end - by;
        change.2 = change.2.start - by..change.2.end - by;
        (after.1.start, after.2.start) = (after.1.start - by, after.2.start - by);
    }
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
    fn a_cut_sentence_is_cut_from_its_first_word() {
        assert_eq!(
            rows(
                &["At noon it cleared.", "The rain fell all day.", "The sun came out at six."],
                &["At noon it cleared.", "The sun came out at six."]
            ),
            [
                pair("At noon it cleared.", "At noon it cleared."),
                pair("[The rain fell all day.]", ""),
                pair("The sun came out at six.", "The sun came out at six.")
            ]
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
