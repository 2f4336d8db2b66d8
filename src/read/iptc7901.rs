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
    let mut header = frame.header.lines().filter(|line| !line.trim().is_empty());
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
    // An alert is a headline.
    let text =
        Some(joined(body)).filter(|text| !text.is_empty()).or_else(|| title.clone()).unwrap_or_default();
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

/// Makes paragraphs of lines that are wrapped, empty lines between them or the first indented; lists keep their lines.
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
        open &= !line.starts_with("   ") && !line.starts_with('\t');
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
    // English and German, which share most of them.
    const MONTHS: [&str; 12] = [
        "jan",
        "feb",
        "mar m\u{e4}r mae",
        "apr",
        "may mai",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct okt",
        "nov",
        "dec dez",
    ];
    let mut parts =
        trailer.split(|c: char| c.is_whitespace() || c.is_control()).filter(|part| !part.is_empty());
    let is_digit = |c: &char| c.is_ascii_digit();
    let clock = parts.find(|part| part.chars().take_while(is_digit).count() == 6)?;
    let (clock, mut zone) = clock.split_at(6);
    let month_of = |part: &str| {
        let start: String = part.chars().take(3).collect::<String>().to_lowercase();
        (start.chars().count() == 3).then(|| MONTHS.iter().position(|m| m.split(' ').any(|m| m == start)))?
    };
    let mut part = parts.next()?;
    if month_of(part).is_none() {
        zone = part;
        part = parts.next()?;
    }
    let month = month_of(part)? + 1;
    let year: u32 = parts.next()?.chars().take_while(is_digit).collect::<String>().parse().ok()?;
    let year = match year {
        60..=99 => 1900 + year,
        0..=59 => 2000 + year,
        _ => year,
    };
    let zone = match zone.to_uppercase().as_str() {
        "MEZ" => "CET".to_owned(),
        "MESZ" => "CEST".to_owned(),
        other => other.to_owned(),
    };
    let (day, hour, minute) = (clock.get(..2)?, clock.get(2..4)?, clock.get(4..)?);
    let at = |zone: &str| dates::parse(&format!("{year}-{month:02}-{day} {hour}:{minute} {zone}"));
    at(&zone).or_else(|| at("GMT")).map(|(time, _)| time)
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
    fn times_are_read_as_agencies_write_them() {
        for (trailer, time) in [
            ("040506 GMT Mar 31", "2031-03-04T05:06:00Z"),
            ("\r\n040506 MAR 2031", "2031-03-04T05:06:00Z"),
            ("040506Z MAR 31", "2031-03-04T05:06:00Z"),
            ("040506 MESZ M\u{e4}r 31\r\n\u{7f}", "2031-03-04T03:06:00Z"),
            ("abc 040506 Dez 99", "1999-12-04T05:06:00Z"),
        ] {
            assert_eq!(super::moment(trailer).map(|t| t.to_string()).as_deref(), Some(time), "{trailer}");
        }
        assert_eq!(super::moment("040506"), None);
    }

    #[test]
    fn indented_lines_begin_paragraphs() {
        let item = "\u{1}\r\nabc1234 2 POL 0120 NNA\r\n\u{2}\r\nFerry back =\r\n\r\nElm (NNA) - It runs\r\nagain.\r\n    It was late.\r\n\u{3}\u{4}";
        let a = read_bytes("i.txt", item.as_bytes(), &ReadParams::default()).remove(0).unwrap();
        assert_eq!(a.body, Body::Text("Elm (NNA) - It runs again.\n\nIt was late.".into()));
        assert_eq!((a.agency.as_deref(), a.wire.unwrap().slug), (Some("NNA"), None));
    }

    #[test]
    fn an_alert_is_its_headline() {
        let item = "\u{1}abc1234 1 POL 0005 NNA\r\n\u{2}FLASH\r\nFerry back =\r\n\r\n\u{3}040506 MAR 31\u{4}";
        let a = read_bytes("i.txt", item.as_bytes(), &ReadParams::default()).remove(0).unwrap();
        assert_eq!(a.body, Body::Text("Ferry back".into()));
    }

    #[test]
    fn a_headline_alone_is_no_mark() {
        assert_eq!(read("FERRY BACK =\r\n\n").title.as_deref(), Some("FERRY BACK"));
        assert_eq!(read("").title, None);
    }
}
