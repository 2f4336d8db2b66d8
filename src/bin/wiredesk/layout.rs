//! Text as a terminal shows it.

/// How wide paragraphs are set, in characters.
const WIDTH: usize = 100;

/// Sets a paragraph: `first` stands before the first line, and the others are indented as far.
pub fn paragraph(first: &str, text: &str) -> String {
    let indent = first.chars().count();
    let mut set = first.to_owned();
    let mut used = indent;
    for word in text.split_whitespace() {
        let length = width(word);
        if used > indent && used + 1 + length > WIDTH {
            set.push('\n');
            set.extend(std::iter::repeat_n(' ', indent));
            used = indent;
        } else if used > indent {
            set.push(' ');
            used += 1;
        }
        set.push_str(word);
        used += length;
    }
    set
}

/// Counts the characters of a word that are seen: colours are not.
fn width(word: &str) -> usize {
    let mut seen = 0;
    let mut hidden = false;
    for c in word.chars() {
        if c == '\u{1b}' {
            hidden = true;
        } else if hidden {
            hidden = c != 'm';
        } else {
            seen += 1;
        }
    }
    seen
}

/// Makes text of an input safe for a terminal: no control characters, so no escape sequences.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes a number with its noun.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_break_and_keep_the_indent() {
        let text = "word ".repeat(30);
        let set = paragraph("1. ", &text);
        assert!(set.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(set.lines().skip(1).all(|line| line.starts_with("   word")));
        assert_eq!(set.split_whitespace().count(), 31);
        assert_eq!(paragraph("- ", ""), "- ");
        assert_eq!(width("\u{1b}[31mcut\u{1b}[0m"), 3);
    }

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mb\nc"), "a [31mb c");
    }
}
