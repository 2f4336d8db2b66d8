//! Lists that were set in one paragraph: `1. Open the gate 2. Wait`.
//!
//! A paragraph is such a list only if it begins with a marker and the next marker of the same form follows; bullets
//! speak for themselves. So `He came in 2. The race` is none.

/// Gives the byte at which each item after the first begins; ascending.
#[must_use]
pub fn item_starts(text: &str) -> Vec<usize> {
    let mut starts = bullet_starts(text);
    starts.extend(marker_starts(text));
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Tells whether `c` is a bullet.
#[must_use]
pub fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '\u{2022}' | '\u{2043}' | '\u{25aa}' | '\u{25ab}' | '\u{25cf}' | '\u{25e6}' | '\u{2023}' | '\u{25a0}'
    )
}

fn bullet_starts(text: &str) -> Vec<usize> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut starts = Vec::new();
    let mut after_space = false;
    for (at, c) in text.char_indices() {
        if after_space && is_bullet(c) {
            starts.push(at);
        }
        after_space = c.is_whitespace();
    }
    starts
}

/// The form of a marker: its number and what closes it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Marker {
    number: u32,
    letter: bool,
    dot: bool,
    bracket: bool,
}

impl Marker {
    /// Reads `12.`, `12)`, `12.)` or the same with one lower-case letter, and a space.
    fn read(text: &str) -> Option<Self> {
        let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let (number, letter, rest) = match (digits, text.as_bytes().first()) {
            (1 | 2, _) => (text.get(..digits)?.parse().ok()?, false, text.get(digits..)?),
            (0, Some(letter @ b'a'..=b'z')) => (u32::from(letter - b'a'), true, text.get(1..)?),
            _ => return None,
        };
        let (dot, rest) = rest.strip_prefix('.').map_or((false, rest), |rest| (true, rest));
        let (bracket, rest) = rest.strip_prefix(')').map_or((false, rest), |rest| (true, rest));
        ((dot || bracket) && rest.starts_with(char::is_whitespace)).then_some(Self {
            number,
            letter,
            dot,
            bracket,
        })
    }

    fn next(self) -> Self {
        Self { number: self.number.saturating_add(1), ..self }
    }
}

fn marker_starts(text: &str) -> Vec<usize> {
    let Some(mut last) = Marker::read(text.trim_start()) else { return Vec::new() };
    let mut starts = Vec::new();
    let bytes = text.as_bytes();
    for (at, pair) in bytes.windows(2).enumerate() {
        if pair.first().is_some_and(u8::is_ascii_whitespace)
            && pair.last().is_some_and(u8::is_ascii_alphanumeric)
            && let Some(marker) = text.get(at + 1..).and_then(Marker::read)
            && marker == last.next()
        {
            starts.push(at + 1);
            last = marker;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<&str> {
        let mut cuts = vec![0];
        cuts.extend(item_starts(text));
        cuts.push(text.len());
        cuts.windows(2).map(|cut| text[cut[0]..cut[1]].trim()).collect()
    }

    #[test]
    fn markers_in_sequence_are_a_list() {
        assert_eq!(items("1. Salt 2. Two eggs 3. Milk"), ["1. Salt", "2. Two eggs", "3. Milk"]);
        assert_eq!(items("a) Salt b) Milk"), ["a) Salt", "b) Milk"]);
        assert_eq!(items("\u{2022} Salt \u{2022} Milk"), ["\u{2022} Salt", "\u{2022} Milk"]);
    }

    #[test]
    fn a_number_out_of_sequence_is_no_item() {
        assert!(item_starts("1. Salt weighs 3. It does").is_empty());
        assert!(item_starts("He came in 2. The race went on").is_empty());
        assert!(item_starts("1. Salt 2.5 grams").is_empty());
        assert!(item_starts("").is_empty());
    }
}
