//! What the readers of XML share: a document that is safe to parse, and what is asked of its nodes.
//!
//! External document types are ignored, entities that the document declares itself are bounded before the parser sees
//! them, and trees are walked without recursion, so that neither an entity bomb nor a deep document costs more than its
//! own size. Names are compared without prefix and without case, as agencies write them in both.

use std::borrow::Cow;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::Records;
use super::blocks::Blocks;
use super::encoding::Declared;
use super::entities::{entity, replace_entities};
use super::fields::one_line;
use super::input::{Input, one, reject};
use crate::model::{Flag, RawArticle, Reason, Rejection};
use crate::text::dates;

/// An article has some thousand nodes; a document with more is a dump, and its tree would take gigabytes.
const MAX_NODES: u32 = 1 << 22;

/// A whole document, safe to parse.
pub(super) struct Source {
    text: String,
    /// Some of it was not valid in its encoding.
    pub broken: bool,
}

/// Reads the document of a file.
pub(super) fn whole(input: &mut Input) -> Result<Source, Rejection> {
    let (text, broken) = input.whole(Declared::Xml)?;
    let text = safe(text, input.max_record_bytes)
        .map_err(|(reason, detail)| reject(&input.path, None, reason, detail))?;
    Ok(Source { text, broken })
}

/// Mends what agencies send and refuses what would cost far more than its size.
pub(super) fn safe(text: String, max_bytes: usize) -> Result<String, (Reason, String)> {
    // Control bytes are not allowed in XML, and agencies send them.
    let is_stray =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let text = if text.contains(is_stray) { text.replace(is_stray, " ") } else { text };
    if expands_beyond(&text, max_bytes) {
        let detail = "the entities that it declares may expand to more than read.max_record_bytes";
        return Err((Reason::TooLarge, detail.to_owned()));
    }
    if let Some(detail) = too_costly(&text) {
        return Err((Reason::BadRecord, detail.to_owned()));
    }
    Ok(match named_entities(text.trim_start()) {
        Cow::Owned(text) => text,
        Cow::Borrowed(trimmed) if trimmed.len() == text.len() => text,
        Cow::Borrowed(trimmed) => trimmed.to_owned(),
    })
}

impl Source {
    /// Parses the document.
    pub(super) fn parse(&self, path: &str) -> Result<Document<'_>, Rejection> {
        parse(&self.text).map_err(|detail| reject(path, None, Reason::BadRecord, detail))
    }
}

impl Source {
    /// Gives the document for a parser of its own, with its XML declarations as instructions of another name: they tell the
    /// encoding that the bytes had before, and a second one makes quick-xml panic.
    pub(super) fn undeclared(&self) -> String {
        let mut parts = self.text.split("<?xml");
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let goes_on = part.starts_with(|c: char| c.is_alphanumeric() || "-_.:".contains(c));
            text.push_str(if goes_on { "<?xml" } else { "<?declared" });
            text.push_str(part);
        }
        text
    }

    /// Tells why a parser that calls itself for each element may not have the document.
    pub(super) fn nested_too_deep(&self) -> Option<&'static str> {
        const MAX_DEPTH: usize = 256;
        let (mut depth, mut rest) = (0usize, self.text.as_str());
        while let Some((_, tail)) = rest.split_once('<') {
            rest = if let Some(inner) = tail.strip_prefix("![CDATA[") {
                inner.split_once("]]>").map_or("", |(_, after)| after)
            } else if let Some(inner) = tail.strip_prefix("!--") {
                inner.split_once("-->").map_or("", |(_, after)| after)
            } else {
                if tail.starts_with('/') {
                    depth = depth.saturating_sub(1);
                } else if !tail.starts_with(['!', '?'])
                    && !tail.split(['<', '>']).next().is_some_and(|tag| tag.ends_with('/'))
                {
                    depth += 1;
                }
                tail
            };
            if depth > MAX_DEPTH {
                return Some("elements nested more than 256 deep");
            }
        }
        None
    }
}

/// Parses a text that is safe; the error names line and column.
pub(super) fn parse(text: &str) -> Result<Document<'_>, String> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// The records of a file with several items: what `read_items` makes of its document, and of whether some of it was not
/// valid in its encoding. No item at all is a rejection, which says what there is `none` in.
pub(super) fn of_items(
    mut input: Input,
    none: &str,
    read_items: impl FnOnce(&Document<'_>, &str, bool) -> Vec<Result<RawArticle, Rejection>>,
) -> Records {
    let source = match whole(&mut input) {
        Ok(source) => source,
        Err(rejection) => return one(Err(rejection)),
    };
    let document = match source.parse(&input.path) {
        Ok(document) => document,
        Err(rejection) => return one(Err(rejection)),
    };
    let articles = read_items(&document, &input.path, source.broken);
    if articles.is_empty() {
        return one(Err(reject(&input.path, None, Reason::Empty, format!("{none} without items"))));
    }
    Box::new(articles.into_iter())
}

/// The articles of a document with several items, each with the line that it begins on. Lines are counted once, from
/// item to item, as the items come in their order.
pub(super) fn items<'a, 'i: 'a>(
    document: &'a Document<'i>,
    nodes: impl Iterator<Item = Node<'a, 'i>>,
    path: &str,
    broken: bool,
    mut read: impl FnMut(Node<'a, 'i>) -> Result<RawArticle, Rejection>,
) -> Vec<Result<RawArticle, Rejection>> {
    let text = document.input_text();
    let (mut at, mut line) = (0, 1u64);
    nodes
        .map(|node| {
            let start = node.range().start;
            line += text.get(at..start).map_or(0, |passed| passed.matches('\n').count() as u64);
            at = start;
            match read(node) {
                Ok(mut article) => {
                    path.clone_into(&mut article.input);
                    article.line = Some(line);
                    if broken {
                        article.flags.push(Flag::BadEncoding);
                    }
                    Ok(article)
                }
                Err(mut rejection) => {
                    path.clone_into(&mut rejection.input);
                    rejection.line = Some(line);
                    Err(rejection)
                }
            }
        })
        .collect()
}

/// Builds the rejection of one item; [`items`] adds the place.
pub(super) fn refuse(id: Option<String>, reason: Reason, detail: impl Into<String>) -> Rejection {
    Rejection { input: String::new(), line: None, id, reason, detail: detail.into() }
}

/// Bounds what entities can expand to, without expanding any: a reference in the text becomes at most all declarations
/// times the 255 references that the parser lets one reference hold.
fn expands_beyond(text: &str, max: usize) -> bool {
    let Some(first) = text.find("<!ENTITY") else { return false };
    let end = text.find("]>").unwrap_or(text.len()).max(first);
    let declared = end - first;
    let inside = text.get(first..end).map_or(0, |t| t.matches('&').count());
    let outside = text.get(end..).map_or(0, |t| t.matches('&').count());
    declared.saturating_mul(inside.min(255) + 1).saturating_mul(outside) > max
}

/// Tells why the tree of a document would cost far more than its size: each element copies the namespaces above it, and
/// each attribute is compared with the others of its element.
fn too_costly(text: &str) -> Option<&'static str> {
    const MAX_NAMESPACES: usize = 256;
    const MAX_ATTRIBUTES: usize = 512;
    if text.matches("xmlns").count() > MAX_NAMESPACES {
        return Some("more than 256 namespace declarations");
    }
    let attributes = |tag: &str| tag.split('>').next().map_or(0, |t| t.matches('=').count());
    let crowded = text.split('<').any(|tag| attributes(tag) > MAX_ATTRIBUTES);
    crowded.then_some("an element with more than 512 attributes")
}

/// Replaces the entities of HTML, which NITF takes from its external document type, by their characters; those of XML
/// itself are left to the parser.
fn named_entities(text: &str) -> Cow<'_, str> {
    let is_own = |name: &str| matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#');
    replace_entities(text, |name| if is_own(name) { None } else { entity(name) })
}

pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

pub(super) fn find<'a, 'i>(within: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    within.descendants().find(|node| is(*node, name))
}

/// Gives an attribute of the first element of that name, where it says anything.
pub(super) fn attribute(within: Node<'_, '_>, element: &str, name: &str) -> Option<String> {
    let value = find(within, element)?.attribute(name)?;
    let value = one_line(value);
    (!value.is_empty()).then_some(value)
}

/// Gives the text of an element on one line.
pub(super) fn line(node: Node<'_, '_>) -> Option<String> {
    let mut text = String::new();
    for part in node.descendants().filter(Node::is_text).filter_map(|n| n.text()) {
        text.push_str(part);
    }
    let text = one_line(&text);
    (!text.is_empty()).then_some(text)
}

/// Gives the text of an element on one line, a blank between the texts of its parts, as in
/// `<city>Elm</city><region>NV</region>`.
pub(super) fn spaced_line(node: Node<'_, '_>) -> Option<String> {
    let mut text = String::new();
    for part in node.descendants().filter(Node::is_text).filter_map(|n| n.text()) {
        if !part.starts_with(|c: char| ",.;:)".contains(c)) {
            text.push(' ');
        }
        text.push_str(part);
    }
    let text = one_line(&text);
    (!text.is_empty()).then_some(text)
}

/// Gives the text of the first element of that name that has any.
pub(super) fn text_of(within: Node<'_, '_>, name: &str) -> Option<String> {
    within.descendants().filter(|node| is(*node, name)).find_map(line)
}

/// Gives the first element of that name among the children.
pub(super) fn child<'a, 'i>(within: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    within.children().find(|node| is(*node, name))
}

/// Iterates over the children of that name.
pub(super) fn children<'a, 'i, 'n>(
    within: Node<'a, 'i>,
    name: &'n str,
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i, 'n> {
    within.children().filter(move |node| is(*node, name))
}

/// Gives an attribute of a node itself, on one line, where it says anything.
pub(super) fn own_attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    let value = node.attributes().find(|a| a.name().eq_ignore_ascii_case(name))?;
    let value = one_line(value.value());
    (!value.is_empty()).then_some(value)
}

/// Gives the `xml:lang` of a node or of the nearest one above it.
pub(super) fn language(node: Node<'_, '_>) -> Option<String> {
    let tag = |n: Node<'_, '_>| {
        n.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).and_then(super::fields::language)
    };
    node.ancestors().find_map(tag)
}

/// Lets a dateline through that names a place, without the dash at its end. Some feeds write a time there.
pub(super) fn place(dateline: Option<String>) -> Option<String> {
    let dateline = dateline?;
    let place = dateline.trim_end_matches(|c: char| c.is_whitespace() || "-\u{2013}\u{2014}_".contains(c));
    let is_time = place.starts_with(|c: char| c.is_ascii_digit()) || dates::parse(place).is_some();
    (!is_time && !place.is_empty()).then(|| place.to_owned())
}

/// Gives the text of an element as it stands.
pub(super) fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect()
}

/// Makes paragraphs of an element.
pub(super) fn content_text(content: Node<'_, '_>) -> String {
    content_text_but(content, |_| false)
}

/// Makes paragraphs of an element, but for the elements in it that `is_left_out` names. Walks from node to node, up and
/// down, without recursion.
pub(super) fn content_text_but(content: Node<'_, '_>, is_left_out: impl Fn(Node<'_, '_>) -> bool) -> String {
    let mut blocks = Blocks::default();
    let mut node = content;
    let mut down = true;
    loop {
        if down {
            match node.node_type() {
                NodeType::Element => blocks.open(&name(node)),
                NodeType::Text => blocks.text(node.text().unwrap_or_default()),
                _ => {}
            }
            if let Some(child) = node.first_child().filter(|_| !(node.is_element() && is_left_out(node))) {
                node = child;
                continue;
            }
        }
        if node.is_element() {
            blocks.close(&name(node));
        }
        if node == content {
            return blocks.finish();
        }
        match (node.next_sibling(), node.parent()) {
            (Some(next), _) => (node, down) = (next, true),
            (None, Some(parent)) => (node, down) = (parent, false),
            (None, None) => return blocks.finish(),
        }
    }
}

fn name(node: Node<'_, '_>) -> String {
    node.tag_name().name().to_ascii_lowercase()
}
