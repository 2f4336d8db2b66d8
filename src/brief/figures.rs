//! Figures in sentences and whether two contradict each other.

use super::fitness;
use crate::model::TermId;
use crate::text::{Vocabulary, dates, tokens};

/// How many telling words before and behind a figure say what is counted.
const REACH: usize = 3;

/// Figures further apart than this share of the larger count different things, not the same thing otherwise.
const APART: f64 = 0.25;

/// Reports further apart in time than this, in seconds, may both be right about what changes by the day: a price, a forecast. The
/// next day's report of the same event is within it. Of the dead and the hurt another figure is told at any time.
const SAME_NEWS: u64 = 36 * 3600;

/// A loose figure (`about 200`) agrees with those that differ by at most this share.
const LOOSE: f64 = 0.15;

/// How a figure is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hedge {
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// A number and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    value: f64,
    /// Half of what the last digit that is told is worth.
    precision: f64,
    hedge: Hedge,
    /// The telling words about it, those behind it first.
    about: Vec<Stem>,
    /// How many of them stand behind it.
    n_behind: usize,
}

/// What a word counts as: words for the same harm are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stem {
    Dead,
    Hurt,
    Word(TermId),
}

/// A word of a text as this module reads it.
enum Piece {
    Number {
        value: f64,
        precision: f64,
    },
    Scale(f64),
    Word(TermId),
    Light(Light),
    /// What parts clauses.
    Stop,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Light {
    Hedge(Hedge),
    Date,
    /// Joins the ends of a range.
    To,
    Other,
}

/// What a sentence counts, and its words.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    found: Vec<Figure>,
    /// Ascending, each once.
    words: Vec<Stem>,
    /// The months, weekdays, years and days of a month that it names.
    dates: Vec<String>,
    /// Whether it ends as sentences do; rows of tables do not.
    is_closed: bool,
}

impl Figures {
    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// Finds the figures of a sentence: numbers in digits, and English number words. Years, dates, times, ordinals and ranges (`two to
/// eight`) are no figures, nor is a number about which nothing is told.
#[must_use]
pub fn figures(text: &str, vocabulary: &Vocabulary) -> Figures {
    let pieces = pieces(text, vocabulary);
    let word = |piece: &Piece| match piece {
        Piece::Word(stem) => Some(kind(*stem, vocabulary)),
        _ => None,
    };
    let mut words: Vec<Stem> = pieces.iter().filter_map(word).collect();
    words.sort_unstable();
    words.dedup();
    let mut found = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Number { mut value, mut precision } = *piece else { continue };
        let mut behind = at + 1;
        while let Some(Piece::Scale(scale)) = pieces.get(behind) {
            value *= scale;
            precision *= scale;
            behind += 1;
        }
        if is_range(&pieces, at, behind) {
            continue;
        }
        let ahead = pieces.get(..at).unwrap_or_default().iter().rev();
        let after = pieces.get(behind..).unwrap_or_default().iter();
        // The number of a bus, a road or a flight.
        let is_word = |piece: Option<&Piece>| matches!(piece, Some(Piece::Word(_)));
        let is_harm = |piece: Option<&Piece>| match piece {
            Some(Piece::Word(stem)) => kind(*stem, vocabulary) != Stem::Word(*stem),
            _ => false,
        };
        let before = ahead.clone().next();
        if is_word(before) && !is_harm(before) && !is_word(after.clone().next()) {
            continue;
        }
        let is_date = |piece: Option<&Piece>| matches!(piece, Some(Piece::Light(Light::Date)));
        if is_date(ahead.clone().next()) || is_date(after.clone().next()) {
            continue;
        }
        let hedge = ahead.clone().take(3).find_map(|piece| match piece {
            Piece::Light(Light::Hedge(hedge)) => Some(*hedge),
            _ => None,
        });
        let in_clause = |piece: &&Piece| !matches!(piece, Piece::Stop);
        let mut about: Vec<Stem> = after.take_while(in_clause).filter_map(word).take(REACH).collect();
        let n_behind = about.len();
        about.extend(ahead.take_while(in_clause).filter_map(word).take(REACH));
        if !about.is_empty() {
            found.push(Figure { value, precision, hedge: hedge.unwrap_or(Hedge::Exact), about, n_behind });
        }
    }
    Figures { found, words, dates: dates_of(text), is_closed: fitness::is_closed(text) }
}

/// Tells whether the number in `at..behind` is an end of a range.
fn is_range(pieces: &[Piece], at: usize, behind: usize) -> bool {
    let is_to = |place: Option<usize>| {
        place
            .and_then(|place| pieces.get(place))
            .is_some_and(|piece| matches!(piece, Piece::Light(Light::To)))
    };
    let is_number = |place: Option<usize>| {
        place
            .and_then(|place| pieces.get(place))
            .is_some_and(|piece| matches!(piece, Piece::Number { .. } | Piece::Scale(_)))
    };
    is_to(at.checked_sub(1)) && is_number(at.checked_sub(2))
        || is_to(Some(behind)) && is_number(Some(behind + 1))
}

/// Tells how two sentences' figures go together: `Some(true)` where one of the first stands in the second as well,
/// `Some(false)` where one contradicts another, `None` where they count other things. `apart` is the time between the two
/// reports in seconds, where both have one.
///
/// A contradiction must be about one thing. So a sentence that gives several values for it, one of them for another day or
/// another place, contradicts none; and what is told about one of the two figures must be in the other sentence too: two
/// reports of one mould differ in the word that names their subject.
#[must_use]
pub fn agree(first: &Figures, second: &Figures, apart: Option<i64>) -> Option<bool> {
    let mut verdict = None;
    for a in &first.found {
        for b in second.found.iter().filter(|b| a.counts_the_same(b)) {
            if a.agrees_with(b) {
                return Some(true);
            }
            // A number that stands in both sentences counts two things.
            let stands_in =
                |value: f64, list: &Figures| list.found.iter().any(|f| (f.value - value).abs() < 1e-9);
            let is_near = a.value.min(b.value) >= APART * a.value.max(b.value);
            let is_about_one = a.harm().is_some()
                || apart.is_none_or(|seconds| seconds.unsigned_abs() <= SAME_NEWS)
                    && a.is_alone_in(first)
                    && b.is_alone_in(second)
                    && (a.is_about_what_is_in(second) || b.is_about_what_is_in(first))
                    && tell_one_thing(first, second);
            if is_near && is_about_one && !stands_in(a.value, second) && !stands_in(b.value, first) {
                verdict = Some(false);
            }
        }
    }
    verdict
}

/// Tells whether two sentences can be two reports of one fact by what they say beside their figures. They are of one mould and
/// tell of two things where they share most words and each has one that the other lacks, a company, a crop, a day; and where
/// several figures differ, as in the notices of two days.
fn tell_one_thing(first: &Figures, second: &Figures) -> bool {
    let lacks_date = |a: &Figures, b: &Figures| a.dates.iter().any(|date| !b.dates.contains(date));
    let n_own =
        |a: &Figures, b: &Figures| a.words.iter().filter(|word| b.words.binary_search(word).is_err()).count();
    let n_unlike = |a: &Figures, b: &Figures| {
        a.found.iter().filter(|figure| !b.found.iter().any(|other| figure.agrees_with(other))).count()
    };
    let own_of_first = n_own(first, second);
    let own = own_of_first.min(n_own(second, first));
    let shared = first.words.len() - own_of_first;
    first.is_closed
        && second.is_closed
        && !(lacks_date(first, second) && lacks_date(second, first))
        && !(own > 0 && shared >= own)
        && n_unlike(first, second).min(n_unlike(second, first)) <= 1
}

/// Finds the months, weekdays, years and days of a month in a text.
fn dates_of(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_after_month = false;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let number = bare.parse::<u32>().ok();
        let is_year = bare.len() == 4 && number.is_some_and(|year| (1900..2100).contains(&year));
        let is_name = dates::is_month_or_weekday(&bare);
        if is_name || is_year || (is_after_month && number.is_some()) {
            found.push(bare);
        }
        is_after_month = is_name;
    }
    found
}

impl Figure {
    /// Two figures count the same if the word that follows is the same, or the word before where nothing follows, and one
    /// more of the words about them.
    fn counts_the_same(&self, other: &Self) -> bool {
        let next = |figure: &Self| figure.about.first().copied();
        let shared = self.about.iter().filter(|stem| other.about.contains(stem)).count();
        let is_harm = self.harm().is_some();
        shared >= 2 && self.harm() == other.harm() && (is_harm || next(self) == next(other))
            || is_harm && self.about.len().min(other.about.len()) == 1 && next(self) == next(other)
    }

    /// Gives the harm that is counted, if it is one.
    fn harm(&self) -> Option<Stem> {
        self.about.iter().find(|stem| matches!(stem, Stem::Dead | Stem::Hurt)).copied()
    }

    /// Tells whether no other figure of its sentence has the same word first: the same unit.
    fn is_alone_in(&self, sentence: &Figures) -> bool {
        sentence.found.iter().filter(|other| other.about.first() == self.about.first()).count() == 1
    }

    fn is_about_what_is_in(&self, sentence: &Figures) -> bool {
        self.about.iter().all(|stem| sentence.words.contains(stem))
    }

    fn agrees_with(&self, other: &Self) -> bool {
        let gap = (self.value - other.value).abs();
        let near = gap <= LOOSE * self.value.abs().max(other.value.abs());
        let meets = |a: &Self, b: &Self| match a.hedge {
            Hedge::Exact => false,
            Hedge::About => near,
            Hedge::AtLeast => b.value >= a.value,
            Hedge::AtMost => b.value <= a.value,
        };
        gap <= self.precision.max(other.precision) || meets(self, other) || meets(other, self)
    }
}

fn kind(stem: TermId, vocabulary: &Vocabulary) -> Stem {
    match vocabulary.stem_text(stem) {
        "kill" | "die" | "dead" | "death" | "fatal" => Stem::Dead,
        "injur" | "injuri" | "hurt" | "wound" => Stem::Hurt,
        _ => Stem::Word(stem),
    }
}

fn pieces(text: &str, vocabulary: &Vocabulary) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        if word.starts_with(['(', '"', '\u{201c}', '\u{2014}', '\u{2013}']) {
            pieces.push(Piece::Stop);
        }
        let number = bare.trim_end_matches('%');
        if let Some((value, precision)) = parse(number) {
            let is_year = (1900.0..2100.0).contains(&value) && bare.len() == 4 && bare == number;
            pieces.push(if is_year { Piece::Light(Light::Date) } else { Piece::Number { value, precision } });
        } else if bare.starts_with(|c: char| c.is_ascii_digit()) {
            pieces.push(Piece::Light(Light::Other));
        } else {
            tokens::for_each(bare, |token| pieces.push(piece(token, vocabulary)));
        }
        if word.ends_with([',', ';', ':', '.', ')', '"', '\u{201d}', '?', '!']) && !bare.is_empty() {
            pieces.push(Piece::Stop);
        }
    }
    pieces
}

fn piece(token: &str, vocabulary: &Vocabulary) -> Piece {
    if let Some(value) = number_word(token) {
        return Piece::Number { value, precision: 0.5 };
    }
    match token {
        "hundred" => return Piece::Scale(1e2),
        "thousand" => return Piece::Scale(1e3),
        "million" | "mln" | "mn" => return Piece::Scale(1e6),
        "billion" | "bln" | "bn" => return Piece::Scale(1e9),
        "trillion" => return Piece::Scale(1e12),
        "to" => return Piece::Light(Light::To),
        "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately" | "estimated" => {
            return Piece::Light(Light::Hedge(Hedge::About));
        }
        "least" | "over" | "exceeding" | "more" => return Piece::Light(Light::Hedge(Hedge::AtLeast)),
        "most" | "under" | "fewer" | "less" => return Piece::Light(Light::Hedge(Hedge::AtMost)),
        _ => {}
    }
    if dates::is_month_or_weekday(token) {
        return Piece::Light(Light::Date);
    }
    match vocabulary.find(token) {
        Some(term) if !vocabulary.is_stop(term) => Piece::Word(vocabulary.stem(term)),
        _ => Piece::Light(Light::Other),
    }
}

/// Reads digits with commas between thousands and a decimal point: the value, and half of what its last digit is worth.
fn parse(text: &str) -> Option<(f64, f64)> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_digits =
        |part: &str| !part.is_empty() && part.len() <= 15 && part.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = groups.clone().next().is_none() || first.len() <= 3;
    let decimals_are_right =
        decimals.is_empty() != text.contains('.') && (decimals.is_empty() || is_digits(decimals));
    if !is_digits(first)
        || !is_grouped
        || !groups.all(|g| g.len() == 3 && is_digits(g))
        || !decimals_are_right
    {
        return None;
    }
    let value: f64 = text.replace(',', "").parse().ok()?;
    let last_digit = decimals.chars().fold(1.0, |worth, _| worth / 10.0);
    Some((value, 0.5 * last_digit * (1.0 - 1e-9)))
}

fn number_word(token: &str) -> Option<f64> {
    const WORDS: [&str; 19] = [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    WORDS.iter().position(|word| *word == token).map(|place| (place + 2) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::brief::tests::{article, with_cluster};

    /// Tells how the figures of two sentences go together.
    fn verdict(first: &str, second: &str) -> Option<bool> {
        let rows = [(article("a", 1, &[first]), 0), (article("b", 2, &[second]), 1)];
        with_cluster(&rows, |cluster| {
            let read = |text| figures(text, cluster.vocabulary);
            assert_eq!(agree(&read(first), &read(second), None), agree(&read(second), &read(first), None));
            agree(&read(first), &read(second), None)
        })
    }

    #[test]
    fn later_days_have_other_prices_but_no_other_dead() {
        let apart = |first: &str, second: &str, hours: i64| {
            let rows = [(article("a", 1, &[first]), 0), (article("b", 2, &[second]), 1)];
            with_cluster(&rows, |cluster| {
                let read = |text| figures(text, cluster.vocabulary);
                agree(&read(first), &read(second), Some(hours * 3600))
            })
        };
        let (low, high) =
            ("Wheat closed at 40 crowns a sack in Lindow.", "Wheat closed at 44 crowns a sack in Lindow.");
        assert_eq!(apart(low, high, -24), Some(false));
        assert_eq!(apart(low, high, 48), None);
        assert_eq!(apart("12 people are dead.", "14 people are dead.", 48), Some(false));
    }

    #[test]
    fn another_count_of_the_same_is_a_contradiction() {
        for (first, second) in [
            ("The fire left 12 people dead.", "Fourteen people are dead."),
            ("The blast killed 12 miners in Dvorsk.", "14 miners died in Dvorsk."),
            ("It cost 3.2 million crowns to build.", "It cost 4.1 mln crowns to build."),
            ("12 dead", "14 dead"),
        ] {
            assert_eq!(verdict(first, second), Some(false), "{first} {second}");
        }
    }

    #[test]
    fn the_same_count_in_other_words_agrees() {
        for (first, second) in [
            ("The fire left 12 people dead.", "Twelve people are dead."),
            ("About 200 people fled the flood.", "Some 212 people fled the flood."),
            ("At least 12 people died.", "14 people died."),
            ("It cost 1,200 crowns to mend.", "It cost 1200 crowns to mend."),
            ("It cost 3.2 million crowns to build.", "It cost 3.24 million crowns to build."),
        ] {
            assert_eq!(verdict(first, second), Some(true), "{first} {second}");
        }
    }

    #[test]
    fn counts_of_other_things_are_no_contradiction() {
        for (first, second) in [
            ("The fire left 12 people dead.", "The fire left 14 people hurt."),
            ("It sank on May 3 off Lindow.", "It sank on May 4 off Lindow."),
            ("It was built in 1987 in Lindow.", "It was built in 1988 in Lindow."),
            ("Bus route 77 will not run.", "Bus route 31 will not run."),
            ("He won by 76 votes in parliament.", "He won by two votes in parliament."),
            (
                "Hog prices opened 3 crowns higher in active trade.",
                "Cattle prices opened 2 crowns higher in active trade.",
            ),
            ("Rye rose 2 to 3 crowns in active trade.", "Rye rose 4 crowns in active trade."),
            ("Rye rose two to three crowns in active trade.", "Rye rose 4 crowns in active trade."),
            (
                "Wine sales rose to 30 barrels a day from 20 barrels a day.",
                "Wine sales rose to 25 barrels a day.",
            ),
            ("12 of 14 people died.", "14 of 12 people died."),
            ("Brandt Pulp sold 40 million crowns of notes.", "Lindow Mills sold 60 million crowns of notes."),
            (
                "Rye rose 30 crowns a sack by May 3 in Lindow.",
                "Rye rose 40 crowns a sack by May 4 in Lindow.",
            ),
            (
                "Traders expect 60 carts of rye at the gate after 70 carts.",
                "Traders expect 80 carts of rye at the gate after 90 carts.",
            ),
            ("Rye 40 crowns a sack", "Rye 44 crowns a sack"),
            ("", "12 people died."),
        ] {
            assert_ne!(verdict(first, second), Some(false), "{first} {second}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_figures_or_none(text in "([0-9]{1,3}[,.]?|[a-z]{1,4}|\\PC| |million ){0,20}") {
            let _ = verdict(&text, &text);
        }
    }
}
