//! Where English sentences of news end.
//!
//! One pass looks at every mark that may end a sentence, takes the closing quotes and brackets that follow it, and
//! decides by the word before and the word behind. The words that need knowledge are in a data file; the rules are
//! here. Text in brackets is skipped up to its closing bracket, so that a remark in brackets stays in its sentence.
//!
//! A learned splitter does better on prose at large, but gives no reason for a cut, and the errors that hurt a brief
//! (a cut behind `Sen.` or `U.S.`) are just those that a list prevents.

use super::lists;
use super::words::{self, Abbreviation};

/// How far a bracket may reach, in bytes, to count as a remark.
const MAX_REMARK: usize = 400;

/// How far to look for the word behind a mark, in characters.
const MAX_GAP: usize = 32;

/// Gives the byte behind each sentence but the last; ascending, on character borders.
pub fn ends(text: &str) -> Vec<usize> {
    let items = lists::item_starts(text);
    let mut items = items.into_iter().peekable();
    let mut splitter = Splitter {
        text,
        has_capitals: text.chars().any(char::is_uppercase),
        start: 0,
        has_word: false,
        quoted: false,
        no_bracket_before: 0,
    };
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if items.next_if(|&item| item <= at).is_some() {
            splitter.begin(at);
            ends.push(at);
        }
        let c = if byte.is_ascii() {
            char::from(byte)
        } else {
            match splitter.from(at).chars().next() {
                Some(c) => c,
                None => break,
            }
        };
        match c {
            '"' => splitter.quoted = !splitter.quoted,
            '(' | '[' => {
                at = splitter.behind_remark(at);
                continue;
            }
            _ if is_mark(c) => {
                let run = splitter.run(at);
                at = run.closed;
                if splitter.is_end(&run) {
                    ends.push(run.closed);
                    splitter.begin(run.closed);
                } else if let Some(end) = splitter.end_before_ellipsis(&run) {
                    ends.push(end);
                    splitter.begin(end);
                    splitter.has_word = false;
                }
                continue;
            }
            _ if !splitter.has_word && c.is_alphanumeric() => splitter.has_word = true,
            _ => {}
        }
        at += c.len_utf8();
    }
    ends
}

/// A run of marks and the quotes and brackets that close behind it.
struct Run {
    /// The first mark.
    start: usize,
    /// Behind the last mark.
    end: usize,
    /// Behind the last closing quote or bracket.
    closed: usize,
    /// The full stops in it.
    stops: usize,
    /// Whether its full stops stand apart.
    spaced: bool,
    kind: Kind,
}

/// What a run of marks is by its strongest mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// One full stop.
    Stop,
    Ellipsis,
    /// It holds `!` or `?`.
    Emphatic,
    /// It holds a mark of a script without spaces.
    FullWidth,
}

struct Splitter<'a> {
    text: &'a str,
    has_capitals: bool,
    /// Where the sentence begins.
    start: usize,
    /// Whether the sentence has a letter or digit yet.
    has_word: bool,
    /// Whether a straight quote is open.
    quoted: bool,
    /// No bracket closes before this byte.
    no_bracket_before: usize,
}

impl<'a> Splitter<'a> {
    fn begin(&mut self, at: usize) {
        self.start = at;
        self.has_word = false;
    }

    fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.from(at).chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|text| text.chars().next_back())
    }

    /// Goes behind a remark in brackets, or to the marks that end it; only behind the bracket where it doesn't close.
    fn behind_remark(&mut self, open: usize) -> usize {
        if open + 1 < self.no_bracket_before {
            return open + 1;
        }
        let bytes = self.text.as_bytes();
        let limit = bytes.len().min(open + MAX_REMARK);
        let close =
            bytes.get(open..limit).and_then(|rest| rest.iter().position(|b| matches!(b, b')' | b']')));
        let Some(close) = close.map(|place| open + place) else {
            self.no_bracket_before = limit;
            return open + 1;
        };
        let inside = self.text.get(open + 1..close).unwrap_or_default();
        self.quoted ^= inside.bytes().filter(|b| *b == b'"').count() % 2 == 1;
        let content = inside.trim_end_matches(is_mark);
        if content.trim().is_empty() {
            return close + 1;
        }
        self.has_word |= content.chars().any(char::is_alphanumeric);
        if content.len() == inside.len() { close + 1 } else { open + 1 + content.len() }
    }

    /// Reads the marks that begin at `start` and what closes behind them.
    fn run(&mut self, start: usize) -> Run {
        let mut run = Run { start, end: start, closed: start, stops: 0, spaced: false, kind: Kind::Stop };
        while let Some(c) = self.char_at(run.end).filter(|c| is_mark(*c)) {
            let kind = match c {
                '.' => Kind::Stop,
                '\u{2026}' => Kind::Ellipsis,
                '!' | '?' => Kind::Emphatic,
                _ => Kind::FullWidth,
            };
            run.kind = run.kind.max(kind);
            run.stops += usize::from(c == '.');
            run.end += c.len_utf8();
        }
        while self.from(run.end).starts_with(" .")
            && !self.from(run.end + 2).starts_with(char::is_alphanumeric)
        {
            run.stops += 1;
            run.end += 2;
            run.spaced = true;
            while self.from(run.end).starts_with('.') {
                run.stops += 1;
                run.end += 1;
            }
        }
        if run.stops > 1 {
            run.kind = run.kind.max(Kind::Ellipsis);
        }
        run.closed = self.behind_closers(run.end);
        run
    }

    fn behind_closers(&mut self, mut at: usize) -> usize {
        loop {
            let next = self.char_at(at);
            let behind = next.and_then(|c| self.char_at(at + c.len_utf8()));
            let free = behind.is_none_or(|c| !c.is_alphanumeric());
            match next {
                Some('"') if self.quoted || free => self.quoted = false,
                Some('\'' | '\u{2019}') if free => {}
                Some(c @ ('\u{201d}' | '\u{bb}' | ')' | ']' | '}')) => {
                    at += c.len_utf8();
                    continue;
                }
                // In tokenised text the closing quote stands apart.
                Some(' ') if self.quoted && behind == Some('"') && !self.opens_quote(at + 1) => {
                    self.quoted = false;
                    at += 1;
                }
                Some(' ') if self.from(at + 1).starts_with("''") => at += 1,
                Some(' ') if behind == Some('\u{201d}') => at += 1,
                _ => return at,
            }
            at += self.char_at(at).map_or(1, char::len_utf8);
        }
    }

    /// Tells whether the quote at `at` has a word right behind it.
    fn opens_quote(&self, at: usize) -> bool {
        self.char_at(at + 1).is_some_and(char::is_alphanumeric)
    }

    /// Gives the end between the full stop of a sentence and the ellipsis that opens the next: `end. . . . The next`.
    fn end_before_ellipsis(&self, run: &Run) -> Option<usize> {
        let attached = !self.char_before(run.start).is_some_and(char::is_whitespace);
        (attached && run.spaced && run.stops == 4 && self.has_word && self.next_word(run.closed).is_some())
            .then_some(run.start + 1)
    }

    /// Decides whether the sentence ends behind the run.
    fn is_end(&self, run: &Run) -> bool {
        let Some(next) = self.char_at(run.closed) else { return false };
        if !self.has_word {
            return false;
        }
        if run.kind == Kind::FullWidth {
            return true;
        }
        if !next.is_whitespace() {
            return run.closed == run.end && run.kind != Kind::Ellipsis && self.lacks_space(run);
        }
        let Some(next) = self.next_word(run.closed) else { return false };
        if next.is_lower() && (self.has_capitals || run.kind == Kind::Ellipsis) {
            return false;
        }
        match run.kind {
            Kind::Stop => self.ends_stop(run, next),
            Kind::Ellipsis => self.ends_ellipsis(run, next),
            Kind::Emphatic | Kind::FullWidth => self.ends_emphatic(run, next),
        }
    }

    /// Tells whether a space was lost: `the plan.The mayor`.
    fn lacks_space(&self, run: &Run) -> bool {
        let before = self.text.get(self.start..run.start).unwrap_or_default();
        let letters = before.chars().rev().take_while(|c| c.is_lowercase()).take(3).count();
        let word: &str = leading_word(self.from(run.end));
        let (mut chars, behind) = (word.chars(), self.char_at(run.end + word.len()));
        letters == 3
            && chars.next().is_some_and(char::is_uppercase)
            && chars.all(char::is_lowercase)
            && behind.is_some_and(|c| c == ' ' || c == ',' || c == '\'' || c == '\u{2019}')
            && !is_address(before)
            && (word.len() > 3 || words::is_opener(word))
    }

    fn ends_emphatic(&self, run: &Run, next: Next<'_>) -> bool {
        let name =
            self.text.get(..run.end).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
        if words::is_marked_name(name.trim_start_matches(|c: char| !c.is_alphanumeric())) {
            return words::is_opener(next.word);
        }
        !(run.closed > run.end && self.is_attribution(next))
    }

    /// Tells whether a name and a verb of speech follow: `"Why?" Mayor Olgin asked.`
    fn is_attribution(&self, next: Next<'_>) -> bool {
        if next.quoted || words::is_opener(next.word) {
            return false;
        }
        for word in self.from(next.at).split_whitespace().take(6) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if words::is_speech(bare) {
                return true;
            }
            if !bare.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }

    fn ends_ellipsis(&self, run: &Run, next: Next<'_>) -> bool {
        let stands_apart = self.char_before(run.start).is_some_and(char::is_whitespace);
        if run.stops >= 4 {
            // The full stop of the sentence and an ellipsis that belongs to the next.
            return stands_apart || !run.spaced;
        }
        if stands_apart || run.spaced {
            return run.closed > run.end || (words::is_opener(next.word) && next.word != "I");
        }
        true
    }

    fn ends_stop(&self, run: &Run, next: Next<'_>) -> bool {
        let sentence = self.text.get(self.start..run.start).unwrap_or_default();
        let word = trailing_word(sentence);
        if word.is_empty() {
            return true;
        }
        let before = sentence.get(..sentence.len() - word.len()).unwrap_or_default();
        let first = !before.contains(char::is_alphanumeric);
        let opener = words::is_opener(next.word);
        if first && (word.bytes().all(|b| b.is_ascii_digit()) || word.chars().nth(1).is_none()) {
            return false;
        }
        match words::abbreviation(word) {
            Some(Abbreviation::Title | Abbreviation::Inner) => return false,
            Some(Abbreviation::Number) => return !next.is_digit(),
            Some(Abbreviation::Tail) => return opener,
            Some(Abbreviation::Land) => return opener && !words::is_belonging(next.word),
            Some(Abbreviation::Time) => {
                let short = before.split_whitespace().nth(2).is_none();
                return opener || !(next.is_digit() || short || words::follows_time(next.word));
            }
            None => {}
        }
        if is_initial(word) {
            return opener || (word == "I" && !ends_in_name(before));
        }
        opener || !looks_abbreviated(word)
    }

    /// Finds the word behind a mark, past quotes, brackets and dashes.
    fn next_word(&self, at: usize) -> Option<Next<'a>> {
        let mut quoted = false;
        for (offset, c) in self.from(at).char_indices().take(MAX_GAP) {
            if c.is_alphanumeric() {
                let at = at + offset;
                return Some(Next { at, word: leading_word(self.from(at)), quoted });
            }
            quoted |= matches!(c, '"' | '\u{201c}' | '\'' | '\u{2018}' | '\u{ab}' | '`');
        }
        None
    }
}

/// The word behind a mark.
#[derive(Clone, Copy)]
struct Next<'a> {
    at: usize,
    word: &'a str,
    /// Whether a quote opens before it.
    quoted: bool,
}

impl Next<'_> {
    /// Tells whether it begins small; `iPhone` does not.
    fn is_lower(self) -> bool {
        let mut chars = self.word.chars();
        chars.next().is_some_and(char::is_lowercase) && !chars.next().is_some_and(char::is_uppercase)
    }

    fn is_digit(self) -> bool {
        self.word.starts_with(|c: char| c.is_ascii_digit())
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}') || is_full_width(c)
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{3002}' | '\u{ff01}' | '\u{ff1f}' | '\u{ff0e}' | '\u{ff61}')
}

fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Gives the last word with its inner full stops, without what opens before it; empty where white space is last.
fn trailing_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | '/'))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = text.get(start..).unwrap_or_default();
    word.trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches([')', ']', '"', '\'', '\u{2019}', '\u{201d}', '.'])
}

/// Tells whether the last word of `text` is part of a web or mail address.
fn is_address(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.contains(['@', '/', '.'])
}

/// Tells whether the word is one capital letter, or several with full stops: `J`, `J.K`.
fn is_initial(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    })
}

fn ends_in_name(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Tells whether the word is a capital and consonants, as unknown titles are: `Sgt`.
fn looks_abbreviated(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && (2..=4).contains(&word.len())
        && chars.all(|c| c.is_ascii_lowercase() && !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        && !word.starts_with(['A', 'E', 'I', 'O', 'U', 'Y'])
}
