//! RSS 0.9x, 1.0 and 2.0 and Atom: an entry is a record, with its full content where the feed has it and its summary where
//! it has not.
//!
//! Feeds mix the elements of RSS, Atom, Dublin Core and Content under prefixes and addresses of their own, so elements are
//! known by their local names, those of the entry's own namespace first; what tells of media is passed over. The crate
//! `feed-rs` was tried: it refuses a feed whole for a version or a media type that it does not know (an agency's NITF in
//! Atom, say), loses content under an unusual address, tells no lines, and makes a random id where there is no link.

use roxmltree::{Document, Node, NodeId};

use super::Records;
use super::fields::{self, one_line, push_once};
use super::input::Input;
use super::xml::{self, content_text, find, is, own_attribute};
use super::{markup, nitf};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// Reads every entry of a feed, each with the line that it begins on.
pub(super) fn read(input: Input) -> Records {
    xml::of_items(input, "a feed", |document, path, broken| {
        let mut common = Common::default();
        let entries = entries(document).into_iter();
        xml::items(document, entries, path, broken, |entry| {
            common.turn_to(entry);
            article(entry, &common)
        })
    })
}

fn entries<'a, 'i>(document: &'a Document<'i>) -> Vec<Node<'a, 'i>> {
    xml::outermost(document.root_element(), |n| is(n, "item") || is(n, "entry"))
}

/// What a feed says for all of its entries.
#[derive(Default)]
struct Common {
    /// The element around the entries.
    around: Option<NodeId>,
    source: Option<String>,
    language: Option<String>,
    author: Option<String>,
    rights: Option<String>,
}

impl Common {
    /// Takes what the feed of an entry says, unless it is that of the entry before.
    fn turn_to(&mut self, entry: Node<'_, '_>) {
        let Some(around) = entry.parent_element().filter(|around| Some(around.id()) != self.around) else {
            return;
        };
        // In RSS 0.9 and 1.0 the entries stand beside the channel.
        let feed = xml::child(around, "channel").unwrap_or(around);
        *self = Self {
            around: Some(around.id()),
            source: said(feed, &["title"]),
            language: xml::child(feed, "language")
                .and_then(xml::line)
                .and_then(|tag| fields::language(&tag))
                .or_else(|| xml::language(feed)),
            author: authors(feed),
            rights: said(feed, &["rights", "copyright"]),
        };
    }
}

/// The children of these names, in the order of the names, those of the entry's own namespace before others of a name.
fn named<'a, 'i, 'n>(
    entry: Node<'a, 'i>,
    names: &'n [&str],
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i, 'n> {
    let is_own = move |n: &Node<'_, '_>| n.tag_name().namespace() == entry.tag_name().namespace();
    names.iter().flat_map(move |name| {
        let all = move || xml::children(entry, name).filter(|n| !is_of_media(*n));
        all().filter(move |n| is_own(n)).chain(all().filter(move |n| !is_own(n)))
    })
}

fn is_of_media(node: Node<'_, '_>) -> bool {
    let of = ["mrss", "itunes", "podcast", "media", "googleplay"];
    node.tag_name().namespace().is_some_and(|space| of.iter().any(|name| space.contains(name)))
}

/// The first of these children that says anything.
fn said(entry: Node<'_, '_>, names: &[&str]) -> Option<String> {
    named(entry, names).find_map(words)
}

/// What an element says on one line, its markup and entities resolved.
fn words(node: Node<'_, '_>) -> Option<String> {
    let line = one_line(&markup::to_text(&xml::text(node)));
    (!line.is_empty()).then_some(line)
}

/// Writers: `<author><name>` of Atom, `<author>ana@post.example (Ana Lind)` of RSS, `<dc:creator>`.
fn authors(entry: Node<'_, '_>) -> Option<String> {
    let mut all = Vec::new();
    for author in named(entry, &["author", "creator"]) {
        let is_person = author.children().any(|n| n.is_element());
        let name = if is_person {
            said(author, &["name"])
        } else {
            words(author).map(|text| without_address(&text))
        };
        push_once(&mut all, name);
    }
    (!all.is_empty()).then(|| all.join(", "))
}

fn without_address(author: &str) -> String {
    match author.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?.0))) {
        Some((before, name)) if before.contains('@') => name.trim().to_owned(),
        _ => author.to_owned(),
    }
}

/// Where an entry stands: the link of RSS, or that of Atom which is no other's.
fn address(entry: Node<'_, '_>) -> Option<String> {
    let is_page = |n: &Node<'_, '_>| own_attribute(*n, "rel").is_none_or(|rel| rel == "alternate");
    let target = |n: Node<'_, '_>| own_attribute(n, "href").or_else(|| xml::line(n));
    let guid = || {
        named(entry, &["guid"])
            .filter(|n| own_attribute(*n, "isPermaLink").is_none_or(|is| is != "false"))
            .find_map(xml::line)
            .filter(|guid| guid.starts_with("http"))
    };
    named(entry, &["origLink"])
        .find_map(xml::line)
        .or_else(|| named(entry, &["link"]).filter(is_page).find_map(target))
        .or_else(|| named(entry, &["link"]).find_map(target))
        .or_else(guid)
}

/// The text of an entry, and what a document of NITF in it tells beside it. Of content and summary it is the one with more
/// words, which is the content but where that is a picture or a teaser.
fn text_of(entry: Node<'_, '_>) -> Option<(String, Option<RawArticle>)> {
    const FULLEST_FIRST: [&str; 8] =
        ["encoded", "full-text", "fulltext", "content", "body", "description", "summary", "abstract"];
    let mut best: Option<(usize, String, Option<RawArticle>)> = None;
    for node in named(entry, &FULLEST_FIRST) {
        let (text, inner) = content(node);
        let n_words = text.split_whitespace().count();
        if n_words > best.as_ref().map_or(0, |(most, ..)| *most) {
            best = Some((n_words, text, inner));
        }
    }
    best.map(|(_, text, inner)| (text, inner))
}

fn content(node: Node<'_, '_>) -> (String, Option<RawArticle>) {
    let of_nitf = |article: RawArticle| match &article.body {
        Body::Text(text) => (text.clone(), Some(article)),
        _ => Default::default(),
    };
    if let Some(inner) = find(node, "nitf") {
        return nitf::of(inner).map(of_nitf).unwrap_or_default();
    }
    if node.children().any(|n| n.is_element()) {
        return (content_text(find(node, "body").unwrap_or(node)), None);
    }
    let text = xml::text(node);
    if markup::root(&text) == Some("nitf") {
        return nitf::of_text(&text).map(of_nitf).unwrap_or_default();
    }
    // Atom says what its texts are; many feeds write markup where they have said it is none.
    let is_plain = is(node, "content") || is(node, "summary");
    let kind = own_attribute(node, "type").unwrap_or_default();
    let is_packed = kind.contains('/') && !kind.starts_with("text/") && !kind.ends_with("xml");
    if is_packed {
        return Default::default();
    }
    let is_text = is_plain && matches!(kind.as_str(), "" | "text" | "text/plain");
    (
        if is_text && !markup::is_fragment(&text) { text.trim().to_owned() } else { markup::to_text(&text) },
        None,
    )
}

fn article(entry: Node<'_, '_>, common: &Common) -> Result<RawArticle, Rejection> {
    let url = address(entry);
    let id = named(entry, &["guid", "id", "identifier"]).find_map(xml::line);
    let id = id.or_else(|| own_attribute(entry, "about")).or_else(|| url.clone());
    let Some((text, inner)) = text_of(entry) else {
        let has_media = entry.descendants().any(|n| n.is_element() && (is(n, "enclosure") || is_of_media(n)));
        return Err(if has_media {
            xml::refuse(id, Reason::Media, "an entry with media and no text")
        } else {
            xml::refuse(
                id,
                Reason::Remote,
                "an entry without content or summary: its text stands at its link",
            )
        });
    };
    let inner = inner.unwrap_or_default();
    let mut subjects = Vec::new();
    for category in named(entry, &["category", "subject", "keywords"]) {
        let term = || own_attribute(category, "term");
        push_once(&mut subjects, own_attribute(category, "label").or_else(term).or_else(|| words(category)));
    }
    let copyright = said(entry, &["rights", "copyright"]).or_else(|| common.rights.clone());
    let wire = match inner.wire {
        Some(wire) => Some(Wire {
            copyright: wire.copyright.or(copyright),
            subjects: if wire.subjects.is_empty() { subjects } else { wire.subjects },
            ..wire
        }),
        // A site's feed is no wire: its entries are cleaned as what they are, pages.
        None if subjects.is_empty() && copyright.is_none() => None,
        None => Some(Wire { copyright, subjects, ..Wire::default() }),
    };
    let times = ["published", "pubDate", "date", "issued", "created", "updated", "modified"];
    let published = named(entry, &times).filter_map(xml::line).find_map(|text| dates::parse(&text));
    let date_only = published.is_some_and(|(_, date_only)| date_only);
    // A feed of feeds names the one that it has an entry from.
    let source = named(entry, &["source"]).find_map(|n| said(n, &["title"]).or_else(|| words(n)));
    Ok(RawArticle {
        id,
        source: source.or_else(|| said(entry, &["publisher"])).or_else(|| common.source.clone()),
        url,
        title: said(entry, &["title"]).or(inner.title),
        byline: authors(entry).or(inner.byline).or_else(|| common.author.clone()),
        dateline: inner.dateline,
        agency: inner.agency,
        published: published.map(|(time, _)| time).or(inner.published),
        lang: said(entry, &["language"])
            .and_then(|tag| fields::language(&tag))
            .or_else(|| xml::own_language(entry))
            .or_else(|| common.language.clone()),
        wire,
        flags: if date_only { vec![Flag::DateOnly] } else { Vec::new() },
        body: Body::Text(text),
        ..RawArticle::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn read(xml: &str) -> Vec<Result<RawArticle, Rejection>> {
        read_bytes("f.xml", xml.as_bytes(), &ReadParams::default())
    }

    fn rss(inner: &str) -> Result<RawArticle, Rejection> {
        read(&format!(
            "<rss version='2.0'><channel><title>Post</title>\n<item>{inner}</item></channel></rss>"
        ))
        .remove(0)
    }

    #[test]
    fn a_feed_of_any_version_is_read() {
        let item = "<item><title>T</title><description>One.</description></item>";
        for (open, close) in [
            ("<rss>", "</rss>"),
            ("<rss version='0.93'>", "</rss>"),
            ("<rss version='2'>", "</rss>"),
            ("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "</r:RDF>"),
        ] {
            let a = read(&format!("{open}<channel><title>Post</title></channel>{item}{close}"))
                .remove(0)
                .unwrap();
            assert_eq!((text(&a), a.source.as_deref()), ("One.", Some("Post")), "{open}");
            let a = read(&format!("{open}<channel><title>Post</title>{item}</channel>{close}"))
                .remove(0)
                .unwrap();
            assert_eq!(
                (text(&a), a.source.as_deref(), a.id.as_deref()),
                ("One.", Some("Post"), None),
                "{open}"
            );
        }
    }

    #[test]
    fn the_fullest_text_is_taken_whatever_its_prefix() {
        for content in [
            "<content:encoded>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two is long.&lt;/p&gt;</content:encoded>",
            "<c:encoded xmlns:c='u'><![CDATA[<p>One.</p><p>Two is long.</p>]]></c:encoded>",
            "<body xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two is long.</p></body>",
            "<y:full-text xmlns:y='y'>One.\n\nTwo is long.</y:full-text>",
            "<atom:content xmlns:atom='http://www.w3.org/2005/Atom' type='html'>&lt;p>One.&lt;/p>&lt;p>Two is long.&lt;/p></atom:content>",
        ] {
            let a = rss(&format!("<description>A teaser.</description>{content}")).unwrap();
            assert_eq!(text(&a), "One.\n\nTwo is long.", "{content}");
        }
        let picture = "<content:encoded><![CDATA[<img src='x'/>]]></content:encoded><description>One &amp;amp; all.</description>";
        assert_eq!(text(&rss(picture).unwrap()), "One & all.");
    }

    #[test]
    fn what_tells_of_media_is_passed_over() {
        let media = "xmlns:media='http://search.yahoo.com/mrss/'";
        let a = rss(&format!(
            "<media:title {media}>No</media:title><title>Yes</title><media:content {media}><media:description>No</media:description></media:content><description>One.</description>"
        ));
        assert_eq!(a.unwrap().title.as_deref(), Some("Yes"));
        let r = rss("<title>T</title><enclosure url='a.mp3'/>").unwrap_err();
        assert_eq!((r.reason, r.line), (Reason::Media, Some(2)));
    }

    #[test]
    fn writers_addresses_and_outlets_are_told() {
        let a = rss("<author>ana@post.example (Ana Lind)</author><dc:creator xmlns:dc='d'>Bo Ek</dc:creator><pubDate>4 March 2031</pubDate>\
            <guid>https://post.example/1</guid><source url='u'>Harbour Post</source><description>One.</description>")
        .unwrap();
        assert_eq!(
            (a.byline.as_deref(), a.url.as_deref()),
            (Some("Ana Lind, Bo Ek"), Some("https://post.example/1"))
        );
        assert_eq!(
            (a.source.as_deref(), a.flags.as_slice()),
            (Some("Harbour Post"), [Flag::DateOnly].as_slice())
        );
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T00:00:00Z");
    }

    #[test]
    fn an_entry_of_atom_may_carry_anything() {
        let entry = |content: &str| {
            format!(
                "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xml:lang='en'><a:title>Wire</a:title><a:entry><a:id>e1</a:id>\
                <a:title>T</a:title><a:link rel='self' href='s'/><a:link href='l'/><a:updated>2031-03-04T05:06:07Z</a:updated>\
                {content}</a:entry></a:feed>"
            )
        };
        for content in [
            "<a:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><ul><li>a</li></ul></div></a:content>",
            "<a:content type='html'>&lt;p&gt;One.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;&lt;/ul&gt;</a:content>",
            "<a:content type='application/nitf+xml'><nitf><body><body.content><p>One.</p><ul><li>a</li></ul></body.content></body></nitf></a:content>",
            "<a:content type='text/xml'>&lt;nitf>&lt;body>&lt;body.content>&lt;p>One.&lt;/p>&lt;ul>&lt;li>a&lt;/li>&lt;/ul>&lt;/body.content>&lt;/body>&lt;/nitf></a:content>",
        ] {
            let a = read(&entry(content)).remove(0).unwrap();
            assert_eq!(text(&a), "One.\n\n- a", "{content}");
            assert_eq!(
                (a.id.as_deref(), a.url.as_deref(), a.lang.as_deref()),
                (Some("e1"), Some("l"), Some("en"))
            );
        }
        let alone = read(
            "<?xml version='1.0'?><entry xmlns='http://www.w3.org/2005/Atom'><id>e1</id><content>One.</content></entry>",
        );
        assert_eq!(alone[0].as_ref().unwrap().id.as_deref(), Some("e1"));
        let plain = "<a:content>ACME &lt;ACME&gt; rose.\n\nTwo.</a:content>";
        assert_eq!(text(&read(&entry(plain)).remove(0).unwrap()), "ACME <ACME> rose.\n\nTwo.");
        let remote = "<a:content type='text/html' src='x'/>";
        assert_eq!(read(&entry(remote)).remove(0).unwrap_err().reason, Reason::Remote);
    }
}
