//! Furniture of the wire: what an agency prints around its copy becomes fields.

use super::dateline;
use super::draft::Draft;
use super::features::Features;
use super::lexicon::{Class, lexicon};
use super::{agencies, rules, words};

/// What the furniture told.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub dateline: Option<String>,
    pub agency: Option<String>,
    pub ednote: Option<String>,
    pub slug: Option<String>,
}

/// The most words of a credit and of a copyright line.
const CREDIT_WORDS: usize = 45;
const COPYRIGHT_WORDS: usize = 60;

/// The most words of a caption that ends in its credit; a longer block is a paragraph with a picture's credit at its end.
const CAPTION_WORDS: usize = 40;

/// The most words of a picture's credit, a source line, and what an agency signs with.
const LABEL_WORDS: usize = 8;

/// Cuts the lines that are furniture as a whole. They go before the lists vote, so that the reason is the right one.
pub(super) fn cut_lines(draft: &mut Draft, found: &mut Found) {
    let blocks = draft.kept();
    let only = blocks.len() == 1;
    for (place, &i) in blocks.iter().enumerate() {
        let (block, text) = (draft.features(i), draft.text(i));
        let last = place * 2 >= blocks.len();
        if is_mark(text) || last && is_time_of_filing(text, block) {
            found.agency = found.agency.take().or_else(|| agencies::named_in(text).map(str::to_owned));
            draft.drop(i, rules::TRIM);
        } else if only {
            break;
        } else if place < 3 && is_slug(text, block) {
            found.slug.get_or_insert_with(|| text.to_owned());
            draft.drop(i, rules::SLUG);
        } else if is_copyright(block, text) {
            draft.drop(i, rules::COPYRIGHT);
        } else if is_ednote(block, text) && !(place < 2 && is_title_of_correction(block, text)) {
            found.ednote.get_or_insert_with(|| text.to_owned());
            draft.drop(i, rules::EDNOTE);
        } else if is_caption(block, text) {
            draft.drop(i, rules::CAPTION);
        } else if let Some(from) = credit_of_picture(block, text) {
            if block.n_words <= CAPTION_WORDS {
                draft.drop(i, rules::CAPTION);
            } else {
                draft.cut_back(i, from, rules::CAPTION, "");
            }
        } else if is_credit(block, text, last)
            || last && is_source(block, text)
            || last && is_signed(block, text)
        {
            found.agency = found.agency.take().or_else(|| agencies::named_in(text).map(str::to_owned));
            draft.drop(i, rules::CREDIT);
        }
    }
}

/// Cuts datelines from the front and credits from the end of what is left.
pub(super) fn cut_ends(draft: &mut Draft, found: &mut Found) {
    let blocks = draft.kept();
    // Where each paragraph has its own place, the item is a list and the places are part of it.
    let n_datelines =
        blocks.iter().filter(|&&i| dateline::find(draft.text(i)).is_some_and(|d| d.agency.is_none())).count();
    for (place, &i) in blocks.iter().enumerate() {
        if let Some(line) = dateline::find(draft.text(i))
            && (line.agency.is_some() || (place < 3 && n_datelines == 1 && is_sentence(draft.features(i))))
        {
            if found.dateline.is_none() {
                found.dateline = Some(line.text);
                found.agency = line.agency.or(found.agency.take());
            }
            draft.cut_front(i, line.len, rules::DATELINE, "");
        }
        if let Some(from) = trailing_mark(draft.text(i)) {
            draft.cut_back(i, from, rules::TRIM, "");
        }
        if let Some(from) = trailing_credit(draft.text(i)) {
            let agency = draft.text(i).get(from..).and_then(agencies::named_in).map(str::to_owned);
            found.agency = found.agency.take().or(agency);
            draft.cut_back(i, from, rules::CREDIT, "");
        }
    }
}

/// Tells whether a block reads on like news after a dateline, and not like a table after its heading.
fn is_sentence(block: &Features) -> bool {
    block.ends && block.digit_share < 0.3 && (block.stop_share >= 0.15 || block.unspaced)
}

/// A mark of the wire that says where a take ends or what may be cut.
fn is_mark(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '.' | '/' | '<' | '>' | '=')
    });
    if inner.is_empty() || !inner.contains(char::is_alphanumeric) {
        // Rows of signs: ###, - - - -, ***, ___. A lone sign says nothing either.
        return !text.is_empty() && !text.contains(char::is_alphanumeric) && text.chars().count() <= 80;
    }
    let upper = inner.to_uppercase();
    let bare = upper.trim_matches(['-', ' ', '*', '#', '_']);
    matches!(
        bare,
        "MORE"
            | "0"
            | "30"
            | "END"
            | "ENDS"
            | "EOM"
            | "MTF"
            | "ENDIT"
            | "ENDALL"
            | "ENDITEM"
            | "MFL"
            | "STORY CAN END HERE"
            | "STORY MAY END HERE"
            | "BEGIN OPTIONAL TRIM"
            | "END OPTIONAL TRIM"
            | "OPTIONAL TRIM BEGINS"
            | "OPTIONAL TRIM ENDS"
            | "OPTIONAL TRIM FOLLOWS"
            | "OPTIONAL 1ST ADD FOLLOWS"
            | "OPTIONAL ADD END"
            | "OPTIONAL 2ND ADD FOLLOWS"
            | "BEGIN OPTIONAL ADD"
            | "END OPTIONAL ADD"
            | "MORE TO FOLLOW"
            | "MORE FOLLOWS"
            | "TO BE CONTINUED"
            | "FIRST ADD"
            | "SECOND ADD"
    ) && (bare != "0" && bare != "30" || inner.starts_with('-'))
        && (inner == upper
            || text.starts_with(['(', '[', '-', '/'])
            || matches!(bare, "ENDS" | "ENDITEM" | "ENDIT" | "MFL"))
}

/// The slug line of a wire item: `BC-Ferry,1st Ld-Writethru,0590`.
fn is_slug(text: &str, block: &Features) -> bool {
    if block.n_words > 14 || block.ends {
        return false;
    }
    let lower = text.to_lowercase();
    let take =
        ["ld-writethru", "writethru", "1st ld", "2nd ld", "3rd ld", "ld,", "take 2", "1st add", "2nd add"];
    let cycle = ["bc-", "am-", "pm-", "bc ", "(bc-", "urgent"];
    let numbered = lower.trim_end().ends_with(|c: char| c.is_ascii_digit());
    take.iter().any(|t| lower.contains(t))
        || (cycle.iter().any(|c| lower.starts_with(c))
            && (text.contains(['-', '/']) || numbered)
            && lower.contains(['-']))
}

/// A line that claims a copyright and tells no news.
fn is_copyright(block: &Features, text: &str) -> bool {
    if block.speech || block.n_words > COPYRIGHT_WORDS {
        return false;
    }
    let lower = text.trim_start_matches(['(', '[', ' ']).to_lowercase();
    let sign = lower.contains('©')
        || lower.starts_with("copyright")
        || text.starts_with("(c)")
        || text.starts_with("(C)");
    let claims =
        lower.contains("rights reserved") || lower.contains("may not be") || lower.contains("permission");
    let begins = lower.starts_with(['©'])
        || lower.starts_with("copyright")
        || text.starts_with("(c)")
        || text.starts_with("(C)");
    sign && (claims
        || (begins
            && lower.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4)
            && block.n_words <= 40)
        || (begins && block.n_words <= 12 && !(block.ends && block.stop_share > 0.3)))
}

/// A note to editors: it begins with a word for one and a colon, or stands in brackets.
fn is_ednote(block: &Features, text: &str) -> bool {
    let bracketed = text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']']);
    let first = text.chars().take(40).collect::<String>();
    let marked = first.contains(':') || first.contains(" - ") || first.contains("--");
    block.ednote && (marked || bracketed) && block.n_words <= 80
}

/// A line that names reporters, editors or what a report was made from.
fn is_credit(block: &Features, text: &str, last: bool) -> bool {
    if block.n_words > CREDIT_WORDS {
        return false;
    }
    let bracketed = text.starts_with(['(', '[', '—', '-', '_']);
    let says = || {
        let lower = text.to_lowercase();
        ["to this report", "to this story", "to this article"].iter().any(|end| lower.contains(end))
    };
    let reached = || bracketed && block.contact && !block.speech && words::title_case_share(text) < 0.8;
    block.n_credit > 0
        && !block.quotes
        && (((last || bracketed) && begins_with_credit(text)) || (last && says()))
        || (last && (is_sign_off(text) || is_initials(text) || reached()))
}

/// A line of the initials of those who wrote and edited, after the agency or alone: `ah/pl`, `bur-ah/pl/ed`, `dpa ah yy pl`.
fn is_initials(text: &str) -> bool {
    let text = text.trim_matches(['(', ')', '.', ' ']);
    let (name, rest) = text.split_once(' ').unwrap_or(("", text));
    let (signed, initials) = if agencies::known(name).is_some() { (true, rest) } else { (false, text) };
    let parts: Vec<&str> = initials.split(['/', '-', ' ']).collect();
    let short = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let letters = initials.bytes().any(|b| b.is_ascii_lowercase());
    (2..=6).contains(&parts.len()) && letters && parts.iter().all(short) && (signed || initials.contains('/'))
}

/// A caption or its credit: a word for a picture, then a colon or a stroke, and few words.
fn is_caption(block: &Features, text: &str) -> bool {
    let Some(len) = block.caption else { return false };
    let mark = len >= 2 || text.find([':', '/', '|', '©']).is_some_and(|at| at < 30);
    block.n_words <= CREDIT_WORDS
        && (mark || text.starts_with(['(', '[']))
        && !block.speech
        && (len < block.n_words)
}

/// Where the credit of a picture begins at the end of a block: `The pier on Monday. Picture: A. Holm`, `The pier Credit:
/// A. Holm`, `The pier on Monday. MERIDIAN WIRE/Ada Holm`.
fn credit_of_picture(block: &Features, text: &str) -> Option<usize> {
    let named = |names: &str| {
        words::count(names) <= LABEL_WORDS && words::title_case_share(names) >= 0.5 && names.len() > 2
    };
    if let Some((front, names)) = text.rsplit_once(':') {
        let from = front.trim_end().rfind(' ').map_or(0, |at| at + 1);
        let word = text.get(from..)?;
        let capital = word.starts_with(char::is_uppercase);
        return (from > 0 && capital && Features::of(word).caption == Some(1) && named(names))
            .then_some(from);
    }
    if block.ends {
        return None;
    }
    let spelled = words::Words::of(text);
    let &from = spelled.starts().last().filter(|&&from| from > 0)?;
    let last = text.get(from..)?;
    let credit = Features::of(last);
    let short = (2..=LABEL_WORDS).contains(&credit.n_words) && !credit.speech;
    let stroke = credit.n_words >= 3
        && last.contains('/')
        && !block.capitals
        && text.get(..from).is_some_and(|front| words::count(front) >= 4)
        && words::title_case_share(last) >= 1.0
        && credit.digit_share == 0.0;
    (short && (credit.caption.is_some() || stroke)).then_some(from)
}

/// A line that says where a report comes from: `Source: Meridian Wire`.
fn is_source(block: &Features, text: &str) -> bool {
    block.source && block.n_words <= LABEL_WORDS && !block.quotes && words::title_case_share(text) >= 0.5
}

/// A line that is signed by an agency which the list does not know: `Meridian Wire`, `-- Norpress`.
fn is_signed(block: &Features, text: &str) -> bool {
    if block.ends || block.digit_share > 0.0 {
        return false;
    }
    let spelled = words::Words::of(text);
    let lower: Vec<&str> = spelled.iter().collect();
    let is_agency = |words: &[&str]| lexicon().starts_with(words, Class::Agency) == Some(words.len());
    let named = (1..=lower.len()).any(|n| {
        lower.get(lower.len() - n..).is_some_and(is_agency) || lower.get(..n).is_some_and(is_agency)
    });
    let dashed = text.starts_with(['-', '–', '—']);
    (2 - usize::from(dashed)..=4).contains(&lower.len())
        && (named || dashed)
        && words::title_case_share(text.trim_start_matches(['-', '–', '—', ' '])) >= 1.0
}

/// The hour at which an item was filed, with who filed it: `(MW) 08-03-24 1432GMT`.
fn is_time_of_filing(text: &str, block: &Features) -> bool {
    let is_zone = |t: &str| matches!(t, "GMT" | "UTC" | "Z" | "CET" | "EST" | "EDT");
    let hour = |t: &str| {
        let digits = t.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let zone = t.get(digits.len()..).unwrap_or("");
        digits.replace(':', "").len() == 4
            && digits.chars().all(|c| c.is_ascii_digit() || c == ':')
            && (zone.is_empty() || is_zone(zone))
    };
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let zoned = tokens
        .last()
        .is_some_and(|t| is_zone(t.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':')));
    tokens.len() <= 6 && zoned && tokens.iter().any(|t| hour(t)) && !block.ends && !block.speech
}

/// A headline that is marked as a correction, which is the item itself and no note to it.
fn is_title_of_correction(block: &Features, text: &str) -> bool {
    text.split(':').next().is_some_and(words::is_capitals) && !block.ends && block.n_words <= 25
}

/// Tells whether a line begins with the words of a credit.
fn begins_with_credit(text: &str) -> bool {
    let spelled = words::Words::of(text);
    let lower: Vec<&str> = spelled.iter().collect();
    lexicon().starts_with(&lower, Class::Credit).is_some()
}

/// A line that is the name of an agency and nothing else: `Reuter`, `/AFP/`, `(ANSA).`.
fn is_sign_off(text: &str) -> bool {
    text.len() <= 40 && agencies::known(text).is_some()
}

/// Tells whether a block wears what the wire puts around news: a dateline with an agency, a credit behind it.
pub(super) fn is_dressed(text: &str) -> bool {
    dateline::find(text).is_some_and(|line| line.agency.is_some()) || trailing_credit(text).is_some()
}

/// Where a mark of the wire at the end of a block begins: `It rained. Enditem`, `It rained. -0-`.
fn trailing_mark(text: &str) -> Option<usize> {
    let (front, last) = text.trim_end().rsplit_once(' ')?;
    // A lone sign may be a quotation mark.
    let is_said = last.contains(char::is_alphanumeric) || last.starts_with('#');
    let ended = words::ends_like_sentence(front) || trailing_credit(front).is_some();
    (is_said && is_mark(last) && ended).then_some(front.len())
}

/// Where the credit at the end of a block begins: a bracket that names reporters, or the agency's name after the last
/// full stop.
fn trailing_credit(text: &str) -> Option<usize> {
    let trimmed = text.trim_end().trim_end_matches('.');
    if trimmed.ends_with([')', ']'])
        && let Some(open) = trimmed.rfind(['(', '['])
        && open > 0
    {
        let inside = trimmed.get(open + 1..trimmed.len() - 1).unwrap_or("");
        let credit = begins_with_credit(inside)
            || (agencies::known(inside).is_some() && text.get(..open).is_some_and(words::ends_like_sentence));
        if credit && words::count(inside) <= CREDIT_WORDS {
            return Some(open);
        }
    }
    let last = text.trim_end_matches([' ', '/', '-', '.', '=']).rfind([' ', '/', '-', '—', '–', '='])?;
    let from = text
        .get(..=last)?
        .rfind(|c: char| !(c.is_whitespace() || matches!(c, '/' | '-' | '—' | '–' | '=')))?;
    let c = text.get(from..)?.chars().next()?;
    let from = from + c.len_utf8();
    let sign = text.get(from..)?.trim().trim_matches(['/', '-', '—', '–', '=', ' ', '.']);
    let ended = words::ends_like_sentence(text.get(..from)?);
    let odd = sign == sign.to_lowercase()
        || sign == sign.to_uppercase()
        || text.get(from..)?.trim().starts_with(['/', '-', '—', '–', '=']);
    (ended && odd && !sign.is_empty() && agencies::known(sign).is_some()).then_some(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> (Found, Vec<String>) {
        let mut draft = Draft::new(text.to_owned());
        let mut found = Found::default();
        cut_lines(&mut draft, &mut found);
        cut_ends(&mut draft, &mut found);
        (found, draft.finish().0)
    }

    #[test]
    fn furniture_becomes_fields() {
        let (found, body) = run(
            "BC-Ferry,1st Ld-Writethru,0590\nEds: Updates with quote.\nLUND (MW) -- The ferry sank in the harbour on Monday. It will be raised.\n(Reporting by Ada Holm; Editing by Per Lind)\nCopyright 2031 Meridian Wire. All rights reserved.\n-0-",
        );
        assert_eq!(body, ["The ferry sank in the harbour on Monday. It will be raised."]);
        assert_eq!((found.dateline.as_deref(), found.agency.as_deref()), (Some("LUND (MW)"), Some("MW")));
        assert_eq!(found.ednote.as_deref(), Some("Eds: Updates with quote."));
        assert_eq!(found.slug.as_deref(), Some("BC-Ferry,1st Ld-Writethru,0590"));
    }

    #[test]
    fn credits_at_the_end_of_a_paragraph_are_cut_back() {
        for text in [
            "It rained. (Reporting by Ada Holm)",
            "It rained. reuter",
            "It rained. /AFP/",
            "It rained. (ANSA).",
            "It rained. ==Kyodo",
            "It rained. Enditem",
            "It rained. -0-",
            "It rained. (Reporting by Ada Holm) ###",
        ] {
            assert_eq!(run(text).1, ["It rained."], "{text}");
        }
        for text in [
            "He spoke to the AP.",
            "The company (formerly Norvik)",
            "They went to AP",
            "It rained. Bloomberg",
        ] {
            assert_eq!(run(text).1, [text]);
        }
    }

    #[test]
    fn captions_are_told_by_the_credit_at_their_end() {
        const NEWS: &str = "The ferry sank in the harbour on Monday, the line said.";
        for text in [
            "The ferry in the harbour on Monday. Picture: Ada Holm",
            "The ferry in the harbour Foto: Ada Holm",
            "The ferry in the harbour of Lund. MERIDIAN WIRE/Ada Holm",
            "The ferry in the harbour of Lund. Photo supplied",
        ] {
            assert_eq!(run(&format!("{NEWS}\n{text}\n{NEWS}")).1, [NEWS, NEWS], "{text}");
        }
        for text in [
            "It was no surprise: Lund had seen worse.",
            "The board asked for one thing. Pictures show what it was.",
            "Prices rose by 3 marks a ton. Wheat/Barley",
        ] {
            assert_eq!(run(&format!("{NEWS}\n{text}\n{NEWS}")).1.len(), 3, "{text}");
        }
    }

    #[test]
    fn what_an_unknown_agency_signs_with_is_cut() {
        const NEWS: &str = "The ferry sank in the harbour on Monday, the line said.";
        for text in
            ["Meridian Wire", "-- Norpress", "Source: Norpress", "(MW) 08-03-31 1432GMT", "Agencia Boreal"]
        {
            assert_eq!(run(&format!("{NEWS}\n{NEWS}\n{text}")).1, [NEWS, NEWS], "{text}");
        }
        for text in ["Ada Holm", "Wire rope 31 marks", "Sources close to the line said so."] {
            assert_eq!(run(&format!("{NEWS}\n{NEWS}\n{text}")).1.len(), 3, "{text}");
        }
    }

    #[test]
    fn marks_are_told_from_figures() {
        for text in ["-0-", "###", "MORE", "(BEGIN OPTIONAL TRIM)", "- - - -", "(STORY CAN END HERE)", "-30-"]
        {
            assert!(is_mark(text), "{text}");
        }
        for text in ["30", "0", "More", "End of the line", "Q.", ""] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
