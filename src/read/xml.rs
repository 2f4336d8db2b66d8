//! What the readers of XML share: a document that is safe to parse, and what is asked of its nodes.
//!
//! External document types are ignored, entities that the document declares itself are bounded before the parser sees
//! them (`xml_text`), and trees are walked without recursion, so that neither an entity bomb nor a deep document costs
//! more than its own size. Names are compared without prefix and without case, as agencies write them in both.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use roxmltree::{Document, Error, Node, NodeType, ParsingOptions};

use super::Records;
use super::blocks::{self, Blocks};
use super::encoding::Declared;
use super::fields::one_line;
use super::input::{Input, one, reject};
use super::xml_text;
use crate::model::{Flag, RawArticle, Reason, Rejection};
use crate::text::dates;

/// An article has some thousand nodes; a document with more is a dump, and its tree would take gigabytes.
const MAX_NODES: u32 = 1 << 22;

/// A whole document, safe to parse.
pub(super) struct Source {
    text: String,
    /// The text with the prefixes that it does not declare, where it could not be parsed without them.
    with_prefixes: OnceCell<String>,
    /// Some of it was not valid in its encoding.
    pub broken: bool,
}

/// Reads the document of a file.
pub(super) fn whole(input: &mut Input) -> Result<Source, Rejection> {
    let (text, broken) = input.whole(Declared::Xml)?;
    let text = xml_text::safe(text, input.max_record_bytes)
        .map_err(|(reason, detail)| reject(&input.path, None, reason, detail))?;
    Ok(Source { text, with_prefixes: OnceCell::new(), broken })
}

impl Source {
    /// Parses the document. Prefixes that it uses and does not declare are declared first.
    pub(super) fn parse(&self, path: &str) -> Result<Document<'_>, Rejection> {
        match parse(&self.text) {
            Err(Error::UnknownNamespace(prefix, _)) => {
                parse(self.with_prefixes.get_or_init(|| with_prefixes(&self.text, prefix)))
            }
            result => result,
        }
        .map_err(|error| reject(path, None, Reason::BadRecord, error.to_string()))
    }
}

/// Declares a prefix, and those that the parser meets after it, of which there are a few at most.
fn with_prefixes(text: &str, mut prefix: String) -> String {
    const MOST: usize = 16;
    let mut text = text.to_owned();
    for _ in 0..MOST {
        let Some(declared) = xml_text::with_prefix(&text, &prefix) else { break };
        text = declared;
        match parse(&text) {
            Err(Error::UnknownNamespace(next, _)) => prefix = next,
            _ => break,
        }
    }
    text
}

/// Parses a text that is safe; the error names line and column.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Error> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
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

/// The outermost elements that `is_one` tells, in their order, whatever is put around them.
pub(super) fn outermost<'a, 'i>(
    root: Node<'a, 'i>,
    is_one: impl Fn(Node<'a, 'i>) -> bool,
) -> Vec<Node<'a, 'i>> {
    root.descendants().filter(|node| is_one(*node) && !node.ancestors().skip(1).any(&is_one)).collect()
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

/// Gives the `xml:lang` of a node, or its `lang`, as an ISO 639-1 code.
pub(super) fn own_language(node: Node<'_, '_>) -> Option<String> {
    let tag =
        node.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).or_else(|| node.attribute("lang"));
    tag.and_then(super::fields::language)
}

/// Gives the language of a node or of the nearest one above it.
pub(super) fn language(node: Node<'_, '_>) -> Option<String> {
    node.ancestors().find_map(own_language)
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
    let mut holders = Holders::default();
    let mut name = |node| holders.name(node);
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

/// Which elements hold nothing but elements.
#[derive(Default)]
struct Holders(BTreeMap<u32, bool>);

impl Holders {
    /// Names an element for the rules of paragraphs. One that neither HTML nor NITF has is a block where it stands among
    /// elements alone, as in `<story><text>One.</text><text>Two.</text></story>`, and not within a line of text.
    fn name(&mut self, node: Node<'_, '_>) -> String {
        let name = node.tag_name().name().to_ascii_lowercase();
        if blocks::is_known(&name) {
            return name;
        }
        let Some(around) = node.parent_element() else { return name };
        let is_text = |n: Node<'_, '_>| n.is_text() && n.text().is_some_and(|text| !text.trim().is_empty());
        let holds_elements = *self.0.entry(around.id().get()).or_insert_with(|| {
            let line = ["p", "li", "td", "th", "h1", "h2", "h3", "h4", "pre", "para", "hl1", "hl2"];
            !line.iter().any(|name| is(around, name)) && !around.children().any(is_text)
        });
        if holds_elements { "div".to_owned() } else { name }
    }
}
