//! ANPA 1312, the seven-bit wire of North American agencies.
//!
//! The header has service level, number, priority, category and keyword. In the text a line that begins with `^` and ends
//! with `<` or `=` is set apart: slug, headline, note, byline; a tab begins a paragraph; other control bytes set type and
//! columns.

use super::fields::one_line;
use super::framed::Frame;
use crate::model::{Body, RawArticle, Wire};
use crate::text::dates;

/// Reads one frame.
///
/// # Errors
/// Why it has no article in it.
pub(super) fn article(frame: &Frame<'_>) -> Result<RawArticle, String> {
    let mut header = frame.header.lines();
    let first = header.next().unwrap_or_default();
    let number = first.split(|c: char| !c.is_ascii_alphanumeric()).find(|part| !part.is_empty());
    let mut told = header.next().unwrap_or_default().trim_start().chars();
    let (priority, category) = (told.next(), told.find(|c| !c.is_whitespace()));
    let keyword = told.as_str();

    let mut found = Found::default();
    let mut lines = frame.text.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.peek() {
        // Below a byline and a source a line set apart is a heading of the text. Some agencies set none apart, and repeat the
        // keyword above the text.
        let is_slug = found.slug.is_none() && keyword_of(keyword).is_some_and(|k| line.starts_with(&k));
        let told = if is_slug { Some(set_apart(line).unwrap_or(line)) } else { set_apart(line) };
        let Some(told) = told.filter(|_| !found.is_full()) else { break };
        found.add(told, line.ends_with('='));
        lines.next();
    }
    let mut paragraphs = paragraphs(lines);
    paragraphs.splice(0..0, std::mem::take(&mut found.headings));
    // An alert is a headline.
    if paragraphs.is_empty() {
        paragraphs.extend(found.headline.clone());
    }
    if paragraphs.is_empty() {
        return Err("the frame has no text".to_owned());
    }
    let (agency, published) = signature(frame.trailer);
    let is_office = |line: &str| {
        ["writer", "editor", "reporter", "correspondent"].iter().any(|o| line.to_lowercase().contains(o))
    };
    let house = found.source.clone().filter(|line| !is_office(line));
    let byline = match (found.byline, found.source) {
        (Some(by), Some(source)) => Some(format!("{by}, {source}")),
        (by, _) => by,
    };
    let slug = found.slug.or_else(|| keyword_of(keyword));
    // The number comes again every few days, so that it is an id only with the date; versions have numbers of their own.
    let id = number.zip(published).map(|(number, time)| {
        let date = time.to_string();
        format!("{number}/{}", date.split('T').next().unwrap_or_default())
    });
    let wire = Wire {
        slug,
        ednote: found.ednote,
        urgency: priority.and_then(urgency),
        subjects: category.filter(char::is_ascii_alphabetic).map(|c| c.to_string()).into_iter().collect(),
        ..Wire::default()
    };
    Ok(RawArticle {
        id,
        title: found.headline,
        byline,
        published,
        agency: agency.or(house),
        wire: Some(wire),
        body: Body::Text(paragraphs.join("\n\n")),
        ..RawArticle::default()
    })
}

/// A line that is set apart: `^` at its start, `<` or `=` at its end.
fn set_apart(line: &str) -> Option<&str> {
    let told = line.strip_prefix('^')?.trim_end();
    Some(told.strip_suffix(['<', '=']).unwrap_or(told).trim())
        .filter(|told| !told.starts_with(|c: char| c.is_control()))
}

/// The fields of the lines that stand above the text, by their order and their first words.
#[derive(Default)]
struct Found {
    slug: Option<String>,
    headline: Option<String>,
    byline: Option<String>,
    /// The line below the byline: the office of the writer, or whose copy it is.
    source: Option<String>,
    ednote: Option<String>,
    /// Lines of the text that stand among the others: centred, as `=` says, and none of the others.
    headings: Vec<String>,
}

impl Found {
    /// Tells whether a byline has its source: it is a house itself, or the line below names one.
    fn is_full(&self) -> bool {
        self.source.is_some()
            || self
                .byline
                .as_deref()
                .and_then(|by| by.get(..7))
                .is_some_and(|by| by.eq_ignore_ascii_case("By The "))
    }

    fn add(&mut self, told: &str, is_centred: bool) {
        let text = one_line(&told.replace(|c: char| c.is_control(), " "));
        if text.is_empty() {
            return;
        }
        let begins = |word: &str| {
            text.trim_start_matches('(').get(..word.len()).is_some_and(|t| t.eq_ignore_ascii_case(word))
        };
        if self.slug.is_none() {
            self.slug = Some(without_count(&text));
        } else if ["Eds:", "Eds.", "Editors:", "AP Photo", "AP Graphic", "AP Video"]
            .iter()
            .any(|word| begins(word))
        {
            let note = self.ednote.take().map(|note| note + "\n").unwrap_or_default();
            self.ednote = Some(note + &text);
        } else if begins("By ") {
            self.byline = Some(text);
        } else if self.byline.is_none() && self.headline.is_some() && is_centred {
            self.headings.push(text);
        } else if self.byline.is_none() {
            self.headline.get_or_insert(text);
        } else {
            self.source.get_or_insert(text);
        }
    }
}

/// Cuts the word count off a slug, as in `BC-Ferry, 1st Ld-Writethru,416`.
fn without_count(slug: &str) -> String {
    match slug.rsplit_once(',') {
        Some((stem, count)) if !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()) => {
            stem.to_owned()
        }
        _ => slug.to_owned(),
    }
}

/// The keyword of a header, without the date and the count after it.
fn keyword_of(told: &str) -> Option<String> {
    let text = told.replace(|c: char| c.is_control(), " ");
    let words =
        text.split_whitespace().take_while(|word| !word.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    let keyword: Vec<&str> = words.collect();
    (!keyword.is_empty()).then(|| keyword.join(" "))
}

const fn urgency(priority: char) -> Option<u8> {
    match priority {
        'f' => Some(1),
        'b' => Some(2),
        'u' => Some(3),
        'r' => Some(4),
        'd' => Some(5),
        _ => None,
    }
}

/// Parts the text where lines are indented. Lines of columns (they begin with a backspace) and lines set apart stay lines.
fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut in_table = false;
    let mut open = false;
    for line in lines {
        if let Some(row) = line.strip_prefix('\u{8}') {
            let row = cells(row);
            match paragraphs.last_mut().filter(|_| in_table) {
                Some(table) => {
                    table.push('\n');
                    table.push_str(&row);
                }
                None => paragraphs.push(row),
            }
            (in_table, open) = (true, false);
            continue;
        }
        in_table = false;
        let begins = line.starts_with(['\t', '^']) || line.starts_with("   ");
        let line = set_apart(line).unwrap_or(line);
        let text = one_line(&line.replace(|c: char| c.is_control(), " "));
        let text = text.strip_suffix(['<', '=']).unwrap_or(&text).trim_end();
        if text.is_empty() {
            open = false;
        } else if let Some(last) = paragraphs.last_mut().filter(|_| open && !begins) {
            last.push(' ');
            last.push_str(text);
        } else {
            paragraphs.push(text.to_owned());
            open = true;
        }
    }
    paragraphs
}

/// A row of columns: US ends the first cell, pairs of RS stand between the others, DLE is a blank that does not break.
fn cells(row: &str) -> String {
    let row = row.replace('\u{10}', " ").replace('\u{1f}', "\u{1e}");
    let cells: Vec<String> = row
        .split('\u{1e}')
        .map(|cell| {
            one_line(&cell.trim_start_matches('^').replace(|c: char| c.is_control() || c == '{', " "))
        })
        .filter(|cell| !cell.is_empty())
        .collect();
    cells.join(" | ")
}

/// The agency and the time of the line below the text, as in `AP-WF-05-09-17 0056GMT<`.
fn signature(trailer: &str) -> (Option<String>, Option<jiff::Timestamp>) {
    let line = trailer.lines().find(|line| line.contains(char::is_alphanumeric)).unwrap_or_default();
    let parts: Vec<&str> = line
        .split(|c: char| c == '-' || c == '<' || c.is_whitespace() || c.is_control())
        .filter(|part| !part.is_empty())
        .collect();
    let agency = parts.first().filter(|a| a.chars().all(|c| c.is_ascii_uppercase())).map(|a| (*a).to_owned());
    let numbers: Vec<usize> = (0..parts.len())
        .filter(|&at| parts.get(at).is_some_and(|p| p.starts_with(|c: char| c.is_ascii_digit())))
        .collect();
    let part = |at: usize| numbers.get(at).and_then(|&at| parts.get(at)).copied().unwrap_or_default();
    let (month, day, year, clock) = (part(0), part(1), part(2), part(3));
    if year.len() != 2 {
        return (agency, None);
    }
    let century = if year >= "60" { "19" } else { "20" };
    let digits = clock.bytes().take_while(u8::is_ascii_digit).count();
    let (clock, mut zone) = clock.split_at(digits);
    if zone.is_empty() {
        zone = numbers.get(3).and_then(|&at| parts.get(at + 1)).copied().unwrap_or_default();
    }
    let (hour, minute) = if digits == 4 { clock.split_at(2) } else { ("00", "00") };
    let at = |zone: &str| dates::parse(&format!("{century}{year}-{month}-{day} {hour}:{minute} {zone}"));
    (agency, at(zone).or_else(|| at("GMT")).map(|(time, _)| time))
}

#[cfg(test)]
mod tests {
    use super::super::{ReadParams, read_bytes};
    use crate::model::{Body, RawArticle, Reason};

    const ITEM: &str = "\u{16}\u{16}\u{1}z0077\u{1f}-----\nr f\u{13}\u{11} BC-NV--Ferry 1stLd-Writethru   03-04 0120\r\n\
        \u{2}^BC-NV--Ferry, 1st Ld-Writethru,120<\r\n^Ferry back after winter of repairs<\r\n^Eds: Updates.<\r\n\
        ^By ANA LIND=\r\n^NNA Writer=\r\n\t   ELM (NNA) _ The ferry runs\r\nagain.\r\n \r\n\t   It was late.\r\n\
        \u{8}^\u{1f}\u{1e} W\u{1e} \u{1e} L\r\n\u{8}Elm\u{10} Port\u{1f}\u{1e} 7\u{1e} \u{1e} 2\r\n\r\n\
        \t   \u{3}NNA-WF-03-04-31 0506GMT<\r\n\u{c}\r\n\u{4}";

    fn read(bytes: &str) -> Vec<Result<RawArticle, crate::model::Rejection>> {
        read_bytes("a.tst", bytes.as_bytes(), &ReadParams::default())
    }

    #[test]
    fn the_fields_of_a_desk_are_read() {
        let a = read(ITEM).remove(0).unwrap();
        let wire = a.wire.clone().unwrap();
        assert_eq!(a.id.as_deref(), Some("z0077/2031-03-04"));
        assert_eq!(wire.slug.as_deref(), Some("BC-NV--Ferry, 1st Ld-Writethru"));
        assert_eq!(a.title.as_deref(), Some("Ferry back after winter of repairs"));
        assert_eq!(
            (a.byline.as_deref(), wire.ednote.as_deref()),
            (Some("By ANA LIND, NNA Writer"), Some("Eds: Updates."))
        );
        assert_eq!((a.agency.as_deref(), wire.urgency), (Some("NNA"), Some(4)));
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T05:06:00Z");
        assert_eq!(wire.subjects, ["f"]);
        let text = "ELM (NNA) _ The ferry runs again.\n\nIt was late.\n\nW | L\nElm Port | 7 | 2";
        assert_eq!(a.body, Body::Text(text.to_owned()));
    }

    #[test]
    fn a_wire_that_sets_no_lines_apart_has_its_paragraphs_and_its_time() {
        let a = read(
            "\u{16}\u{1}n0077\u{1f}\r\nu i BC-Ferry  03-04\r\n\u{2}BC-Ferry, 1st Ld\r\n   ELM (NNA) - The ferry\r\nruns.\r\n   \
             It was late.\r\n\u{3}\r\nNNA-03-04-31 2306EST\r\n\u{4}",
        )
        .remove(0)
        .unwrap();
        assert_eq!(a.body, Body::Text("ELM (NNA) - The ferry runs.\n\nIt was late.".into()));
        assert_eq!(a.wire.unwrap().slug.as_deref(), Some("BC-Ferry, 1st Ld"));
        assert_eq!(a.published.unwrap().to_string(), "2031-03-05T04:06:00Z");
    }

    #[test]
    fn a_frame_that_ends_without_its_trailer_is_whole_and_one_that_breaks_off_is_not() {
        let (text, _) = ITEM.split_once('\u{3}').unwrap();
        assert!(read(&format!("{text}\u{4}"))[0].is_ok());
        assert!(read(text)[0].is_err());
    }

    #[test]
    fn an_alert_is_its_headline() {
        let (head, rest) = ITEM.split_once("^Eds").unwrap();
        let (_, end) = rest.split_once("\r\n\r\n\t").unwrap();
        let a = read(&format!("{head}{end}")).remove(0).unwrap();
        assert_eq!(a.body, Body::Text("Ferry back after winter of repairs".into()));
    }

    #[test]
    fn every_note_to_editors_is_kept() {
        let item = ITEM.replace("^Eds: Updates.<", "^AP Photo XA1<\r\n^Eds: Updates.<");
        assert_eq!(
            read(&item).remove(0).unwrap().wire.unwrap().ednote.as_deref(),
            Some("AP Photo XA1\nEds: Updates.")
        );
    }

    #[test]
    fn a_centred_line_below_the_headline_is_text() {
        let item = ITEM.replace("^Eds: Updates.<", "^All times local=");
        assert!(
            matches!(read(&item).remove(0).unwrap().body, Body::Text(text) if text.starts_with("All times local\n\nELM"))
        );
    }

    #[test]
    fn the_line_below_a_byline_is_its_source_and_one_below_that_is_text() {
        let item = ITEM
            .replace("^NNA Writer=", "^The Northern Wire=\r\n^EASTERN LEAGUE=")
            .replace("NNA-WF-03-04-31 0506GMT", "");
        let a = read(&item).remove(0).unwrap();
        assert_eq!(a.byline.as_deref(), Some("By ANA LIND, The Northern Wire"));
        assert_eq!(a.agency.as_deref(), Some("The Northern Wire"));
        assert!(matches!(a.body, Body::Text(text) if text.starts_with("EASTERN LEAGUE\n\nELM")));
        let item =
            ITEM.replace("^By ANA LIND=\r\n^NNA Writer=", "^By The Northern Wire=\r\n^EASTERN LEAGUE=");
        let a = read(&item).remove(0).unwrap();
        assert_eq!(a.byline.as_deref(), Some("By The Northern Wire"));
        assert!(matches!(a.body, Body::Text(text) if text.starts_with("EASTERN LEAGUE\n\nELM")));
    }

    #[test]
    fn each_frame_is_a_record_and_a_broken_one_costs_only_itself() {
        let cut = ITEM.split_once('\u{3}').unwrap().0;
        let records = read(&format!("{ITEM}{cut}{ITEM}"));
        let reasons: Vec<_> = records.iter().map(|r| r.as_ref().err().map(|r| r.reason)).collect();
        assert_eq!(reasons, [None, Some(Reason::BadRecord), None]);
        let lines: Vec<_> = records.iter().map(|r| r.as_ref().map_or_else(|r| r.line, |a| a.line)).collect();
        assert_eq!(lines, [Some(1), Some(17), Some(31)]);
    }
}
