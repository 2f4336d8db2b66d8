//! NITF 3.x, the XML of news agencies: one file is one article.
//!
//! External document types are ignored, entities that the document declares itself are bounded before the parser sees
//! them, and the tree is walked without recursion, so that neither an entity bomb nor a deep document costs more than its
//! own size.

use std::borrow::Cow;

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::Records;
use super::blocks::Blocks;
use super::encoding::Declared;
use super::entities::entity;
use super::fields::{self, one_line};
use super::input::{Input, one, reject};
use super::record::version_id;
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// An article has some thousand nodes; a document with more is none, and its tree would take gigabytes.
const MAX_NODES: u32 = 1 << 20;

/// Reads the one article of a NITF file.
pub(super) fn read(mut input: Input) -> Records {
    one(article(&mut input))
}

fn article(input: &mut Input) -> Result<RawArticle, Rejection> {
    let (text, broken) = input.whole(Declared::Xml)?;
    let bad = |detail: String| reject(&input.path, None, Reason::BadRecord, detail);
    // Control bytes are not allowed in XML, and agencies send them.
    let is_stray = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    let text = if text.contains(is_stray) { text.replace(is_stray, " ") } else { text };
    if expands_beyond(&text, input.max_record_bytes) {
        let detail = "the entities that it declares may expand to more than read.max_record_bytes";
        return Err(reject(&input.path, None, Reason::TooLarge, detail));
    }
    if let Some(detail) = too_costly(&text) {
        return Err(bad(detail.to_owned()));
    }
    let text = named_entities(&text);
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text.trim_start(), options).map_err(|error| bad(error.to_string()))?;
    let mut article = fields_of(document.root_element());
    let body = match document.root_element().descendants().find(|n| is(*n, "body.content")) {
        Some(content) => content_text(content),
        None => return Err(Rejection { id: article.id, ..bad("there is no body.content".to_owned()) }),
    };
    let body = match (body, tagline(document.root_element())) {
        (body, Some(tagline)) if !body.is_empty() => format!("{body}\n\n{tagline}"),
        (body, _) => body,
    };
    if body.trim().is_empty() {
        let mut rejection = reject(&input.path, None, Reason::Empty, "body.content has no text");
        rejection.id = article.id;
        return Err(rejection);
    }
    input.path.clone_into(&mut article.input);
    if broken {
        article.flags.push(Flag::BadEncoding);
    }
    article.body = Body::Text(body);
    Ok(article)
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

/// Replaces the entities of HTML, which NITF takes from its external document type, by their characters.
fn named_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let end = tail.bytes().take(12).position(|b| b == b';');
        let name = end.and_then(|end| tail.get(1..end)).unwrap_or_default();
        let is_own = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#');
        rest = match entity(name) {
            Some(c) if !is_own => {
                out.push(c);
                tail.get(name.len() + 2..).unwrap_or_default()
            }
            _ => {
                out.push('&');
                tail.get(1..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out.into()
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name().eq_ignore_ascii_case(name)
}

fn find<'a, 'i>(within: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    within.descendants().find(|node| is(*node, name))
}

/// Gives an attribute of the first element of that name, where it says anything.
fn attribute(within: Node<'_, '_>, element: &str, name: &str) -> Option<String> {
    let value = find(within, element)?.attribute(name)?;
    let value = one_line(value);
    (!value.is_empty()).then_some(value)
}

/// Gives the text of an element on one line.
fn line(node: Node<'_, '_>) -> Option<String> {
    let mut text = String::new();
    for part in node.descendants().filter(Node::is_text).filter_map(|n| n.text()) {
        text.push_str(part);
    }
    let text = one_line(&text);
    (!text.is_empty()).then_some(text)
}

fn fields_of(root: Node<'_, '_>) -> RawArticle {
    let head = find(root, "body.head");
    let in_head = |name: &str| head.and_then(|h| find(h, name));
    let mut flags = Vec::new();
    let issued = attribute(root, "date.issue", "norm").and_then(|t| dates::parse(&t));
    let released = attribute(root, "date.release", "norm").and_then(|t| dates::parse(&t));
    let published = issued
        .or(released)
        .or_else(|| attribute(root, "story.date", "norm").and_then(|t| dates::parse(&t)))
        .or_else(|| attribute(root, "pubdata", "date.publication").and_then(|t| dates::parse(&t)));
    if published.is_some_and(|(_, date_only)| date_only) {
        flags.push(Flag::DateOnly);
    }
    // A release after the issue is an embargo.
    let embargo = match (issued, released) {
        (Some((issue, _)), Some((release, _))) if release > issue => Some(release.to_string()),
        _ => None,
    };
    let doc_id = attribute(root, "doc-id", "id-string");
    let key = attribute(root, "du-key", "key");
    let version = attribute(root, "du-key", "version").and_then(|v| v.parse().ok());
    // What the versions share is the id of the document; where there is none it is the key, which desks use as a slug too.
    let item = doc_id.or_else(|| {
        let key = key.clone().filter(|_| version.is_some())?;
        Some(attribute(root, "du-key", "generation").map_or_else(|| key.clone(), |g| format!("{key}/{g}")))
    });
    let wire = Wire {
        item,
        version,
        slug: key
            .or_else(|| attribute(root, "fixture", "fix-id"))
            .or_else(|| attribute(root, "keyword", "key"))
            .or_else(|| find(root, "head").and_then(|h| find(h, "title")).and_then(line)),
        status: attribute(root, "docdata", "management-status"),
        embargo,
        ednote: attribute(root, "ed-msg", "info").or_else(|| editors_note(root)),
        usage_terms: attribute(root, "doc.rights", "limitations"),
        copyright: copyright(root),
        urgency: attribute(root, "urgency", "ed-urg")
            .and_then(|u| u.parse().ok())
            .and_then(fields::valid_urgency),
        first_created: None,
        subjects: Vec::new(),
        supersedes: Vec::new(),
        corrects: Vec::new(),
    };
    let lang = root
        .descendants()
        .filter(Node::is_element)
        .find_map(|n| n.attribute(("http://www.w3.org/XML/1998/namespace", "lang")));
    RawArticle {
        id: version_id(Some(&wire)),
        source: attribute(root, "pubdata", "name"),
        url: attribute(root, "pubdata", "ex-ref").filter(|u| u.starts_with("http")),
        title: title(root),
        byline: in_head("byline").and_then(line),
        dateline: in_head("dateline").and_then(line),
        published: published.map(|(time, _)| time),
        lang: lang.and_then(fields::language),
        agency: in_head("distributor")
            .and_then(line)
            .or_else(|| attribute(root, "doc-id", "regsrc"))
            .or_else(|| attribute(root, "from-src", "src-name"))
            .or_else(|| attribute(root, "doc.copyright", "holder")),
        wire: Some(wire),
        flags,
        ..RawArticle::default()
    }
}

/// The headline; some agencies spell the element as it is spoken.
fn title(root: Node<'_, '_>) -> Option<String> {
    let headline = find(root, "hedline").or_else(|| find(root, "headline"));
    let main = headline.and_then(|h| find(h, "hl1").or(Some(h))).and_then(line);
    main.or_else(|| find(root, "head").and_then(|h| find(h, "title")).and_then(line))
}

fn editors_note(root: Node<'_, '_>) -> Option<String> {
    root.descendants()
        .find(|n| is(*n, "note") && n.attribute("noteclass").is_some_and(|c| c.contains("editor")))
        .and_then(line)
}

fn copyright(root: Node<'_, '_>) -> Option<String> {
    let holder = attribute(root, "doc.copyright", "holder")?;
    Some(match attribute(root, "doc.copyright", "year") {
        Some(year) => format!("Copyright {year} {holder}"),
        None => format!("Copyright {holder}"),
    })
}

fn tagline(root: Node<'_, '_>) -> Option<String> {
    find(root, "body.end").and_then(|end| find(end, "tagline")).and_then(line)
}

/// Walks the content from node to node, up and down, without recursion.
fn content_text(content: Node<'_, '_>) -> String {
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
            if let Some(child) = node.first_child() {
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

#[cfg(test)]
mod tests {
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn read(xml: &str) -> Result<RawArticle, Rejection> {
        let params = ReadParams { max_record_bytes: 8 << 20, ..ReadParams::default() };
        read_bytes("n.xml", xml.as_bytes(), &params).remove(0)
    }

    fn with_content(content: &str) -> String {
        format!("<nitf><body><body.content>{content}</body.content></body></nitf>")
    }

    fn text(article: &RawArticle) -> &str {
        match &article.body {
            Body::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_fields_of_a_desk_are_read() {
        let a = read(r#"<nitf xml:lang="en-GB" xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>t</title>
            <docdata management-status="usable">
              <doc-id id-string="nna.77" regsrc="nna"/><urgency ed-urg="4"/><date.issue norm="20310304T050607+0100"/>
              <date.release norm="20310304T100000Z"/><du-key key="ferry" generation="3" version="2"/>
              <ed-msg info="ADDS quote"/><doc.copyright year="2031" holder="North News"/></docdata>
            <pubdata name="Harbour Post"/></head>
            <body><body.head><hedline><hl1>Ferry <em>back</em></hl1><hl2>Sub</hl2></hedline>
            <byline>By <person>Ana Lind</person></byline><distributor><org>North News Agency</org></distributor>
            <dateline><location><city>Elm</city>, <state>NV</state></location></dateline></body.head>
            <body.content><p>One.</p></body.content><body.end><tagline>Bo Ek added.</tagline></body.end></body></nitf>"#)
        .unwrap();
        let wire = a.wire.clone().unwrap();
        assert_eq!(a.id.as_deref(), Some("nna.77:2"));
        assert_eq!(a.title.as_deref(), Some("Ferry back"));
        assert_eq!(a.byline.as_deref(), Some("By Ana Lind"));
        assert_eq!(a.dateline.as_deref(), Some("Elm, NV"));
        assert_eq!(a.agency.as_deref(), Some("North News Agency"));
        assert_eq!(a.source.as_deref(), Some("Harbour Post"));
        assert_eq!(a.lang.as_deref(), Some("en"));
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T04:06:07Z");
        assert_eq!(wire.embargo.as_deref(), Some("2031-03-04T10:00:00Z"));
        assert_eq!(
            (wire.item.as_deref(), wire.version, wire.slug.as_deref()),
            (Some("nna.77"), Some(2), Some("ferry"))
        );
        assert_eq!((wire.status.as_deref(), wire.urgency), (Some("usable"), Some(4)));
        assert_eq!(wire.ednote.as_deref(), Some("ADDS quote"));
        assert_eq!(wire.copyright.as_deref(), Some("Copyright 2031 North News"));
        assert_eq!(text(&a), "One.\n\nBo Ek added.");
    }

    #[test]
    fn versions_share_the_item_and_tell_themselves_apart() {
        let ids = |docdata: &str| {
            let xml = format!(
                "<nitf><head><docdata>{docdata}</docdata></head><body><body.content><p>One.</p></body.content></body></nitf>"
            );
            let article = read(&xml).unwrap();
            (article.id, article.wire.unwrap().item)
        };
        let both = |id: &str, item: &str| (Some(id.to_owned()), Some(item.to_owned()));
        assert_eq!(ids("<doc-id id-string='n7'/><du-key key='k' version='2'/>"), both("n7:2", "n7"));
        assert_eq!(ids("<doc-id id-string='n7'/><du-key key='k'/>"), both("n7", "n7"));
        assert_eq!(ids("<du-key key='k' generation='3' version='2'/>"), both("k/3:2", "k/3"));
        assert_eq!(ids("<du-key key='k'/>"), (None, None));
    }

    #[test]
    fn paragraphs_lists_tables_and_subheads_survive_and_media_do_not() {
        let a = read(&with_content(
            "<media><media-caption>No.</media-caption></media><p>One <org>Acme</org>.</p><hl2>Sub</hl2>\
             <block><ul><li>x</li><li>y</li></ul></block><table><tr><td>a</td><td>b</td></tr></table>\
             <pre>1 2\n3 4</pre><p/>",
        ))
        .unwrap();
        assert_eq!(text(&a), "One Acme.\n\nSub\n\n- x\n- y\n\na | b\n\n1 2\n3 4");
    }

    #[test]
    fn an_item_without_text_is_empty_and_keeps_its_id() {
        let r = read("<nitf><head><docdata><doc-id id-string='a'/></docdata></head><body><body.content/></body></nitf>").unwrap_err();
        assert_eq!((r.reason, r.id.as_deref()), (Reason::Empty, Some("a")));
    }

    #[test]
    fn what_is_not_well_formed_is_a_bad_record_with_its_place() {
        let r = read("<nitf>\n<body></nitf>").unwrap_err();
        assert_eq!(r.reason, Reason::BadRecord);
        assert!(r.detail.contains("2:"), "{}", r.detail);
        assert_eq!(read("<nitf/>").unwrap_err().reason, Reason::BadRecord);
    }

    #[test]
    fn a_deep_document_needs_no_stack() {
        let deep = format!("{}One.{}", "<block>".repeat(100_000), "</block>".repeat(100_000));
        match read(&with_content(&deep)) {
            Ok(a) => assert_eq!(text(&a), "One."),
            Err(r) => assert_eq!(r.reason, Reason::BadRecord),
        }
    }

    #[test]
    fn entity_bombs_and_external_entities_do_nothing() {
        let mut bomb = "<!DOCTYPE nitf [<!ENTITY a0 'ha'>".to_owned();
        for n in 1..12 {
            let references = format!("&a{};", n - 1).repeat(20);
            bomb.extend(["<!ENTITY a", &n.to_string(), " '", &references, "'>"]);
        }
        bomb.push_str("]>");
        let r = read(&(bomb + &with_content("<p>&a11;</p>"))).unwrap_err();
        assert!(matches!(r.reason, Reason::BadRecord | Reason::TooLarge), "{r:?}");

        let wide = format!(
            "<!DOCTYPE nitf [<!ENTITY a '{}'>]>{}",
            "x".repeat(50_000),
            with_content(&"&a;".repeat(100_000))
        );
        assert_eq!(read(&wide).unwrap_err().reason, Reason::TooLarge);

        let external = "<!DOCTYPE nitf [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>".to_owned();
        let read_in = read(&(external + &with_content("<p>One &a;.</p>")));
        assert!(read_in.is_err() || read_in.is_ok_and(|a| text(&a) == "One ."));
    }

    #[test]
    fn costly_trees_are_refused() {
        let numbered =
            |form: &str| (0..2000).map(|n| form.replace('#', &n.to_string())).collect::<Vec<_>>().concat();
        let nested = numbered("<p xmlns:a#='u#'>");
        assert!(read(&with_content(&nested)).unwrap_err().detail.contains("namespace"));
        let crowded = numbered(" a#=''");
        assert!(read(&with_content(&format!("<p{crowded}/>"))).unwrap_err().detail.contains("attributes"));
    }

    #[test]
    fn a_wrong_or_right_declaration_gives_the_same_text() {
        let xml = |label: &str| {
            format!("<?xml version='1.0' encoding='{label}'?>{}", with_content("<p>caf\u{e9}</p>"))
        };
        for label in ["utf-8", "iso-8859-1", "unheard-of"] {
            assert_eq!(text(&read(&xml(label)).unwrap()), "caf\u{e9}");
        }
        let latin: Vec<u8> = xml("iso-8859-1").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let a = read_bytes("n.xml", &latin, &ReadParams::default()).remove(0).unwrap();
        assert_eq!((text(&a), a.flags.len()), ("caf\u{e9}", 0));
    }
}
