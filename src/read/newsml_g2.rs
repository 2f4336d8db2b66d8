//! NewsML-G2: news items alone, in a package or in a message.
//!
//! Fields stand in the same places in all versions; what differs is how an item carries its text: XHTML, NITF, or plain
//! text that may be markup all the same. Qualified codes are compared by what stands after the colon, as every agency has
//! prefixes of its own (`ninat:text`, `icls:text`).

use roxmltree::Node;

use super::Records;
use super::fields::{self, push_once};
use super::input::Input;
use super::record::version_id;
use super::xml::{self, child, children, content_text, find, is, line, own_attribute};
use super::{markup, nitf};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// The kinds of items, text or not.
const ITEMS: [&str; 6] =
    ["newsItem", "packageItem", "knowledgeItem", "conceptItem", "planningItem", "catalogItem"];

/// Tells whether a root element is one of this format.
pub(super) fn is_root(name: &str) -> bool {
    name == "newsMessage" || ITEMS.contains(&name)
}

/// Reads every item of a file, each with the line that it begins on.
pub(super) fn read(input: Input) -> Records {
    xml::of_items(input, "a NewsML-G2 message", |document, path, broken| {
        let root = document.root_element();
        let sent = xml::text_of(root, "sent");
        let nodes = xml::outermost(root, |node| ITEMS.iter().any(|name| is(node, name)));
        xml::items(document, nodes.into_iter(), path, broken, |node| item(node, sent.as_deref()))
    })
}

/// What stands after the colon of a qualified code, or at the end of the address that it stands for.
fn local(code: &str) -> &str {
    code.rsplit([':', '/', '#']).find(|part| !part.is_empty()).unwrap_or(code)
}

/// The code of an element: qualified, or the address that it stands for.
fn code(node: Node<'_, '_>) -> Option<String> {
    own_attribute(node, "qcode").or_else(|| own_attribute(node, "uri"))
}

fn item(node: Node<'_, '_>, sent: Option<&str>) -> Result<RawArticle, Rejection> {
    let mut article = fields_of(node, sent);
    let id = article.id.clone();
    let class = find(node, "itemClass").and_then(code).unwrap_or_default();
    let class = local(&class).to_ascii_lowercase();
    if !is(node, "newsItem") || class == "composite" {
        let what = node.tag_name().name();
        return Err(xml::refuse(id, Reason::Package, format!("a {what} without a text of its own")));
    }
    let parts = || children(node, "contentSet").flat_map(|set| set.children()).filter(Node::is_element);
    let remote = parts()
        .find(|part| is(*part, "remoteContent"))
        .map(|part| own_attribute(part, "contenttype").unwrap_or_default());
    let is_media = matches!(class.as_str(), "picture" | "graphic" | "video" | "audio" | "animation");
    // An alert is a headline.
    let text = text(parts().filter(|part| !is(*part, "remoteContent")), &mut article)
        .or_else(|| article.title.clone().filter(|_| remote.is_none() && !is_media));
    let Some(text) = text else {
        return Err(match remote {
            _ if is_media => {
                xml::refuse(id, Reason::Media, format!("an item of class {class} without a text"))
            }
            Some(kind)
                if kind.starts_with("image/") || kind.starts_with("video/") || kind.starts_with("audio/") =>
            {
                xml::refuse(id, Reason::Media, format!("its content is {kind} and stands elsewhere"))
            }
            Some(_) => xml::refuse(id, Reason::Remote, "its content stands elsewhere"),
            None => xml::refuse(id, Reason::Empty, "an item of class text without a text"),
        });
    };
    if article.dateline.is_none() && !fields::opens_with_dateline(&text) {
        article.dateline = xml::place(located(node));
    }
    article.body = Body::Text(text);
    Ok(article)
}

/// The text of an item. The same may stand in several renditions, and joined they would tell everything twice; the first is
/// taken, unless another has plainly more words, as beside a teaser.
fn text<'a, 'i: 'a>(parts: impl Iterator<Item = Node<'a, 'i>>, article: &mut RawArticle) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for text in parts.filter_map(|part| text_of(part, article)) {
        let n_words = text.split_whitespace().count();
        if n_words > best.as_ref().map_or(0, |(most, _)| most + most / 5) {
            best = Some((n_words, text));
        }
    }
    best.map(|(_, text)| text)
}

/// Takes the text of one part, and those fields of a NITF document in it that the item itself does not tell.
fn text_of(part: Node<'_, '_>, article: &mut RawArticle) -> Option<String> {
    article.lang = article.lang.take().or_else(|| xml::own_language(part));
    if let Some(inner) = find(part, "nitf") {
        return nitf::take(nitf::of(inner).ok()?, article);
    }
    if part.children().any(|n| n.is_element()) {
        let body = find(part, "body").unwrap_or(part);
        // The head of the page repeats the fields.
        let text = xml::content_text_but(body, |n| is(n, "header") && find(n, "h1").is_some());
        if article.title.is_none() {
            article.title = find(part, "title").or_else(|| find(part, "h1")).and_then(line);
        }
        return Some(spelled_dashes(text));
    }
    let text = xml::text(part);
    if markup::root(&text) == Some("nitf") {
        return nitf::take(nitf::of_text(&text)?, article);
    }
    let is_markup = own_attribute(part, "contenttype").is_some_and(|t| t.contains("html"));
    Some(if is_markup || markup::is_fragment(&text) {
        markup::to_text(&text)
    } else {
        text.trim().to_owned()
    })
}

/// Dashes that came through as escaped elements, as in `800<endash>-</endash>1 000`.
fn spelled_dashes(text: String) -> String {
    if !text.contains("dash>") {
        return text;
    }
    text.replace("<endash>-</endash>", "\u{2013}").replace("<emdash>-</emdash>", "\u{2014}")
}

/// A name, else the literal, else the code of a party or place.
fn named(node: Node<'_, '_>) -> Option<String> {
    children(node, "name").find_map(line).or_else(|| own_attribute(node, "literal")).or_else(|| {
        let code = code(node)?;
        Some(local(&code).to_owned()).filter(|c| !c.is_empty())
    })
}

fn located(item: Node<'_, '_>) -> Option<String> {
    let meta = find(item, "contentMeta")?;
    children(meta, "located")
        .find_map(|place| children(place, "name").find_map(line).or_else(|| own_attribute(place, "literal")))
}

fn fields_of(item: Node<'_, '_>, sent: Option<&str>) -> RawArticle {
    let (item_meta, meta) = (child(item, "itemMeta"), child(item, "contentMeta"));
    let in_item = |name: &str| item_meta.and_then(|m| children(m, name).find_map(line));
    let in_content = |name: &str| meta.and_then(|m| children(m, name).find_map(line));
    let in_rights = |name: &str| child(item, "rightsInfo").and_then(|r| children(r, name).find_map(line));
    let coded = |name: &str| {
        let node = item_meta.and_then(|m| child(m, name))?;
        code(node).map(|code| local(&code).to_ascii_lowercase())
    };
    let mut flags = Vec::new();
    let parsed = |text: Option<String>| text.as_deref().and_then(dates::parse);
    let published = parsed(in_item("versionCreated"))
        .or_else(|| parsed(in_content("contentModified")))
        .or_else(|| parsed(in_content("contentCreated")))
        .or_else(|| parsed(in_item("firstCreated")))
        .or_else(|| sent.and_then(dates::parse));
    if published.is_some_and(|(_, date_only)| date_only) {
        flags.push(Flag::DateOnly);
    }
    let guid = own_attribute(item, "guid");
    let links = links(item_meta, guid.as_deref());
    let wire = Wire {
        item: guid,
        version: own_attribute(item, "version").and_then(|v| v.parse().ok()),
        slug: in_content("slugline"),
        status: coded("pubStatus"),
        embargo: in_item("embargoed").map(|t| fields::time_text(&t)),
        ednote: ednote(item_meta),
        usage_terms: in_rights("usageTerms"),
        copyright: in_rights("copyrightNotice").or_else(|| {
            let holder = child(item, "rightsInfo").and_then(|r| child(r, "copyrightHolder"))?;
            named(holder)
        }),
        urgency: in_content("urgency").and_then(|u| u.parse().ok()).and_then(fields::valid_urgency),
        first_created: parsed(in_item("firstCreated"))
            .or_else(|| parsed(in_content("contentCreated")))
            .map(|(time, _)| time),
        subjects: subjects(item, meta),
        supersedes: links.supersedes,
        corrects: links.corrects,
    };
    let original = meta.into_iter().flat_map(|m| children(m, "infoSource")).find(|source| {
        own_attribute(*source, "role").is_some_and(|role| local(&role).eq_ignore_ascii_case("origProv"))
    });
    let provider = item_meta.and_then(|m| child(m, "provider"));
    RawArticle {
        id: version_id(Some(&wire)),
        title: headline(meta).or_else(|| in_item("title")),
        byline: meta.and_then(bylines),
        dateline: xml::place(in_content("dateline")),
        published: published.map(|(time, _)| time),
        lang: meta
            .and_then(|m| child(m, "language"))
            .and_then(|l| own_attribute(l, "tag"))
            .and_then(|tag| fields::language(&tag))
            .or_else(|| xml::language(item)),
        agency: original.and_then(named).or_else(|| provider.and_then(named)),
        wire: Some(wire),
        flags,
        ..RawArticle::default()
    }
}

/// The main headline: one without a role or with that role, else the first.
fn headline(meta: Option<Node<'_, '_>>) -> Option<String> {
    let all = || meta.into_iter().flat_map(|m| children(m, "headline"));
    let is_main = |n: &Node<'_, '_>| {
        own_attribute(*n, "role").is_none_or(|role| local(&role).eq_ignore_ascii_case("main"))
    };
    all().filter(is_main).find_map(line).or_else(|| all().find_map(line))
}

/// Notes to editors, as paragraphs: they may be whole sections of XHTML.
fn ednote(meta: Option<Node<'_, '_>>) -> Option<String> {
    let notes: Vec<String> = meta
        .into_iter()
        .flat_map(|m| children(m, "edNote"))
        .map(content_text)
        .filter(|note| !note.trim().is_empty())
        .collect();
    (!notes.is_empty()).then(|| notes.join("\n\n"))
}

/// The writers as printed, else the names of persons who made it.
fn bylines(meta: Node<'_, '_>) -> Option<String> {
    let mut all = Vec::new();
    children(meta, "by").for_each(|by| push_once(&mut all, line(by)));
    if all.is_empty() {
        // Codes and account names stand there too, and houses.
        let is_person = |node: &Node<'_, '_>| {
            let kind = own_attribute(*node, "type").or_else(|| own_attribute(*node, "typeuri"));
            kind.is_some_and(|kind| local(&kind).eq_ignore_ascii_case("person"))
        };
        children(meta, "creator")
            .filter(is_person)
            .for_each(|c| push_once(&mut all, children(c, "name").find_map(line)));
    }
    (!all.is_empty()).then(|| all.join(", "))
}

/// The names of subjects and keywords; of a subject without a name that which the item tells of its code elsewhere, else the
/// code.
fn subjects(item: Node<'_, '_>, meta: Option<Node<'_, '_>>) -> Vec<String> {
    let told: Vec<(String, String)> = children(item, "assert")
        .filter_map(|told| {
            let code = code(told).or_else(|| own_attribute(told, "literal"))?;
            Some((code, children(told, "name").find_map(line)?))
        })
        .collect();
    let mut subjects = Vec::new();
    for subject in meta.into_iter().flat_map(|m| children(m, "subject")) {
        let name = children(subject, "name").find_map(line).or_else(|| {
            let code = code(subject).or_else(|| own_attribute(subject, "literal"))?;
            told.iter().find(|(known, _)| *known == code).map(|(_, name)| name.clone())
        });
        let code = || own_attribute(subject, "literal").or_else(|| code(subject));
        push_once(&mut subjects, name.or_else(code));
    }
    for keyword in meta.into_iter().flat_map(|m| children(m, "keyword")) {
        push_once(&mut subjects, line(keyword));
    }
    subjects
}

#[derive(Default)]
struct Links {
    supersedes: Vec<String>,
    corrects: Vec<String>,
}

/// Links to the items that this one takes the place of or corrects: by relation, and by the signals that speak of the
/// item's own earlier versions.
fn links(meta: Option<Node<'_, '_>>, own: Option<&str>) -> Links {
    let mut links = Links::default();
    for node in meta.into_iter().flat_map(|m| m.children()) {
        let (code, target) = if is(node, "link") {
            let version = own_attribute(node, "version").map(|v| format!(":{v}")).unwrap_or_default();
            let target = own_attribute(node, "residref").or_else(|| own_attribute(node, "href"));
            (
                own_attribute(node, "rel").or_else(|| own_attribute(node, "reluri")),
                target.map(|t| t + &version),
            )
        } else if is(node, "signal") {
            (code(node), own.map(str::to_owned))
        } else {
            continue;
        };
        let code = local(&code.unwrap_or_default()).to_ascii_lowercase();
        if code.contains("correct") {
            push_once(&mut links.corrects, target);
        } else if ["supersede", "replace", "previousversion", "update", "writethru"]
            .iter()
            .any(|c| code.contains(c))
        {
            push_once(&mut links.supersedes, target);
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::super::tests::text;
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn read(xml: &str) -> Vec<Result<RawArticle, Rejection>> {
        read_bytes("g.xml", xml.as_bytes(), &ReadParams::default())
    }

    fn item(class: &str, content: &str) -> String {
        format!(
            r#"<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:nna:7" version="3" xml:lang="en-GB">
            <rightsInfo><copyrightHolder literal="North News"/><copyrightNotice/><usageTerms>Web only</usageTerms></rightsInfo>
            <itemMeta><itemClass qcode="ninat:{class}"/><provider qcode="p:nna"><name>North News Agency</name></provider>
            <versionCreated>2031-03-04T05:06:07+01:00</versionCreated><firstCreated>2031-03-04T04:00:00+01:00</firstCreated>
            <embargoed>2031-03-05T00:00:00Z</embargoed><pubStatus qcode="stat:usable"/><edNote>ADDS quote</edNote>
            <signal qcode="sig:correction"/><link rel="irel:replaces" residref="urn:nna:6" version="2"/></itemMeta>
            <contentMeta><urgency>4</urgency><located><name>Elm</name></located><language tag="en"/>
            <subject qcode="s:1"><name>ferries</name></subject><subject qcode="s:2"/><slugline>FERRY</slugline>
            <headline role="h:sub">Sub</headline><headline>Ferry back</headline><by>Ana Lind</by></contentMeta>
            <contentSet>{content}</contentSet></newsItem>"#
        )
    }

    #[test]
    fn the_fields_of_a_desk_are_read() {
        let a = read(&item(
            "text",
            "<inlineXML><html><body><p>One.</p><ul><li>a</li></ul></body></html></inlineXML>",
        ))
        .remove(0)
        .unwrap();
        let wire = a.wire.clone().unwrap();
        assert_eq!((a.id.as_deref(), wire.version), (Some("urn:nna:7:3"), Some(3)));
        assert_eq!((a.title.as_deref(), a.byline.as_deref()), (Some("Ferry back"), Some("Ana Lind")));
        assert_eq!((a.dateline.as_deref(), a.agency.as_deref()), (Some("Elm"), Some("North News Agency")));
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T04:06:07Z");
        assert_eq!(wire.first_created.unwrap().to_string(), "2031-03-04T03:00:00Z");
        assert_eq!((wire.status.as_deref(), wire.urgency), (Some("usable"), Some(4)));
        assert_eq!((wire.slug.as_deref(), wire.ednote.as_deref()), (Some("FERRY"), Some("ADDS quote")));
        assert_eq!(wire.embargo.as_deref(), Some("2031-03-05T00:00:00Z"));
        assert_eq!(
            (wire.copyright.as_deref(), wire.usage_terms.as_deref()),
            (Some("North News"), Some("Web only"))
        );
        assert_eq!(wire.subjects, ["ferries", "s:2"]);
        assert_eq!(
            (wire.supersedes, wire.corrects),
            (vec!["urn:nna:6:2".to_owned()], vec!["urn:nna:7".to_owned()])
        );
        assert_eq!(text(&a), "One.\n\n- a");
    }

    #[test]
    fn each_form_of_the_text_gives_its_paragraphs() {
        for (content, expected) in [
            (
                "<inlineXML><nitf><body><body.content><p>One.</p><p>Two.</p></body.content></body></nitf></inlineXML>",
                "One.\n\nTwo.",
            ),
            (
                "<inlineData contenttype='text/plain'><![CDATA[<p>One.</p><p>Two.</p>]]></inlineData>",
                "One.\n\nTwo.",
            ),
            ("<inlineData>One.\n\nTwo.</inlineData>", "One.\n\nTwo."),
            (
                "<remoteContent href='x'/><inlineXML><html><body><header><h1>T</h1></header><p>One.</p></body></html></inlineXML>",
                "One.",
            ),
            (
                "<inlineXML><html><body><p>8&lt;endash&gt;-&lt;/endash&gt;9</p></body></html></inlineXML>",
                "8\u{2013}9",
            ),
        ] {
            assert_eq!(text(&read(&item("text", content)).remove(0).unwrap()), expected);
        }
    }

    #[test]
    fn the_fullest_rendition_is_taken() {
        for content in [
            "<inlineData>A teaser.</inlineData><inlineXML><html><body><p>One is long.</p><p>Two.</p></body></html></inlineXML>",
            "<inlineXML/></contentSet><contentSet><inlineXML><a:Story xmlns:a='a'><a:Lead>One is long.</a:Lead><a:Text>Two.</a:Text></a:Story></inlineXML>",
            "<inlineData contenttype='application/nitf+xml'><![CDATA[<?xml version='1.0'?><nitf><body><body.content><p>One is long.</p><p>Two.</p></body.content></body></nitf>]]></inlineData>",
            "<inlineXML>&lt;p>One is long.&lt;/p>&lt;p>Two.&lt;/p></inlineXML>",
        ] {
            assert_eq!(
                text(&read(&item("text", content)).remove(0).unwrap()),
                "One is long.\n\nTwo.",
                "{content}"
            );
        }
    }

    #[test]
    fn an_alert_is_its_headline() {
        assert_eq!(
            text(&read(&item("text", "<inlineXML><html><body/></html></inlineXML>")).remove(0).unwrap()),
            "Ferry back"
        );
    }

    #[test]
    fn addresses_stand_for_codes_and_names_for_both() {
        let xml = "<g:newsItem xmlns:g='g' guid='n7'><g:contentMeta><g:keyword>quay</g:keyword><g:subject uri='http://cv.example/s/4'/>\
            <g:by>Ana Lind</g:by><g:by>Bo Ek</g:by></g:contentMeta><g:assert uri='http://cv.example/s/4'><g:name>Ferries</g:name></g:assert>\
            <g:contentSet><g:inlineXML xml:lang='sv'><p>Ja.</p></g:inlineXML></g:contentSet><g:itemMeta>\
            <g:itemClass uri='http://cv.iptc.org/newscodes/ninature/text'/><g:pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/canceled'/>\
            <g:provider uri='http://cv.example/provider/NNA'/></g:itemMeta></g:newsItem>";
        let a = read(xml).remove(0).unwrap();
        let wire = a.wire.clone().unwrap();
        assert_eq!((wire.status.as_deref(), a.agency.as_deref()), (Some("canceled"), Some("NNA")));
        assert_eq!(
            (wire.subjects, a.byline.as_deref()),
            (vec!["Ferries".to_owned(), "quay".to_owned()], Some("Ana Lind, Bo Ek"))
        );
        assert_eq!(a.lang.as_deref(), Some("sv"));
    }

    #[test]
    fn what_has_no_text_is_skipped_with_its_reason() {
        for (class, content, reason) in [
            ("picture", "<remoteContent contenttype='image/jpeg' href='x'/>", Reason::Media),
            ("text", "<remoteContent contenttype='text/html' href='x'/>", Reason::Remote),
            ("composite", "", Reason::Package),
            ("text", "", Reason::Empty),
        ] {
            let without_headline = item(class, content).replace("headline", "note");
            let r = read(&without_headline).remove(0).unwrap_err();
            assert_eq!((r.reason, r.id.as_deref(), r.input.as_str()), (reason, Some("urn:nna:7:3"), "g.xml"));
        }
    }

    #[test]
    fn a_message_gives_every_item_with_its_line() {
        let content = "<inlineData>Words.</inlineData>";
        let message = format!(
            "<newsMessage xmlns='u'><header/><itemSet>\n{}\n<packageItem guid='p'/>\n{}</itemSet></newsMessage>",
            item("text", content),
            item("picture", "")
        );
        let records = read(&message);
        let lines: Vec<_> = records.iter().map(|r| r.as_ref().map_or_else(|r| r.line, |a| a.line)).collect();
        assert_eq!(lines, [Some(2), Some(12), Some(13)]);
        let reasons: Vec<_> = records.iter().map(|r| r.as_ref().err().map(|r| r.reason)).collect();
        assert_eq!(reasons, [None, Some(Reason::Package), Some(Reason::Media)]);
        assert_eq!(read("<newsMessage/>").remove(0).unwrap_err().reason, Reason::Empty);
    }
}
