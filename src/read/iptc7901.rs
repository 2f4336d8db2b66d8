//! IPTC 7901, the wire of European agencies.
//!
//! `eca0003 3 i 380  dpa 0045`: service and number, priority, category, words, and what the agency adds. Keywords stand
//! below it, above STX. The text opens with marks such as EXTRA, the headline and the byline, and ends of these lines are
//! marked by ` =` at the last.

use super::fields::{self, one_line};
use super::framed::Frame;
use crate::model::{Body, RawArticle, Wire};
use crate::text::dates;

/// Tells whether a header is one of this format.
pub(super) fn is_header(header: &str) -> bool {
    let mut parts = header.split_whitespace();
    let service = parts.next().unwrap_or_default();
    let letters = service.chars().take_while(char::is_ascii_alphabetic).count();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (1..=4).contains(&letters)
        && service.get(letters..).is_some_and(is_number)
        && parts.next().is_some_and(|p| p.len() == 1 && is_number(p))
        && parts.next().is_some_and(|c| c.len() <= 3 && c.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.next().is_some_and(is_number)
}

/// Reads one frame.
///
/// # Errors
/// Why it has no article in it.
pub(super) fn article(frame: &Frame<'_>) -> Result<RawArticle, String> {
    let mut header = frame.header.lines();
    let mut told = header.next().unwrap_or_default().split_whitespace();
    let (number, priority, category, _words) = (told.next(), told.next(), told.next(), told.next());
    let agency = told.next().map(str::to_owned);
    let slug = one_line(&header.collect::<Vec<_>>().join(" "));

    let lines: Vec<&str> = frame.text.lines().map(str::trim_end).collect();
    let (head, body) = parted(&lines);
    let mut marks = Vec::new();
    let (mut title, mut byline) = (Vec::<&str>::new(), None);
    for line in head {
        let is_mark = !line.chars().any(char::is_lowercase);
        if line.starts_with("By ") || line.starts_with("Von ") {
            byline = Some(one_line(line));
        } else if title.is_empty() && is_mark {
            marks.push(one_line(line));
        } else {
            title.push(line);
        }
    }
    let title = one_line(&title.join(" "));
    // A headline in capitals is no mark.
    let title = if title.is_empty() { marks.pop() } else { Some(title) };
    let end = body.iter().position(|line| is_notebook(line)).unwrap_or(body.len());
    let (body, notes) = (body.get(..end).unwrap_or_default(), body.get(end..).unwrap_or_default());
    let text = joined(body);
    if text.is_empty() {
        return Err("the frame has no text".to_owned());
    }
    let note = joined(notes);
    marks.extend((!note.is_empty()).then_some(note));
    let published = moment(frame.trailer);
    let id = number.zip(published).map(|(number, time)| {
        let date = time.to_string();
        format!("{number}/{}", date.split('T').next().unwrap_or_default())
    });
    let wire = Wire {
        slug: Some(slug).filter(|s| !s.is_empty()),
        ednote: (!marks.is_empty()).then(|| marks.join("\n\n")),
        urgency: priority.and_then(|p| p.parse().ok()).and_then(fields::valid_urgency),
        subjects: category.map(str::to_owned).into_iter().collect(),
        ..Wire::default()
    };
    Ok(RawArticle {
        id,
        title,
        byline,
        published,
        agency,
        wire: Some(wire),
        body: Body::Text(text),
        ..RawArticle::default()
    })
}

/// Parts the lines above the text from the text: up to one that ends in ` =`, else up to the first empty one.
fn parted<'a, 'b>(lines: &'b [&'a str]) -> (Vec<&'a str>, &'b [&'a str]) {
    const MOST: usize = 12;
    let marked = lines.iter().take(MOST).position(|line| line.ends_with('='));
    let begun = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
    let unmarked = || {
        let end = begun + lines.iter().take(MOST).skip(begun).position(|line| line.trim().is_empty())?;
        // A paragraph of the text ends a sentence.
        let last = end.checked_sub(1).and_then(|at| lines.get(at)).map_or("", |line| line.trim());
        (!last.ends_with(['.', '"', '!', '?'])).then_some(end)
    };
    let end = marked.map(|at| at + 1).or_else(unmarked).unwrap_or(0);
    let head = lines.get(..end).unwrap_or_default().iter().map(|line| line.trim_end_matches('=').trim());
    (head.filter(|line| !line.is_empty()).collect(), lines.get(end..).unwrap_or_default())
}

/// Where what is not meant for publication begins.
fn is_notebook(line: &str) -> bool {
    let line = line.trim();
    line == "# Notebook"
        || line == "# Notizblock"
        || line.starts_with("The following information is not intended")
}

/// Makes paragraphs of lines that are wrapped, empty lines between them; lists keep their lines.
fn joined(lines: &[&str]) -> String {
    let mut out = String::new();
    let mut open = false;
    for line in lines {
        let text = one_line(&line.replace(|c: char| c.is_control(), " "));
        if text.is_empty() {
            open = false;
            continue;
        }
        let is_item = text.starts_with(['-', '*', '#']);
        if !out.is_empty() {
            out.push_str(match (open, is_item) {
                (false, _) => "\n\n",
                (true, true) => "\n",
                (true, false) => " ",
            });
        }
        out.push_str(&text);
        open = true;
    }
    out
}

/// The time of a trailer: day, hour and minute in one, then month and year, as in `212322 GMT Nov 18`.
fn moment(trailer: &str) -> Option<jiff::Timestamp> {
    let mut parts = trailer.split_whitespace();
    let clock = parts.next().filter(|c| c.len() == 6 && c.bytes().all(|b| b.is_ascii_digit()))?;
    let mut parts = parts.filter(|p| !matches!(*p, "GMT" | "UTC"));
    let (month, year) = (parts.next()?, parts.next()?);
    let month = 1 + ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        .iter()
        .position(|m| month.get(..3).is_some_and(|t| t.eq_ignore_ascii_case(m)))?;
    let year: u32 = year.get(..2)?.parse().ok()?;
    let century = if year >= 60 { 19 } else { 20 };
    let (day, hour, minute) = (clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
    dates::parse(&format!("{century}{year:02}-{month:02}-{day}T{hour}:{minute}:00Z")).map(|(time, _)| time)
}

#[cfg(test)]
mod tests {
    use super::super::{ReadParams, read_bytes};
    use crate::model::{Body, RawArticle};

    fn read(head: &str) -> RawArticle {
        let item = format!(
            "\u{1}eca0077 3 i 90  nna 0045\r\n\nHarbour/ferry/\r\n\u{2}{head}Elm (nna) - The ferry runs\r\nagain.\r\n\n\
            It was late.\r\n\n# Notebook\r\n\n## Links\r\n- [a](b)\r\n\r\n\u{3}040506 GMT Mar 31\r\n\u{7f}\n\u{4}"
        );
        read_bytes("i.txt", item.as_bytes(), &ReadParams::default()).remove(0).unwrap()
    }

    #[test]
    fn the_fields_of_a_desk_are_read() {
        let a = read("EXTRA\nFerry back after winter\nof repairs\nBy nna correspondents =\r\n\n");
        let wire = a.wire.clone().unwrap();
        assert_eq!((a.id.as_deref(), a.agency.as_deref()), (Some("eca0077/2031-03-04"), Some("nna")));
        assert_eq!((wire.slug.as_deref(), wire.urgency), (Some("Harbour/ferry/"), Some(3)));
        assert_eq!(a.title.as_deref(), Some("Ferry back after winter of repairs"));
        assert_eq!(a.byline.as_deref(), Some("By nna correspondents"));
        assert_eq!(wire.ednote.as_deref(), Some("EXTRA\n\n# Notebook\n\n## Links\n- [a](b)"));
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T05:06:00Z");
        assert_eq!(a.body, Body::Text("Elm (nna) - The ferry runs again.\n\nIt was late.".into()));
    }

    #[test]
    fn a_headline_alone_is_no_mark() {
        assert_eq!(read("FERRY BACK =\r\n\n").title.as_deref(), Some("FERRY BACK"));
        assert_eq!(read("").title, None);
    }
}
