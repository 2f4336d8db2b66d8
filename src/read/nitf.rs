//! NITF 3.x, the XML of news agencies: one file is one article.

use roxmltree::Node;

use super::Records;
use super::fields::{self, push_once};
use super::input::{Input, one};
use super::record::version_id;
use super::xml::{self, attribute, content_text, find, is, line, own_attribute, spaced_line};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// Reads the one article of a NITF file.
pub(super) fn read(mut input: Input) -> Records {
    one(article(&mut input))
}

fn article(input: &mut Input) -> Result<RawArticle, Rejection> {
    let source = xml::whole(input)?;
    let document = source.parse(&input.path)?;
    let mut article = of(document.root_element())
        .map_err(|rejection| Rejection { input: input.path.clone(), ..rejection })?;
    input.path.clone_into(&mut article.input);
    if source.broken {
        article.flags.push(Flag::BadEncoding);
    }
    Ok(article)
}

/// Reads a `nitf` element, which other formats carry inside them too.
pub(super) fn of(root: Node<'_, '_>) -> Result<RawArticle, Rejection> {
    let mut article = fields_of(root);
    // A note in the head may have a content of its own.
    let of_body = xml::child(root, "body").and_then(|body| xml::child(body, "body.content"));
    let Some(content) = of_body.or_else(|| find(root, "body.content")) else {
        return Err(xml::refuse(article.id, Reason::BadRecord, "there is no body.content"));
    };
    let body = match (content_text(content), tagline(root)) {
        (body, Some(tagline)) if !body.is_empty() => format!("{body}\n\n{tagline}"),
        (body, _) => body,
    };
    if body.trim().is_empty() {
        let has_media = find(content, "media").is_some();
        return Err(if has_media {
            xml::refuse(article.id, Reason::Media, "body.content has media and no text")
        } else {
            xml::refuse(article.id, Reason::Empty, "body.content has no text")
        });
    }
    article.body = Body::Text(body);
    Ok(article)
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
        subjects: subjects(root),
        supersedes: attribute(root, "docdata", "management-doc-idref").into_iter().collect(),
        corrects: attribute(root, "correction", "id-string").into_iter().collect(),
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
        byline: in_head("byline").and_then(spaced_line),
        dateline: in_head("dateline").and_then(spaced_line),
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

/// What the article is about: the finest name that each subject has, else its number.
fn subjects(root: Node<'_, '_>) -> Vec<String> {
    const FINEST_FIRST: [&str; 4] = [
        "tobject.subject.detail",
        "tobject.subject.matter",
        "tobject.subject.type",
        "tobject.subject.refnum",
    ];
    let mut subjects = Vec::new();
    for subject in root.descendants().filter(|n| is(*n, "tobject.subject")) {
        push_once(&mut subjects, FINEST_FIRST.iter().find_map(|name| own_attribute(subject, name)));
    }
    subjects
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
    fn a_note_in_the_head_is_no_article() {
        let note = "<body.head><note noteclass='editorsnote'><body.content><p>Note.</p></body.content></note></body.head>";
        let a = read(&format!("<nitf><body>{note}<body.content><p>One.</p></body.content></body></nitf>"))
            .unwrap();
        assert_eq!((text(&a), a.wire.as_ref().unwrap().ednote.as_deref()), ("One.", Some("Note.")));
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
