//! ninjs 1.0 to 3.1, the JSON form of IPTC news items: one object is one item.
//!
//! 1.x has one member a role (`body_xhtml`, `headline_main`), 2.x arrays of `{role, contenttype, value}`, 3.x the same
//! with names in camel case; names are compared without case, so one reader takes all. `guid` stands for `uri` in the
//! output of Superdesk.

use serde_json::Value;

use super::fields::{self, Object};
use super::markup;
use super::record::{Lack, version_id};
use crate::model::{Body, Flag, RawArticle, Reason, Wire};

/// Tells whether an object is a ninjs item, and not a record that has a field or two of the same name.
pub(super) fn is_item(object: &Object) -> bool {
    const TELLING: [&str; 16] = [
        "versioncreated",
        "firstcreated",
        "pubstatus",
        "headline",
        "headlines",
        "slugline",
        "descriptions",
        "associations",
        "renditions",
        "representationtype",
        "infosource",
        "infosources",
        "copyrightnotice",
        "usageterms",
        "ednote",
        "type",
    ];
    if ["text", "body", "content", "article", "html", "paragraphs"].iter().any(|n| object.contains_key(*n)) {
        return false;
    }
    let lower = || object.keys().map(|key| key.to_ascii_lowercase());
    lower().any(|key| key == "bodies" || key == "$standard")
        || object.get("standard").and_then(|s| s.get("name")).is_some_and(|name| name == "ninjs")
        || lower().any(|key| key == "uri" || key == "guid")
            && lower().any(|key| {
                TELLING.contains(&key.as_str())
                    || ["headline_", "body_", "description_"].iter().any(|stem| key.starts_with(stem))
            })
        || object.contains_key("uri") && lower().all(|key| property(&key).is_some())
}

/// What a property may hold.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    List,
    Time,
    OneOf(&'static [&'static str]),
    /// What the function lets through.
    That(fn(&Value) -> bool),
    Anything,
}

/// The properties of all versions but those with a role in their name: in lower case, and what they may hold.
const PROPERTIES: [(&str, Holds); 64] = {
    use Holds::{Anything, List, OneOf, Text, That, Time};
    [
        ("uri", Text),
        ("$standard", That(Value::is_object)),
        ("standard", That(Value::is_object)),
        ("type", OneOf(&TYPES)),
        ("mimetype", Text),
        ("contenttype", Text),
        ("representationtype", OneOf(&["complete", "incomplete"])),
        ("profile", Text),
        ("version", That(is_version)),
        ("firstcreated", Time),
        ("versioncreated", Time),
        ("contentcreated", Time),
        ("embargoed", Time),
        ("expires", Time),
        ("pubstatus", OneOf(&["usable", "withheld", "canceled", "replaced", "commissioned"])),
        ("urgency", That(is_urgency)),
        ("copyrightholder", Text),
        ("copyrightnotice", Text),
        ("usageterms", That(|value| !value.is_object())),
        ("ednote", Text),
        ("language", Text),
        ("person", List),
        ("people", List),
        ("organisation", List),
        ("organisations", List),
        ("place", List),
        ("places", List),
        ("subject", List),
        ("subjects", List),
        ("event", List),
        ("events", List),
        ("object", List),
        ("objects", List),
        ("infosource", Anything),
        ("infosources", Anything),
        ("title", Text),
        ("byline", Text),
        ("by", Anything),
        ("headline", Text),
        ("headlines", List),
        ("slugline", Text),
        ("located", Text),
        ("bodies", List),
        ("descriptions", List),
        ("renditions", Anything),
        ("associations", That(|value| !value.is_array() || is_list_of(value, is_named_item))),
        ("altids", Anything),
        ("trustindicator", Anything),
        ("trustindicators", Anything),
        ("genre", List),
        ("genres", List),
        ("rightsinfo", That(is_rights)),
        // They stand in `rightsinfo`.
        ("linkedrights", That(|_| false)),
        ("encodedrights", That(|_| false)),
        ("advice", That(is_advices)),
        ("advices", That(is_advices)),
        ("digitalsourcetype", Text),
        ("eventdetails", Anything),
        ("plannedcoverage", Anything),
        ("newscoveragestatus", Anything),
        ("contactinfo", Anything),
        ("assignedto", Anything),
        ("source", Text),
        ("guid", Text),
    ]
};

const TYPES: [&str; 11] = [
    "text",
    "audio",
    "video",
    "picture",
    "graphic",
    "composite",
    "component",
    "animation",
    "event",
    "planning",
    "package",
];

/// Names that go on with a role.
const STEMS: [&str; 3] = ["headline_", "body_", "description_"];

fn property(name: &str) -> Option<Holds> {
    PROPERTIES.iter().find(|(known, _)| *known == name).map(|(_, holds)| *holds)
}

/// Reads an item.
pub(super) fn article(object: Object) -> Result<RawArticle, Lack> {
    let object = in_lower_case(object);
    let has_unknown = has_unknown_name(&object, &[])
        || linked(&object).any(|item| has_unknown_name(&in_lower_case(item.clone()), &["name"]));
    let mut read = article_of_dialect(object)?;
    if has_unknown && !read.flags.contains(&Flag::BadField) {
        read.flags.insert(0, Flag::BadField);
    }
    Ok(read)
}

/// Reads an item that may have fields of its sender's own.
pub(super) fn article_of_dialect(object: Object) -> Result<RawArticle, Lack> {
    let mut object = in_lower_case(object);
    let mut flags = if has_bad_field(&object) { vec![Flag::BadField] } else { Vec::new() };
    let published = fields::date(&object, &["versioncreated", "contentcreated", "firstcreated"], &mut flags);
    let source = fields::line(&mut object, &["source"]);
    let wire = Wire {
        item: fields::line(&mut object, &["uri", "guid"]),
        version: fields::count(&object, &["version"]),
        slug: fields::line(&mut object, &["slugline"]),
        status: fields::line(&mut object, &["pubstatus"]),
        embargo: fields::line(&mut object, &["embargoed"]).map(|t| fields::time_text(&t)),
        ednote: fields::text(&mut object, &["ednote"]),
        usage_terms: fields::text(&mut object, &["usageterms"]),
        copyright: fields::text(&mut object, &["copyrightnotice", "copyrightholder"]),
        urgency: fields::urgency(&object),
        first_created: fields::date(&object, &["firstcreated"], &mut Vec::new()),
        subjects: fields::list(&mut object, &["subjects", "subject"]),
        supersedes: Vec::new(),
        corrects: Vec::new(),
    };
    let id = version_id(Some(&wire)).or_else(|| alternative_id(&mut object));
    let title = headline(&mut object);
    let item_type = fields::line(&mut object, &["type"]);
    let text = body(&mut object);
    if text.is_none()
        && let Some((reason, what)) = without_text(&object, item_type.as_deref(), wire.status.as_deref())
    {
        return Err(Lack { id, reason, detail: lack(item_type.as_deref(), what) });
    }
    // An alert is a headline, and some feeds bring summaries alone.
    let Some(text) = text.or_else(|| summary(&mut object)).or_else(|| title.clone()) else {
        let detail = lack(item_type.as_deref(), "metadata and no text");
        return Err(Lack { id, reason: Reason::Remote, detail });
    };
    if let Some(media @ ("picture" | "graphic" | "video" | "audio" | "animation")) = item_type.as_deref() {
        // A caption is no text: media items repeat it, or the headline, as their body.
        let text = fields::one_line(&text);
        let caption = fields::line(&mut object, &["description_text", "description_caption"]);
        if title.as_deref() == Some(text.as_str()) || caption.as_deref() == Some(text.as_str()) {
            return Err(Lack {
                id,
                reason: Reason::Media,
                detail: lack(Some(media), "a caption and no text"),
            });
        }
    }
    // The copy's own dateline is the better one: it is as printed.
    let dateline =
        fields::line(&mut object, &["dateline", "located"]).filter(|_| !fields::opens_with_dateline(&text));
    let agency = fields::line(&mut object, &["infosources", "infosource"]).or_else(|| source.clone());
    Ok(RawArticle {
        id,
        source,
        title,
        byline: fields::line(&mut object, &["byline", "by"]),
        dateline,
        published,
        lang: fields::line(&mut object, &["language"]).and_then(|l| fields::language(&l)),
        agency,
        wire: Some(wire),
        flags,
        body: Body::Text(text),
        ..RawArticle::default()
    })
}

/// Takes the description: the words that an item has where it has no body.
fn summary(object: &mut Object) -> Option<String> {
    let from_parts = roles(object, "descriptions").iter().map(rendered).find(|text| !text.trim().is_empty());
    from_parts.or_else(|| {
        let names: Vec<String> =
            object.keys().filter(|key| key.starts_with("description_")).cloned().collect();
        names.into_iter().find_map(|name| {
            let value = fields::text(object, &[&name])?;
            Some(if name.ends_with("html") { markup::to_text(&value) } else { value })
        })
    })
}

/// Tells why an item without a body is not meant to have one: it is media, its text stands elsewhere, or it is a package or
/// a plan.
fn without_text(
    object: &Object,
    item_type: Option<&str>,
    status: Option<&str>,
) -> Option<(Reason, &'static str)> {
    let has = |name: &str| object.get(name).is_some_and(|v| !v.is_null());
    let has_text_elsewhere = |renditions: &Value| {
        let of_text = |r: &Value| {
            r.get("href").is_some()
                && ["mimetype", "contenttype", "type"]
                    .iter()
                    .any(|name| r.get(name).and_then(Value::as_str).is_some_and(|t| t.starts_with("text")))
        };
        match renditions {
            Value::Object(all) => all.values().any(of_text),
            Value::Array(all) => all.iter().any(of_text),
            _ => false,
        }
    };
    match item_type {
        Some("picture" | "graphic" | "video" | "audio" | "animation") => Some((Reason::Media, "no text")),
        Some("composite" | "package" | "component" | "event" | "planning") => {
            Some((Reason::Package, "no text"))
        }
        _ if status == Some("commissioned") => Some((Reason::Package, "a text that is not written yet")),
        _ if object.get("renditions").is_some_and(has_text_elsewhere) => {
            Some((Reason::Remote, "a text that stands elsewhere"))
        }
        _ if has("associations") || has("eventdetails") || has("plannedcoverage") => {
            Some((Reason::Package, "links or plans and no text"))
        }
        _ => None,
    }
}

fn lack(item_type: Option<&str>, what: &str) -> String {
    item_type.map_or_else(
        || format!("a ninjs item with {what}"),
        |t| format!("a ninjs item of type {t} with {what}"),
    )
}

fn in_lower_case(object: Object) -> Object {
    object.into_iter().map(|(key, value)| (key.to_ascii_lowercase(), value)).collect()
}

/// The items that an item links to and brings along, in objects or in a list.
fn linked(object: &Object) -> impl Iterator<Item = &Object> {
    let (by_name, in_order) = match object.get("associations") {
        Some(Value::Object(items)) => (Some(items.values()), None),
        Some(Value::Array(items)) => (None, Some(items.iter())),
        _ => (None, None),
    };
    by_name.into_iter().flatten().chain(in_order.into_iter().flatten()).filter_map(Value::as_object)
}

/// Takes copies of the linked items that bring a text of their own.
pub(super) fn linked_texts(object: &Object) -> Vec<Object> {
    let is_text = |item: &&Object| {
        let lower = || item.keys().map(|key| key.to_ascii_lowercase());
        item.get("type").is_none_or(|kind| kind == "text")
            && lower().any(|key| key == "bodies" || key.starts_with("body_"))
    };
    linked(object).filter(is_text).cloned().collect()
}

/// Tells whether an item has a property that no version of the format has. Superdesk, which writes `guid` for `uri`, has
/// many of its own.
fn has_unknown_name(object: &Object, more: &[&str]) -> bool {
    object.contains_key("uri")
        && !object.contains_key("guid")
        && object.keys().any(|name| {
            !(property(name).is_some()
                || STEMS.iter().any(|stem| name.starts_with(stem))
                || more.contains(&name.as_str()))
        })
}

/// Tells whether a field has a value that no version of the format allows: a text that is none, a list that is none, a time
/// that cannot be read, an urgency or a status that there is not. What stands inside lists is not looked at.
fn has_bad_field(object: &Object) -> bool {
    !(object.contains_key("uri") || object.contains_key("guid"))
        || object.iter().any(|(name, value)| {
            let role = STEMS.iter().find_map(|stem| name.strip_prefix(stem));
            match (role, property(name)) {
                (Some(role), _) => {
                    !role.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
                        || !(value.is_null() || value.is_string())
                }
                (None, Some(holds)) => !(value.is_null() || allows(holds, value)),
                (None, None) => false,
            }
        })
}

fn allows(holds: Holds, value: &Value) -> bool {
    match holds {
        Holds::Text => value.is_string(),
        Holds::List => value.is_array(),
        Holds::Time => {
            value.as_str().is_some_and(|t| t.trim().is_empty() || crate::text::dates::parse(t).is_some())
        }
        Holds::OneOf(known) => value.as_str().is_some_and(|v| known.contains(&v)),
        Holds::That(is_right) => is_right(value),
        Holds::Anything => true,
    }
}

fn is_version(value: &Value) -> bool {
    !(value.is_f64() || value.is_object() || value.is_array())
}

fn is_urgency(value: &Value) -> bool {
    value.as_u64().is_some_and(|urgency| (1..=9).contains(&urgency))
}

/// Tells whether rights are either linked or written out.
fn is_rights(value: &Value) -> bool {
    let has = |names: [&str; 2]| names.iter().any(|name| value.get(name).is_some());
    has(["linkedrights", "linkedRights"]) != has(["encodedrights", "encodedRights"])
}

fn is_advices(value: &Value) -> bool {
    is_list_of(value, is_advice)
}

fn is_list_of(value: &Value, is_one: fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(is_one))
}

/// Tells whether a value says how important an item is and for how long, each by a code.
fn is_advice(value: &Value) -> bool {
    let has_code = |name: &str| value.get(name).is_none_or(|told| told.get("code").is_some());
    value.is_object() && has_code("importance") && has_code("lifetime")
}

fn is_named_item(value: &Value) -> bool {
    value.get("uri").is_some_and(Value::is_string) && value.get("name").is_some_and(Value::is_string)
}

/// Takes the first of the alternative ids; in 1.x an object of them, later an array.
fn alternative_id(object: &mut Object) -> Option<String> {
    match object.get_mut("altids")?.take() {
        Value::Object(ids) => ids.into_iter().find_map(|(_, id)| fields::into_text(id, ", ")),
        Value::Array(ids) => ids.into_iter().find_map(|id| fields::into_text(id, ", ")),
        other => fields::into_text(other, ", "),
    }
}

/// Takes the headline: the main one, else the first, those in plain text before others; else the title.
fn headline(object: &mut Object) -> Option<String> {
    let roles = roles(object, "headlines");
    let best = roles
        .iter()
        .filter(|part| !part.value.trim().is_empty())
        .min_by_key(|part| (!part.is_main, part.is_html))
        .map(|part| if part.is_html { markup::to_text(&part.value) } else { part.value.clone() });
    best.or_else(|| fields::text(object, &["headline", "headline_main", "headline_text"]))
        .or_else(|| {
            let any = object.keys().find(|key| key.starts_with("headline_"))?.clone();
            fields::text(object, &[&any])
        })
        .or_else(|| fields::text(object, &["title"]))
        .map(|text| fields::one_line(&text))
}

/// Takes the text: from markup where there is any, for it has the paragraphs, else as it stands.
fn body(object: &mut Object) -> Option<String> {
    let mut parts = roles(object, "bodies");
    parts.sort_by_key(|part| (!part.is_main, !part.is_html));
    let from_parts = parts.into_iter().map(|part| rendered(&part)).find(|text| !text.trim().is_empty());
    from_parts.or_else(|| {
        let mut names: Vec<String> = object.keys().filter(|key| key.starts_with("body_")).cloned().collect();
        let rank = |name: &str| match name {
            "body_xhtml" => 0,
            "body_html" => 1,
            "body_text" => 3,
            other if other.ends_with("html") => 2,
            "body_main" => 4,
            _ => 5,
        };
        names.sort_by_key(|name| rank(name));
        names.into_iter().find_map(|name| {
            let value = fields::long_text(object, &[&name])?;
            let is_html = name.ends_with("html") || markup::is_fragment(&value);
            let text = if is_html { markup::to_text(&value) } else { value };
            (!text.trim().is_empty()).then_some(text)
        })
    })
}

fn rendered(part: &Part) -> String {
    if part.is_html { markup::to_text(&part.value) } else { part.value.clone() }
}

/// One element of `headlines` or `bodies`.
struct Part {
    is_main: bool,
    is_html: bool,
    value: String,
}

fn roles(object: &mut Object, name: &str) -> Vec<Part> {
    let Some(Value::Array(values)) = object.get_mut(name).map(Value::take) else { return Vec::new() };
    let part = |value: Value| {
        let Value::Object(member) = value else {
            return fields::into_text(value, "\n\n").map(|value| Part {
                is_main: true,
                is_html: false,
                value,
            });
        };
        let mut member: Object =
            member.into_iter().map(|(key, value)| (key.to_ascii_lowercase(), value)).collect();
        let role = fields::line(&mut member, &["role"]);
        let kind = fields::line(&mut member, &["contenttype"]).unwrap_or_default();
        let value = fields::long_text(&mut member, &["value"])?;
        let is_html = kind.contains("html") || kind.is_empty() && markup::is_fragment(&value);
        Some(Part { is_main: role.is_none_or(|r| r == "main"), is_html, value })
    };
    values.into_iter().filter_map(part).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::names::FieldNames;
    use super::super::record::parse;
    use super::super::tests::text;
    use super::*;
    use crate::model::Rejection;

    fn read(value: &Value) -> Result<RawArticle, Rejection> {
        parse(&value.to_string(), "n.json", None, 1, &FieldNames::default()).remove(0)
    }

    #[test]
    fn the_three_generations_give_the_same_article() {
        let first = json!({"uri": "urn:nna:1", "version": "2", "headline": "Ferry back", "versioncreated": "2031-03-04T05:06:07+0100",
            "body_text": "One. Two.", "body_xhtml": "<p>One.</p><p>Two.</p>", "pubstatus": "usable", "urgency": 3,
            "located": "Elm", "language": "en-US", "slugline": "ferry", "embargoed": "2031-03-05T00:00:00Z", "usageterms": "Web",
            "ednote": "ADDS", "infosource": [{"name": "NNA"}], "byline": "By Ana Lind"});
        let second = json!({"uri": "urn:nna:1", "version": "2", "versioncreated": "2031-03-04T05:06:07+0100",
            "headlines": [{"role": "short", "value": "No"}, {"role": "main", "value": "Ferry back"}],
            "bodies": [{"role": "main", "contenttype": "text/plain", "value": "One. Two."},
                       {"role": "main", "contenttype": "text/html", "value": "<p>One.</p><p>Two.</p>"}],
            "pubstatus": "usable", "urgency": 3, "located": "Elm", "language": "en-US", "slugline": "ferry",
            "embargoed": "2031-03-05T00:00:00Z", "usageterms": "Web", "ednote": "ADDS", "infosources": [{"name": "NNA"}],
            "byline": "By Ana Lind"});
        let third = json!({"uri": "urn:nna:1", "version": "2", "versionCreated": "2031-03-04T05:06:07+0100",
            "headlines": [{"role": "main", "value": "Ferry back"}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>One.</p><p>Two.</p>"}],
            "pubStatus": "usable", "urgency": 3, "located": "Elm", "language": "en-US", "slugLine": "ferry",
            "embargoed": "2031-03-05T00:00:00Z", "usageTerms": "Web", "edNote": "ADDS", "infoSources": [{"name": "NNA"}],
            "byLine": "By Ana Lind"});
        let a = read(&first).unwrap();
        let wire = a.wire.clone().unwrap();
        assert_eq!(
            (a.id.as_deref(), wire.item.as_deref(), wire.version),
            (Some("urn:nna:1:2"), Some("urn:nna:1"), Some(2))
        );
        assert_eq!(text(&a), "One.\n\nTwo.");
        assert_eq!(a.published.unwrap().to_string(), "2031-03-04T04:06:07Z");
        assert_eq!(
            (a.agency.as_deref(), a.dateline.as_deref(), a.lang.as_deref()),
            (Some("NNA"), Some("Elm"), Some("en"))
        );
        assert_eq!(
            (wire.status.as_deref(), wire.slug.as_deref(), wire.ednote.as_deref()),
            (Some("usable"), Some("ferry"), Some("ADDS"))
        );
        assert_eq!(
            (wire.embargo.as_deref(), wire.usage_terms.as_deref()),
            (Some("2031-03-05T00:00:00Z"), Some("Web"))
        );
        assert_eq!(read(&second).unwrap(), a);
        assert_eq!(read(&third).unwrap(), a);
    }

    #[test]
    fn pictures_are_skipped_with_a_reason() {
        for item in [
            json!({"uri": "u", "type": "picture", "headline": "A quay"}),
            json!({"guid": "u", "type": "picture", "headline": "A quay", "body_text": "A quay"}),
            json!({"uri": "u", "type": "video", "description_text": "A quay", "body_html": "<p>A quay</p>"}),
        ] {
            let r = read(&item).unwrap_err();
            assert_eq!((r.reason, r.id.as_deref()), (Reason::Media, Some("u")));
            assert!(r.detail.contains("of type"), "{}", r.detail);
        }
        let script = json!({"uri": "u", "type": "video", "headline": "A quay", "body_text": "STORY: The quay is open."});
        assert!(read(&script).is_ok());
    }

    #[test]
    fn without_a_body_the_summary_or_the_headline_is_the_text() {
        let a = read(&json!({"uri": "u", "headline": "Ferry back", "description_html": "<p>It runs.</p>"}))
            .unwrap();
        assert_eq!(text(&a), "It runs.");
        for item in [
            json!({"uri": "u", "headline": "Ferry back"}),
            json!({"uri": "u", "headline_main": "Ferry back"}),
            json!({"uri": "u", "title": "Ferry back", "advices": []}),
        ] {
            assert_eq!(text(&read(&item).unwrap()), "Ferry back");
        }
        for (item, reason) in [
            (json!({"uri": "u", "headline": "H", "type": "composite"}), Reason::Package),
            (
                json!({"uri": "u", "headline": "H", "renditions": {"a": {"href": "x", "mimetype": "text/xml"}}}),
                Reason::Remote,
            ),
            (json!({"uri": "u", "headline": "H", "type": "component"}), Reason::Package),
            (json!({"uri": "u", "headline": "H", "pubstatus": "commissioned"}), Reason::Package),
            (json!({"uri": "u", "ednote": "N"}), Reason::Remote),
        ] {
            assert_eq!(read(&item).unwrap_err().reason, reason);
        }
    }

    #[test]
    fn a_linked_item_with_a_text_is_an_article_too() {
        let item = json!({"uri": "u", "headline": "H", "body_text": "One.", "associations": {
            "box": {"uri": "v", "type": "text", "headline": "In short", "body_html": "<p>Two.</p>"},
            "picture": {"uri": "w", "type": "picture", "headline": "A quay", "body_text": "A quay"}}});
        let records = parse(&item.to_string(), "n.json", None, 1, &FieldNames::default());
        let texts: Vec<_> = records.iter().map(|r| r.as_ref().map(text).unwrap_or_default()).collect();
        assert_eq!(texts, ["One.", "Two."]);
    }

    #[test]
    fn the_dateline_of_the_text_is_the_better_one() {
        let item = |text: &str| json!({"uri": "u", "located": "Elm", "body_text": text});
        assert_eq!(read(&item("PORT ELM, Sept 3 (NNA) -- Words.")).unwrap().dateline, None);
        assert_eq!(read(&item("Words - and more.")).unwrap().dateline.as_deref(), Some("Elm"));
    }

    #[test]
    fn a_record_with_a_text_of_its_own_is_no_ninjs() {
        let a = read(&json!({"uri": "u", "headline": "H", "text": "Words.", "version": 2})).unwrap();
        assert_eq!((a.id.as_deref(), text(&a)), (Some("u"), "Words."));
    }

    #[test]
    fn what_no_version_allows_sets_a_flag_and_what_one_allows_does_not() {
        let flags = |name: &str, value: Value| {
            let mut item = json!({"uri": "u", "headline": "Ferry back", "body_text": "It runs."});
            item.as_object_mut().unwrap().insert(name.to_owned(), value);
            read(&item).unwrap().flags
        };
        let good = [
            ("genre", json!([{"name": "Current"}])),
            ("advices", json!([{"role": "publish", "importance": {"code": "useful"}}])),
            ("rightsinfo", json!({"linkedrights": "https://nna.test/rights"})),
            ("rightsInfo", json!({"langId": "odrl", "linkedRights": "https://nna.test/rights"})),
            ("associations", json!([{"uri": "urn:nna:2", "name": "logo"}])),
            ("associations", json!({"logo": {"uri": "urn:nna:2"}})),
            ("headline_short", json!("Back")),
            ("headline______", json!("Back")),
        ];
        for (name, value) in good {
            assert_eq!(flags(name, value.clone()), [], "{name}: {value}");
        }
        let bad = [
            ("genre", json!("Current")),
            ("advice", json!("useful for some")),
            ("advices", json!([{"importance": "useful"}])),
            ("advices", json!([{"lifetime": {"name": "for ever"}}])),
            ("rightsinfo", json!({"linkedrights": "https://nna.test/rights", "encodedrights": "{}"})),
            ("linkedrights", json!("https://nna.test/rights")),
            ("associations", json!([{"uri": "urn:nna:2"}])),
            ("associations", json!([{"name": "logo"}])),
            ("headline_", json!("Back")),
            ("description_*&", json!("It runs.")),
            ("headline_\u{e9}t\u{e9}", json!("Back")),
            ("head_line", json!("Back")),
            ("associations", json!([{"uri": "urn:nna:2", "name": "logo", "titel": "Logo"}])),
            ("associations", json!({"logo": {"uri": "urn:nna:2", "titel": "Logo"}})),
            ("pubstatus", json!("done")),
            ("versioncreated", json!("yesterday")),
        ];
        for (name, value) in bad {
            assert_eq!(flags(name, value.clone()), [Flag::BadField], "{name}: {value}");
        }
    }

    #[test]
    fn any_body_is_taken_when_the_known_ones_are_absent() {
        assert_eq!(text(&read(&json!({"uri": "u", "body_main": "<p>One.</p>"})).unwrap()), "One.");
        assert_eq!(text(&read(&json!({"uri": "u", "bodies": ["One."]})).unwrap()), "One.");
        let odd = read(&json!({"uri": "u", "bodies": "One.", "body_text": 3})).unwrap();
        assert_eq!(odd.flags, [Flag::BadField]);
        assert!(read(&json!({"uri": ["u"], "headlines": [null], "bodies": {}})).is_err());
    }
}
