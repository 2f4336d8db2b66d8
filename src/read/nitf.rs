//! NITF 3.x, the XML of news agencies: one document is one article, and a file may hold several.

use roxmltree::Node;

use super::Records;
use super::fields::{self, push_once};
use super::input::Input;
use super::record::version_id;
use super::xml::{self, attribute, children, content_text, find, is, line, own_attribute, spaced_line};
use super::xml_text;
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// Reads every article of a file. One alone is the file, and has no line.
pub(super) fn read(input: Input) -> Records {
    xml::of_items(input, "a NITF file", |document, path, broken| {
        let root = document.root_element();
        let nodes = xml::outermost(root, |n| is(n, "nitf")).into_iter();
        let mut records = xml::items(document, nodes, path, broken, of);
        if is(root, "nitf") {
            for record in &mut records {
                match record {
                    Ok(article) => article.line = None,
                    Err(rejection) => rejection.line = None,
                }
            }
        }
        records
    })
}

/// Reads a document, or the text of one, that another format carries as a string.
pub(super) fn of_text(text: &str) -> Option<RawArticle> {
    const MOST: usize = 64 << 20;
    let text = xml_text::safe(text.to_owned(), MOST).ok()?;
    let text = if text.starts_with("<nitf") || text.starts_with("<?xml") || text.starts_with("<!") {
        text
    } else {
        format!("<nitf><body><body.content>{text}</body.content></body></nitf>")
    };
    let document = xml::parse(&text).ok()?;
    of(find(document.root_element(), "nitf")?).ok()
}

/// Reads a `nitf` element, which other formats carry inside them too.
pub(super) fn of(root: Node<'_, '_>) -> Result<RawArticle, Rejection> {
    let mut article = fields_of(root);
    let Some(body) = text_of(root) else {
        return Err(xml::refuse(article.id, Reason::BadRecord, "there is no body.content"));
    };
    let body = match (body, tagline(root)) {
        (body, Some(tagline)) if !body.is_empty() => format!("{body}\n\n{tagline}"),
        (body, _) => body,
    };
    let has_media = || find(root, "body").is_some_and(|body| find(body, "media").is_some());
    // An alert is a headline, or what stands for a text above it.
    let body = Some(body)
        .filter(|body| !body.trim().is_empty())
        .or_else(|| find(root, "body.head").and_then(|h| find(h, "abstract")).map(content_text))
        .filter(|body| !body.trim().is_empty())
        .or_else(|| article.title.clone().filter(|_| !has_media()));
    article.body = match body {
        Some(text) => Body::Text(text),
        None if has_media() => {
            return Err(xml::refuse(article.id, Reason::Media, "body.content has media and no text"));
        }
        None => return Err(xml::refuse(article.id, Reason::Empty, "body.content has no text")),
    };
    Ok(article)
}

/// Takes the text of a document that another format carries, and those fields that the other does not tell.
pub(super) fn take(inner: RawArticle, outer: &mut RawArticle) -> Option<String> {
    outer.title = outer.title.take().or(inner.title);
    outer.byline = outer.byline.take().or(inner.byline);
    outer.dateline = outer.dateline.take().or(inner.dateline);
    match inner.body {
        Body::Text(text) => Some(text),
        _ => None,
    }
}

/// The text: every `body.content` of the body, else what stands in the body itself.
fn text_of(root: Node<'_, '_>) -> Option<String> {
    // A note in the head may have a content of its own.
    let body = xml::child(root, "body");
    let contents: Vec<String> =
        body.into_iter().flat_map(|b| children(b, "body.content")).map(content_text).collect();
    if !contents.is_empty() {
        let contents: Vec<String> = contents.into_iter().filter(|text| !text.trim().is_empty()).collect();
        return Some(contents.join("\n\n"));
    }
    let is_beside = |n: Node<'_, '_>| is(n, "body.head") || is(n, "body.end");
    find(root, "body.content")
        .map(content_text)
        .or_else(|| body.map(|b| xml::content_text_but(b, is_beside)).filter(|text| !text.trim().is_empty()))
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
        .or_else(|| xml::text_of(root, "story.date").and_then(|t| dates::parse(&t)))
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
            .or_else(|| meta(root, &["anpa-keyword", "slug", "slugline"]))
            .or_else(|| find(root, "head").and_then(|h| find(h, "title")).and_then(line)),
        status: attribute(root, "docdata", "management-status"),
        embargo,
        ednote: attribute(root, "ed-msg", "info")
            .or_else(|| editors_note(root))
            .or_else(|| attribute(root, "correction", "info")),
        usage_terms: attribute(root, "doc.rights", "limitations")
            .or_else(|| in_head("rights").and_then(spaced_line)),
        copyright: copyright(root),
        urgency: attribute(root, "urgency", "ed-urg")
            .and_then(|u| u.parse().ok())
            .and_then(fields::valid_urgency),
        first_created: None,
        subjects: subjects(root),
        supersedes: attribute(root, "docdata", "management-doc-idref").into_iter().collect(),
        corrects: attribute(root, "correction", "id-string").into_iter().collect(),
    };
    // Of the whole, and not of a word or a paragraph in it, unless the whole has none.
    let of_whole = || {
        let names = ["body.content", "body", "head"];
        names.iter().filter_map(|name| find(root, name)).find_map(xml::language)
    };
    let lang = of_whole().or_else(|| root.descendants().find_map(xml::own_language));
    RawArticle {
        id: version_id(Some(&wire)),
        source: attribute(root, "pubdata", "name"),
        url: attribute(root, "pubdata", "ex-ref").filter(|u| u.starts_with("http")),
        title: title(root),
        byline: head.and_then(bylines),
        dateline: in_head("dateline").and_then(spaced_line),
        published: published.map(|(time, _)| time),
        lang,
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

/// All bylines, in their order.
fn bylines(head: Node<'_, '_>) -> Option<String> {
    let mut all = Vec::new();
    head.descendants()
        .filter(|n| is(*n, "byline"))
        .for_each(|byline| push_once(&mut all, spaced_line(byline)));
    (!all.is_empty()).then(|| all.join(", "))
}

/// What the head says under one of these names.
fn meta(root: Node<'_, '_>, names: &[&str]) -> Option<String> {
    let head = find(root, "head")?;
    names.iter().find_map(|name| {
        let is_named =
            |n: &Node<'_, '_>| own_attribute(*n, "name").is_some_and(|v| v.eq_ignore_ascii_case(name));
        children(head, "meta").filter(is_named).find_map(|n| own_attribute(n, "content"))
    })
}

/// What the article is about: the finest name that each subject has, else its number; where there are no subjects, keywords.
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
    if subjects.is_empty() {
        for keyword in root.descendants().filter(|n| is(*n, "keyword")) {
            push_once(&mut subjects, own_attribute(keyword, "key"));
        }
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
    use super::super::tests::text;
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn read(xml: &str) -> Result<RawArticle, Rejection> {
        let params = ReadParams { max_record_bytes: 8 << 20, ..ReadParams::default() };
        read_bytes("n.xml", xml.as_bytes(), &params).remove(0)
    }

    fn with_content(content: &str) -> String {
        format!("<nitf><body><body.content>{content}</body.content></body></nitf>")
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
    fn every_content_counts_and_the_order_of_elements_does_not() {
        let a = read(
            "<n:nitf xmlns:n='u' lang='es'><n:body><n:body.content><n:p>Uno.</n:p></n:body.content><n:body.content><n:p>Dos.</n:p>\
             </n:body.content><n:body.head><n:byline>Ana Lind</n:byline><n:byline>Bo Ek</n:byline><n:dateline><n:story.date>4 March 2031\
             </n:story.date></n:dateline></n:body.head></n:body><n:head><n:meta name='anpa-keyword' content='FERRY'/><n:docdata>\
             <n:key-list><n:keyword key='quay'/></n:key-list></n:docdata></n:head></n:nitf>",
        )
        .unwrap();
        assert_eq!(
            (text(&a), a.byline.as_deref(), a.lang.as_deref()),
            ("Uno.\n\nDos.", Some("Ana Lind, Bo Ek"), Some("es"))
        );
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T00:00:00Z");
        assert_eq!(a.wire.unwrap().subjects, ["quay"]);
    }

    #[test]
    fn what_stands_in_the_body_itself_is_text() {
        let body = "<body.head><hedline><hl1>No</hl1></hedline></body.head><p>One.</p><p>Two.</p><body.end/>";
        assert_eq!(text(&read(&format!("<nitf><body>{body}</body></nitf>")).unwrap()), "One.\n\nTwo.");
    }

    #[test]
    fn an_alert_is_its_abstract_or_its_headline() {
        let alert = |head: &str, content: &str| {
            read(&format!(
                "<nitf><body><body.head><hedline><hl1>Ferry back</hl1></hedline>{head}</body.head><body.content>{content}</body.content></body></nitf>"
            ))
        };
        assert_eq!(text(&alert("", " ").unwrap()), "Ferry back");
        assert_eq!(text(&alert("<abstract><p>It runs.</p></abstract>", "").unwrap()), "It runs.");
        assert_eq!(alert("", "<media/>").unwrap_err().reason, Reason::Media);
    }

    #[test]
    fn documents_in_one_file_are_articles_with_their_lines() {
        let one = "<?xml version='1.0'?>\n<nitf><body><body.content><p>R&D &deg;</p></body.content></body></nitf>\n";
        let wrapped = format!(
            "<?xml version='1.0'?>\n<s:stories xmlns:s='s'><s:story>{}</s:story></s:stories>",
            one.replace("<?xml version='1.0'?>", "").repeat(2)
        );
        for (xml, lines) in [(one.repeat(2), [Some(2), Some(4)]), (wrapped, [Some(3), Some(5)])] {
            let records = read_bytes("n.xml", xml.as_bytes(), &ReadParams::default());
            let articles: Vec<_> = records.into_iter().map(Result::unwrap).collect();
            assert_eq!(articles.iter().map(|a| a.line).collect::<Vec<_>>(), lines);
            assert!(articles.iter().all(|a| text(a) == "R&D \u{b0}"));
        }
        assert_eq!(read(one).unwrap().line, None);
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
