//! The XML of Ritzau's news queue: a list of `RBNews`, each with its text as escaped HTML.

use roxmltree::Node;

use super::Records;
use super::entities::unescape;
use super::fields::{self, push_once};
use super::input::Input;
use super::markup;
use super::record::version_id;
use super::xml::{self, children, find, is, line};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};
use crate::text::dates;

/// Tells whether a root element is one of this format.
pub(super) fn is_root(name: &str) -> bool {
    matches!(name, "XMLNewsQueuedResponse" | "ListOfRBNews" | "RBNews")
}

/// Reads every item of a file, each with the line that it begins on.
pub(super) fn read(input: Input) -> Records {
    xml::of_items(input, "a Ritzau queue", |document, path, broken| {
        let nodes = document.descendants().filter(|n| is(*n, "RBNews"));
        xml::items(document, nodes, path, broken, item)
    })
}

fn item(node: Node<'_, '_>) -> Result<RawArticle, Rejection> {
    let field = |name: &str| children(node, name).find_map(line).map(|t| unescape(&t).into_owned());
    let is_set = |name: &str| field(name).is_some_and(|v| v.eq_ignore_ascii_case("true") || v == "1");
    let published = field("PublishDate").and_then(|t| dates::parse(&t));
    let id = field("NewsID");
    let mut subjects = Vec::new();
    push_once(&mut subjects, field("section"));
    for list in ["SubjectKeyword", "IPTCList"].iter().filter_map(|name| find(node, name)) {
        list.children().filter(Node::is_element).for_each(|value| push_once(&mut subjects, line(value)));
    }
    let mut supersedes = Vec::new();
    push_once(&mut supersedes, field("Replaces"));
    push_once(&mut supersedes, field("replacedID"));
    if is_set("NyVersion") {
        push_once(&mut supersedes, id.clone());
    }
    let wire = Wire {
        item: id.clone(),
        version: field("version").and_then(|v| v.parse().ok()),
        slug: field("strapline"),
        status: Some(if is_set("Annuleret") { "canceled" } else { "usable" }.to_owned()),
        ednote: field("TilRedaktionen"),
        urgency: field("Priority").and_then(|u| u.parse().ok()).and_then(fields::valid_urgency),
        subjects,
        corrects: if is_set("Korrektion") {
            supersedes.first().cloned().or(id).into_iter().collect()
        } else {
            Vec::new()
        },
        supersedes,
        ..Wire::default()
    };
    let content = children(node, "content").next().map(xml::text).unwrap_or_default();
    // Its entities are escaped once more than its tags.
    let body = unescape(&markup::to_text(&content)).into_owned();
    let id = version_id(Some(&wire));
    if body.trim().is_empty() {
        return Err(xml::refuse(id, Reason::Empty, "content has no text"));
    }
    let origin = field("origin").map(|o| o.trim_matches('/').trim_start_matches("Via ").to_owned());
    Ok(RawArticle {
        id,
        title: field("headline"),
        byline: field("byLine"),
        dateline: field("town").filter(|_| !fields::opens_with_dateline(&body)),
        published: published.map(|(time, _)| time),
        lang: Some("da".to_owned()).filter(|_| !field("section").is_some_and(|s| s.starts_with("Int."))),
        agency: origin.filter(|o| !o.is_empty()).or_else(|| Some("Ritzau".to_owned())),
        flags: if published.is_some_and(|(_, date_only)| date_only) {
            vec![Flag::DateOnly]
        } else {
            Vec::new()
        },
        wire: Some(wire),
        body: Body::Text(body),
        ..RawArticle::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::{ReadParams, read_bytes};
    use super::*;

    #[test]
    fn the_fields_of_a_desk_are_read() {
        let xml = "<XMLNewsQueuedResponse xmlns='t' xmlns:i='i'><ListOfRBNews xmlns=''><RBNews><NewsID>n7</NewsID>\
            <PublishDate>2031-03-04T05:06:07.5</PublishDate><strapline>FERRY-2</strapline><headline>Ferry &amp;amp; quay</headline>\
            <town>Elm</town><origin>/nna/</origin><section>Havne</section><version>2</version><Replaces>n6</Replaces>\
            <content>&lt;p&gt;One &amp;amp;quot;a&amp;amp;quot;.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content><Priority>4</Priority>\
            <IPTCList><int>04000000</int></IPTCList><Annuleret>false</Annuleret><Korrektion>true</Korrektion><byLine>Ana Lind</byLine></RBNews>\
            \n<RBNews><NewsID>n8</NewsID><content/></RBNews></ListOfRBNews></XMLNewsQueuedResponse>";
        let mut records = read_bytes("r.xml", xml.as_bytes(), &ReadParams::default());
        let (second, a) = (records.remove(1).unwrap_err(), records.remove(0).unwrap());
        let wire = a.wire.clone().unwrap();
        assert_eq!((a.id.as_deref(), a.title.as_deref()), (Some("n7:2"), Some("Ferry & quay")));
        assert_eq!((a.dateline.as_deref(), a.agency.as_deref()), (Some("Elm"), Some("nna")));
        assert_eq!((a.byline.as_deref(), a.lang.as_deref()), (Some("Ana Lind"), Some("da")));
        assert_eq!(a.body, Body::Text("One \"a\".\n\nTwo.".into()));
        assert_eq!(
            (wire.slug.as_deref(), wire.urgency, wire.status.as_deref()),
            (Some("FERRY-2"), Some(4), Some("usable"))
        );
        assert_eq!(
            (wire.subjects.join("/").as_str(), wire.supersedes, wire.corrects),
            ("Havne/04000000", vec!["n6".to_owned()], vec!["n6".to_owned()])
        );
        assert_eq!((second.reason, second.line, second.id.as_deref()), (Reason::Empty, Some(2), Some("n8")));
    }
}
