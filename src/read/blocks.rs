//! Elements and text to paragraphs.
//!
//! Fed by events, so that the same rules hold for a tree (NITF) and for a run of tags (HTML), and so that no depth of
//! nesting can use up the stack. Blocks part paragraphs, which stand apart by a blank line; a list has an item a line, a
//! table a row a line and ` | ` between cells. Nothing is judged: no text is left out but that of scripts, styles, forms
//! and media.

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
        | "fn" | "note" | "tagline" | "body.content" | "para" | "paragraph" | "center" | "details"
        | "summary" | "fieldset" | "hgroup" | "hedline" | "headline" => Role::Block,
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

/// Tells whether an element is one of HTML or NITF that stands within a line, or parts lines. Of any other only its place
/// tells what it is.
pub(super) fn is_known(name: &str) -> bool {
    const WITHIN_LINES: [&str; 58] = [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "alt-code",
        "chron",
        "city",
        "classifier",
        "copyrite",
        "country",
        "event",
        "frac",
        "function",
        "lang",
        "location",
        "money",
        "num",
        "object.title",
        "org",
        "person",
        "postaddr",
        "pronounce",
        "region",
        "state",
        "sublocation",
        "virtloc",
        "name.given",
        "name.family",
    ];
    role(name) != Role::Inline || WITHIN_LINES.contains(&name)
}

/// Collects text as paragraphs.
#[derive(Default)]
pub(super) struct Blocks {
    out: String,
    paragraph: String,
    line: String,
    verbatim: usize,
    hidden: usize,
    /// A dash is due before the next text.
    item: bool,
    /// A `br` stands in the paragraph.
    breaks: bool,
    /// No text has come since the last `br`.
    after_break: bool,
    row: Row,
}

/// Where the text stands in a row of a table.
#[derive(Default)]
struct Row {
    cells: usize,
    in_cell: bool,
    has_text: bool,
    /// A block began or ended in the cell. It parts paragraphs only where text of the same cell follows: a paragraph
    /// around a cell's text does not tear the row, and a page laid out in a table keeps its paragraphs.
    block: bool,
}

impl Blocks {
    /// Takes the start of an element; the name is in lower case, without a prefix.
    pub(super) fn open(&mut self, name: &str) {
        match role(name) {
            Role::Block => self.block_edge(),
            Role::Line if name == "br" => {
                self.breaks = true;
                if self.row.in_cell {
                    self.line.push(' ');
                } else if std::mem::replace(&mut self.after_break, true) {
                    // Two in a row are an empty line.
                    self.end_paragraph();
                } else {
                    self.end_line();
                }
            }
            Role::Line => self.row_edge(),
            Role::Item => {
                if self.row.in_cell {
                    self.row.block = self.row.has_text;
                } else {
                    self.end_line();
                }
                self.item = true;
            }
            Role::Cell => {
                if self.row.cells > 0 {
                    self.line.push_str(" | ");
                }
                self.row = Row { cells: self.row.cells + 1, in_cell: true, has_text: false, block: false };
            }
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
            Role::Block => {
                if name == "table" {
                    self.row = Row::default();
                }
                self.item = false;
                self.block_edge();
            }
            Role::Line if name != "br" => self.row_edge(),
            Role::Item => {
                if self.row.in_cell {
                    self.row.block = self.row.has_text;
                } else {
                    self.end_line();
                }
                self.item = false;
            }
            Role::Cell => self.row.in_cell = false,
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
        if !text.trim().is_empty() {
            self.after_break = false;
            if std::mem::take(&mut self.row.block) {
                self.end_paragraph();
            }
            self.row.has_text |= self.row.in_cell;
            if std::mem::take(&mut self.item) {
                self.line.push_str("- ");
            }
        }
        self.line.push_str(text);
    }

    fn block_edge(&mut self) {
        if self.row.in_cell {
            self.row.block |= self.row.has_text;
        } else {
            self.end_paragraph();
        }
    }

    fn row_edge(&mut self) {
        self.row = Row::default();
        self.end_line();
    }

    /// Gives the paragraphs, a blank line between them.
    pub(super) fn finish(mut self) -> String {
        self.end_paragraph();
        self.out
    }

    fn end_line(&mut self) {
        let line = if self.verbatim > 0 {
            self.line.trim_end().to_owned()
        } else if self.row.cells == 0 && self.line.trim().contains('\n') {
            laid_out(&self.line)
        } else {
            one_line(&self.line)
        };
        self.line.clear();
        // A row of empty cells says nothing.
        if line.chars().all(|c| c.is_whitespace() || c == '|') {
            return;
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push('\n');
        }
        self.paragraph.push_str(&line);
    }

    fn end_paragraph(&mut self) {
        self.end_line();
        self.row.cells = 0;
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

/// Makes paragraphs of a text of several lines that stands in one element, as agencies send it that put `<p>` around a
/// text of a typewriter. Line ends say nothing in HTML, so they are kept only where the text plainly means them: lines
/// with columns stay lines, and a line begins a paragraph where it stands further in than its neighbours, or below an
/// empty one, and the sentence before it has ended.
fn laid_out(text: &str) -> String {
    let mut lines: Vec<(usize, &str, bool)> = Vec::new();
    let mut after_blank = false;
    for line in text.lines() {
        let words = line.trim();
        if words.is_empty() {
            after_blank = !lines.is_empty();
        } else {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            lines.push((indent, words, std::mem::take(&mut after_blank)));
        }
    }
    let has_columns = |words: &str| words.contains("  ");
    let n_columned = lines.iter().filter(|line| has_columns(line.1)).count();
    if lines.len() >= 3 && n_columned * 2 >= lines.len() {
        return lines.iter().map(|line| line.1).collect::<Vec<_>>().join("\n");
    }
    let margin = lines.iter().skip(1).map(|line| line.0).min().unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for (indent, words, after_blank) in lines {
        let begins = words.starts_with(|c: char| !c.is_lowercase());
        let ended = out.ends_with(['.', '!', '?', ':', '"', '\u{201d}', '\'', ')']);
        let is_inset = (margin + 2..=margin + 8).contains(&indent);
        if !out.is_empty() {
            out.push_str(if begins && (after_blank || is_inset && ended) { "\n\n" } else { " " });
        }
        out.push_str(&one_line(words));
    }
    out
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
