//! Simple markup to paragraphs of text, for feeds that carry their text as XHTML or in elements of their own.
//!
//! Blocks part paragraphs, which stand apart by a blank line; a list is one paragraph with an item a line, a table one
//! with a row a line and ` | ` between cells. It judges nothing: no text is left out but that of scripts, styles and
//! media. Web pages, where most text is not the article, go to an extractor instead.
//!
//! [`Blocks`] is fed by events, so that the same rules hold for a tree (NITF) and for a run of tags (HTML), and so that no
//! depth of nesting can use up the stack.

use super::fields::one_line;

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Starts and ends a paragraph.
    Block,
    /// Starts and ends a line.
    Line,
    /// Starts a line with a dash.
    Item,
    /// Stands in a row beside others.
    Cell,
    /// Keeps its white space.
    Verbatim,
    /// Is left out with all it holds.
    Hidden,
    /// Changes nothing.
    Inline,
}

fn role(name: &str) -> Role {
    match name {
        "p" | "div" | "section" | "article" | "blockquote" | "bq" | "block" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "hl1" | "hl2" | "ul" | "ol" | "dl" | "table" | "hr" | "header" | "footer"
        | "aside" | "main" | "nav" | "figure" | "figcaption" | "form" | "address" | "body" | "html"
        | "fn" | "note" | "tagline" | "body.content" => Role::Block,
        "br" | "tr" | "caption" | "dt" | "dd" | "thead" | "tbody" | "tfoot" => Role::Line,
        "li" => Role::Item,
        "td" | "th" => Role::Cell,
        "pre" => Role::Verbatim,
        "script"
        | "style"
        | "template"
        | "noscript"
        | "head"
        | "media"
        | "nitf-table-metadata"
        | "object"
        | "iframe"
        | "svg"
        | "select"
        | "textarea" => Role::Hidden,
        _ => Role::Inline,
    }
}

/// Collects text as paragraphs.
#[derive(Default)]
pub(super) struct Blocks {
    out: String,
    paragraph: String,
    line: String,
    verbatim: usize,
    hidden: usize,
    item: bool,
    cell: bool,
    breaks: bool,
}

impl Blocks {
    /// Takes the start of an element; the name is in lower case, without a prefix.
    pub(super) fn open(&mut self, name: &str) {
        match role(name) {
            Role::Block => self.end_paragraph(),
            Role::Line => {
                self.breaks |= name == "br";
                self.end_line();
            }
            Role::Item => {
                self.end_line();
                self.item = true;
            }
            Role::Cell => self.cell = !self.line.trim().is_empty(),
            Role::Verbatim => {
                self.end_paragraph();
                self.verbatim += 1;
            }
            Role::Hidden => self.hidden += 1,
            Role::Inline => {}
        }
    }

    /// Takes the end of an element.
    pub(super) fn close(&mut self, name: &str) {
        match role(name) {
            Role::Block => self.end_paragraph(),
            Role::Line if name != "br" => self.end_line(),
            Role::Item => {
                self.end_line();
                self.item = false;
            }
            Role::Verbatim => {
                self.end_paragraph();
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            Role::Hidden => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }

    /// Takes text, entities decoded.
    pub(super) fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.verbatim > 0 {
            for (n, line) in text.split('\n').enumerate() {
                if n > 0 {
                    self.end_line();
                }
                if n > 0 && line.trim().is_empty() {
                    self.end_paragraph();
                }
                self.line.push_str(line.trim_end_matches('\r'));
            }
            return;
        }
        if self.item && !text.trim().is_empty() {
            self.item = false;
            self.line.push_str("- ");
        }
        if self.cell && !text.trim().is_empty() {
            self.cell = false;
            self.line.push_str(" | ");
        }
        self.line.push_str(text);
    }

    /// Gives the paragraphs, a blank line between them.
    pub(super) fn finish(mut self) -> String {
        self.end_paragraph();
        self.out
    }

    fn end_line(&mut self) {
        let line = if self.verbatim > 0 { self.line.trim_end().to_owned() } else { one_line(&self.line) };
        self.line.clear();
        self.cell = false;
        if line.trim().is_empty() {
            return;
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
        self.paragraph.push_str(&line);
    }

    fn end_paragraph(&mut self) {
        self.end_line();
        self.item = false;
        if std::mem::take(&mut self.breaks) && is_hard_wrapped(&self.paragraph) {
            self.paragraph = one_line(&self.paragraph);
        }
        let paragraph = self.paragraph.trim_end();
        if !paragraph.is_empty() {
            if !self.out.is_empty() {
                self.out.push_str("\n\n");
            }
            self.out.push_str(paragraph);
        }
        self.paragraph.clear();
    }
}

/// Tells whether the breaks in a paragraph are those of a typewriter: every line but the last is nearly full. Verse,
/// addresses and scores have short lines among them.
fn is_hard_wrapped(paragraph: &str) -> bool {
    let mut lines = paragraph.lines().map(|line| line.chars().count());
    let Some(_last) = lines.next_back() else { return false };
    let (mut least, mut most) = (usize::MAX, 0);
    for length in lines {
        least = least.min(length);
        most = most.max(length);
    }
    most <= 90 && least >= 45 && least <= most && least * 3 >= most * 2
}

/// Makes paragraphs of text of simple HTML or XHTML.
pub(super) fn to_text(markup: &str) -> String {
    let mut blocks = Blocks::default();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        blocks.text(&unescape(text));
        rest = match tag(tail) {
            Some(Tag::Open { name, empty, after }) => {
                blocks.open(&name);
                // A slash closes an element in XHTML; in HTML an empty element has no end.
                if empty || is_void(&name) {
                    blocks.close(&name);
                }
                if matches!(name.as_str(), "script" | "style" | "template") && !empty {
                    let end = find_end(after, &name);
                    blocks.close(&name);
                    end
                } else {
                    after
                }
            }
            Some(Tag::Close { name, after }) => {
                blocks.close(&name);
                after
            }
            Some(Tag::Verbatim { text, after }) => {
                blocks.text(text);
                after
            }
            Some(Tag::Other { after }) => after,
            None => {
                blocks.text("<");
                tail.get(1..).unwrap_or_default()
            }
        };
    }
    blocks.text(&unescape(rest));
    blocks.finish()
}

/// What begins with `<`.
enum Tag<'a> {
    Open { name: String, empty: bool, after: &'a str },
    Close { name: String, after: &'a str },
    Verbatim { text: &'a str, after: &'a str },
    Other { after: &'a str },
}

/// Reads one tag, comment or the like; `None` where the `<` is just a character.
fn tag(text: &str) -> Option<Tag<'_>> {
    if let Some(rest) = text.strip_prefix("<!--") {
        return Some(Tag::Other { after: rest.split_once("-->").map_or("", |(_, after)| after) });
    }
    if let Some(rest) = text.strip_prefix("<![CDATA[") {
        let (text, after) = rest.split_once("]]>").unwrap_or((rest, ""));
        return Some(Tag::Verbatim { text, after });
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Some(Tag::Other { after: text.split_once('>').map_or("", |(_, after)| after) });
    }
    let (closes, rest) = match text.strip_prefix("</") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('<')?),
    };
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(rest.len());
    let (name, attributes) = rest.split_at(end);
    let name = name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    let close = end_of_tag(attributes)?;
    let empty = attributes.get(..close)?.ends_with('/');
    let after = attributes.get(close + 1..)?;
    Some(if closes { Tag::Close { name, after } } else { Tag::Open { name, empty, after } })
}

/// Finds the `>` that ends a tag, past quoted values; `None` where there is none. An open `<` on the way says that the
/// first was just a character, which also keeps a run of them from being searched again and again.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in attributes.bytes().enumerate() {
        if quote.is_some() {
            if quote == Some(byte) {
                quote = None;
            }
        } else {
            match byte {
                b'"' | b'\'' if after_equals => quote = Some(byte),
                b'>' => return Some(at),
                b'<' => return None,
                _ => {}
            }
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    // A quote that is never closed: the first `>` it is.
    attributes.find('>')
}

/// Goes to the end tag of an element whose text is no markup.
fn find_end<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, tail)) = rest.split_once("</") {
        if tail.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name)) {
            return tail.split_once('>').map_or("", |(_, after)| after);
        }
        rest = tail;
    }
    ""
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "wbr"
            | "source"
            | "col"
            | "embed"
            | "area"
            | "base"
    )
}

/// Tells whether a text is a whole web page.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag)))
}

/// Tells whether a text is plainly markup: it holds both ends of a paragraph or division, or a break. Text about
/// `<ACME>` and the like is not.
pub(super) fn is_fragment(text: &str) -> bool {
    let has = |tag: &str| {
        text.match_indices('<').any(|(at, _)| {
            let rest = text.get(at + 1..).unwrap_or_default();
            rest.get(..tag.len()).is_some_and(|t| t.eq_ignore_ascii_case(tag))
                && rest.get(tag.len()..).unwrap_or_default().starts_with(['>', '/', ' '])
        })
    };
    if !text.contains('<') {
        return false;
    }
    has("p") && has("/p") || has("div") && has("/div") || has("br")
}

/// Names the first element of a document, past declarations, comments and a document type with declarations of its own.
pub(super) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(tail) = rest.strip_prefix("<!--") {
            tail.split_once("-->")?.1
        } else if rest.starts_with("<?") {
            rest.split_once("?>")?.1
        } else if rest.starts_with("<!") {
            let end = rest.find('>')?;
            match rest.find('[') {
                Some(open) if open < end => rest.get(rest.find(']')?..)?.split_once('>')?.1,
                _ => rest.get(end + 1..)?,
            }
        } else {
            let name = rest.strip_prefix('<')?;
            let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
            return name.get(..end).filter(|n| n.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        }
        .trim_start();
    }
}

/// Tells whether an element stands at the start of web pages and of saved parts of them.
pub(super) fn is_html_element(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        name.as_str(),
        "html"
            | "head"
            | "body"
            | "div"
            | "p"
            | "article"
            | "section"
            | "main"
            | "header"
            | "nav"
            | "h1"
            | "h2"
            | "h3"
            | "title"
            | "meta"
            | "link"
            | "script"
            | "style"
            | "table"
            | "ul"
            | "ol"
            | "span"
            | "a"
            | "img"
            | "br"
            | "b"
            | "i"
            | "strong"
            | "em"
            | "font"
            | "center"
            | "blockquote"
            | "figure"
            | "base"
    )
}

/// Replaces entities by what they stand for; what is none stays as it is.
pub(super) fn unescape(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let end = tail.bytes().take(12).position(|b| b == b';');
        let decoded = end.and_then(|end| Some((entity(tail.get(1..end)?)?, tail.get(end + 1..)?)));
        rest = if let Some((c, after)) = decoded {
            out.push(c);
            after
        } else {
            out.push('&');
            tail.get(1..).unwrap_or_default()
        };
    }
    out.push_str(rest);
    out.into()
}

/// The character of an entity, without `&` and `;`.
pub(super) fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // As browsers do: the C1 range was meant as windows-1252.
        if let Ok(byte @ 0x80..=0x9f) = u8::try_from(code) {
            return encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
        }
        return char::from_u32(code).filter(|&c| c != '\0');
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|&(_, c)| c)
}

/// The entities of XML, of Latin-1 and of typography: those that feeds use.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("curren", '¤'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("sect", '§'),
    ("para", '¶'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("divide", '÷'),
    ("minus", '−'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("permil", '‰'),
    ("prime", '′'),
    ("Prime", '″'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("ordf", 'ª'),
    ("ordm", 'º'),
    ("not", '¬'),
    ("shy", '\u{ad}'),
    ("macr", '¯'),
    ("acute", '´'),
    ("cedil", '¸'),
    ("uml", '¨'),
    ("brvbar", '¦'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("larr", '←'),
    ("rarr", '→'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("ne", '≠'),
    ("le", '≤'),
    ("ge", '≥'),
    ("infin", '∞'),
    ("fnof", 'ƒ'),
    ("circ", 'ˆ'),
    ("tilde", '˜'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("ETH", 'Ð'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Uuml", 'Ü'),
    ("Yacute", 'Ý'),
    ("THORN", 'Þ'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("eth", 'ð'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("thorn", 'þ'),
    ("yuml", 'ÿ'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
    ("Yuml", 'Ÿ'),
];
