//! What stands above an article: headline, date and writers become fields.

use jiff::Timestamp;

use super::dates::{self, DateLine};
use super::draft::Draft;
use super::features::Features;
use super::lexicon::{Class, lexicon};
use super::words::{self, Words};
use super::{agencies, dateline, rules, wire};

/// The most words of a headline, a byline and a line that holds a date.
const TITLE_WORDS: usize = 25;
const BYLINE_WORDS: usize = 14;
const DATE_WORDS: usize = 20;

/// The most words of a heading or a button of a plea.
const BUTTON_WORDS: usize = 8;

/// What the head of a text told.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub title: Option<String>,
    pub byline: Option<String>,
    pub agency: Option<String>,
    pub published: Option<(Timestamp, bool)>,
}

/// Cuts the lines above the body and reads what they tell. `title` is the headline that the input gives.
///
/// Where the text opens with figures (an earnings brief) only what is surely a headline, a byline or a date above it goes:
/// `Qtr ended Jan 31` is part of the brief.
pub(super) fn cut_head(draft: &mut Draft, title: Option<&str>) -> Head {
    let mut head = Head::default();
    let blocks = draft.kept();
    let above = title.map_or(0, |title| above_headline(draft, &blocks, title));
    let body = (above..blocks.len())
        .find(|&at| blocks.get(at).is_some_and(|&i| begins_body(draft.features(i), draft.text(i), title)));
    let figures = blocks
        .iter()
        .take(body.map_or(blocks.len(), |b| b + 1))
        .skip(above)
        .any(|&i| draft.features(i).is_figures() && date_of(draft.text(i), draft.features(i)).is_none());
    let roundup = has_subheads(draft, &blocks);
    let title_in_text = title.is_some_and(|t| {
        blocks.iter().take(body.map_or(3, |b| b + 1)).any(|&i| is_title(draft.text(i), t).is_some())
    });
    let mut headline_seen = false;
    for (at, &i) in blocks.iter().enumerate().take(body.unwrap_or(blocks.len().min(4).max(above))) {
        let (block, text) = (draft.features(i), draft.text(i).to_owned());
        let titled = title.and_then(|t| is_title(&text, t));
        if titled.is_some() && (!headline_seen || titled == Some(true) && !figures) {
            headline_seen = true;
            draft.drop(i, rules::HEADLINE);
        } else if let Some(found) = date_of(&text, block) {
            head.published = head.published.or(found.read);
            draft.drop(i, rules::DATE);
        } else if let Some(names) = byline_of(&text, block) {
            head.agency = head.agency.or_else(|| agencies::named_in(&names).map(str::to_owned));
            let date = text.split_once(',').and_then(|(_, rest)| dates::read_line(rest));
            head.published = head.published.or(date.and_then(|line| line.read));
            head.byline.get_or_insert(names);
            draft.drop(i, rules::BYLINE);
        } else if at < above {
            draft.drop(i, rules::HEAD);
        } else if body.is_none() || (figures && (headline_seen || title.is_some())) {
            break;
        } else if title.is_none() && !headline_seen && is_title_like(block, &text) {
            headline_seen = true;
            head.title = Some(text);
            draft.drop(i, rules::HEADLINE);
        } else if !roundup && block.n_words <= 4 && (headline_seen || title_in_text)
            || !figures
                && !roundup
                && block.n_words <= BUTTON_WORDS
                && is_title_like(block, &text)
                && dateline::find(&text).is_none()
                && draft.taken_by(i + 1).is_some_and(rules::is_of_page)
        {
            draft.drop(i, rules::HEAD);
        }
    }
    head
}

/// How many blocks stand above the line that is the headline as the input gives it: menus and pleas, and no news, where
/// they are the smaller part.
fn above_headline(draft: &Draft, blocks: &[usize], title: &str) -> usize {
    let words = |run: &[usize]| -> usize { run.iter().map(|&i| draft.features(i).n_words).sum() };
    let at = blocks.iter().position(|&i| is_title(draft.text(i), title) == Some(true));
    at.filter(|&at| {
        let (above, below) = blocks.split_at(at);
        words::count(title) >= 3 && words(above) * 2 <= words(below)
    })
    .unwrap_or(0)
}

/// Tells whether a block begins the body: prose, a short sentence, or a line of figures.
fn begins_body(block: &Features, text: &str, title: Option<&str>) -> bool {
    if title.is_some_and(|t| is_title(text, t).is_some())
        || date_of(text, block).is_some()
        || byline_of(text, block).is_some()
    {
        return false;
    }
    let sentence = block.ends && block.n_words >= 5 && (block.stop_share >= 0.15 || block.unspaced);
    (block.is_body_like() && block.ends)
        || (block.is_body_like() && block.n_words > TITLE_WORDS)
        || sentence
        || block.is_figures()
        || wire::is_dressed(text)
}

/// Tells whether the text has two or more headlines between its paragraphs.
pub(super) fn has_subheads(draft: &Draft, blocks: &[usize]) -> bool {
    let subheads = blocks.windows(3).filter(|run| match run {
        [above, line, below] => {
            let (block, text) = (draft.features(*line), draft.text(*line));
            draft.features(*above).score() >= 2
                && draft.features(*below).score() >= 2
                && is_title_like(block, text)
                && block.n_words >= 3
                && block.digit_share < 0.5
        }
        _ => false,
    });
    subheads.count() >= 2
}

/// Tells whether a line is the headline that the input gives: `Some(true)` as it is, `Some(false)` with a few words
/// before or after it (a kicker, the site's name), or cut short.
fn is_title(line: &str, title: &str) -> Option<bool> {
    let (n_line, n_title) = (words::count(line), words::count(title));
    let (line, title) = (words::fold(line), words::fold(title));
    if line.is_empty() || title.is_empty() {
        return None;
    }
    if line == title {
        return Some(true);
    }
    let (short, long) = if line.len() <= title.len() { (&line, &title) } else { (&title, &line) };
    let near = short.len() >= 8 && n_line.abs_diff(n_title) <= 5 && short.len() * 2 >= long.len();
    (near && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()))).then_some(false)
}

/// Tells whether a line may be a headline: short, no sentence's full stop, not an item of a list.
pub(super) fn is_title_like(block: &Features, text: &str) -> bool {
    let opens = text.starts_with(|c: char| !c.is_lowercase());
    (2..=TITLE_WORDS).contains(&block.n_words)
        && opens
        && !block.bullet
        && !text.ends_with(['.', ':', ',', ';', '。'])
        && block.digit_share < 0.5
}

/// Reads a line that holds a date and little else.
fn date_of(text: &str, block: &Features) -> Option<DateLine> {
    if block.n_words > DATE_WORDS
        || block.n_words < 2 && !text.contains(['.', '/', '-'])
        || block.ends && block.stop_share > 0.2
    {
        return None;
    }
    dates::read_line(text).or_else(|| dates::is_moment(text).then_some(DateLine { read: None }))
}

/// Reads a line that names writers: a preposition and names, or names and what they write for.
fn byline_of(text: &str, block: &Features) -> Option<String> {
    if block.n_words > BYLINE_WORDS || block.n_words == 0 || text.ends_with(['?', '!', ':']) {
        return None;
    }
    if block.label {
        let names = text.split_once(':').map_or("", |(_, names)| names.trim());
        let of_names = (1..=6).contains(&words::count(names))
            && words::title_case_share(names) >= 0.7
            && !names.contains(|c: char| c.is_ascii_digit());
        return (of_names && !text.ends_with('.')).then(|| names.to_owned());
    }
    if let Some((names, rest)) = text.split_once(',')
        && (is_office(rest) || dates::read_line(rest).is_some())
        && words::title_case_share(names) >= 1.0
        && let Some(found) = byline_of(names, &Features::of(names))
    {
        return Some(found);
    }
    let spelled = Words::of(text);
    let lower: Vec<&str> = spelled.iter().collect();
    let mut skip = 0;
    while let Some(len) = lower.get(skip..).and_then(|rest| lexicon().starts_with(rest, Class::Byline)) {
        skip += len;
    }
    let original: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|w| !w.is_empty())
        .collect();
    let rest = original.get(skip..).filter(|rest| !rest.is_empty())?;
    let named = rest.iter().enumerate().all(|(n, word)| {
        word.starts_with(char::is_uppercase) || is_staff(&[*word]) || (n > 0 && is_connector(word))
    });
    let agency = agencies::named_in(text).is_some();
    let staff = block.n_staff > 0;
    let whole_agency = agencies::known(text).is_some();
    let by =
        skip > 0 && named && !(text.ends_with('.') && rest.len() > 5) && (staff || agency || rest.len() <= 8);
    let bare = skip == 0
        && named
        && (whole_agency
            || ((staff || agency) && text.contains([',', '|', '/']) && rest.len() <= 8 && !block.ends));
    if !(by || bare) {
        return None;
    }
    let from = original.get(skip).and_then(|word| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        text.get(at..)
    })?;
    Some(from.trim().to_owned())
}

/// Tells whether words after a name are an office: `court reporter`, `our correspondent in Lund`.
fn is_office(text: &str) -> bool {
    let all: Vec<&str> = text.split_whitespace().collect();
    (1..=6).contains(&all.len())
        && !text.ends_with('.')
        && all.iter().any(|word| is_staff(&[word.trim_matches([',', '.'])]))
}

fn is_staff(words: &[&str]) -> bool {
    let lower: Vec<String> = words.iter().map(|w| w.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    lexicon().starts_with(&lower, Class::Staff).is_some()
}

fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "with"
            | "for"
            | "of"
            | "in"
            | "at"
            | "the"
            | "de"
            | "da"
            | "di"
            | "do"
            | "dos"
            | "del"
            | "la"
            | "le"
            | "von"
            | "van"
            | "der"
            | "den"
            | "und"
            | "et"
            | "y"
            | "e"
            | "en"
            | "al"
            | "bin"
            | "и"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "The ferry company said on Tuesday that it would add two sailings a day between Lund and the outer islands from June.";

    fn run(text: &str, title: Option<&str>) -> (Head, Vec<String>) {
        let mut draft = Draft::new(text.to_owned());
        let head = cut_head(&mut draft, title);
        (head, draft.finish().0)
    }

    #[test]
    fn headline_date_and_writer_become_fields() {
        let (head, body) =
            run(&format!("Ferry adds two sailings\nApril 23, 2009 07:52\nBy ADA HOLM\n{NEWS}"), None);
        assert_eq!(head.title.as_deref(), Some("Ferry adds two sailings"));
        assert_eq!(head.byline.as_deref(), Some("ADA HOLM"));
        assert_eq!(head.published.map(|p| p.0.to_string()).as_deref(), Some("2009-04-23T07:52:00Z"));
        assert_eq!(body, [NEWS]);
    }

    #[test]
    fn a_given_headline_is_found_with_its_kicker() {
        assert_eq!(
            run(&format!("Report: Ferry adds sailings\n{NEWS}"), Some("Ferry adds sailings")).1,
            [NEWS]
        );
    }

    #[test]
    fn a_short_lead_in_the_dress_of_the_wire_is_no_headline() {
        for text in [
            "LUND (MW) -- The ferry sank in the harbour (Reporting by Ada Holm)",
            "The ferry sank. (Reporting by Ada Holm)",
        ] {
            assert_eq!(run(text, None).1, [text]);
        }
    }

    #[test]
    fn figures_are_never_a_headline() {
        let text = "Shr 31 cts vs 20 cts\nNet 1,204,000 vs 803,000";
        assert_eq!(run(text, Some("Norvik Lines 4th qtr")).1.len(), 2);
        assert_eq!(run(text, None).1.len(), 2);
    }

    #[test]
    fn a_roundup_keeps_its_subheads() {
        let text = format!(
            "News in brief\nFerry adds sailings\n{NEWS}\nQuay rebuilt in autumn\n{NEWS}\nMayor steps down\n{NEWS}"
        );
        assert_eq!(run(&text, Some("News in brief")).1.len(), 6);
    }

    #[test]
    fn bylines_are_told_from_prose() {
        let byline = |text: &str| byline_of(text, &Features::of(text));
        for text in [
            "By AP",
            "From From wire reports",
            "BY Associated Press Writer",
            "By Ada Holm and Per Lind, Staff Writers",
            "Associated Press",
        ] {
            assert!(byline(text).is_some(), "{text}");
        }
        for text in ["By Monday the river had risen", "From now on", "By 2030", NEWS, ""] {
            assert!(byline(text).is_none(), "{text}");
        }
    }
}
