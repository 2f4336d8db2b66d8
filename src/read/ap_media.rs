//! Answers of the AP Media API: one item or a feed of items, in a dialect of ninjs.
//!
//! Most items have their text only at an address; those are skips. Where an answer brings the text along it stands as NITF
//! in `body_nitf`, or in the members of ninjs.

use serde_json::Value;

use super::fields::{self, Object};
use super::record::Lack;
use super::{ninjs, nitf};
use crate::model::{Body, RawArticle, Reason};

/// Tells whether an object is an answer of the API.
pub(super) fn is_answer(object: &Object) -> bool {
    object.contains_key("api_version") && object.get("data").is_some_and(Value::is_object)
}

/// Takes the items out of an answer, in order.
pub(super) fn items(object: &mut Object) -> Vec<Object> {
    let Some(Value::Object(data)) = object.get_mut("data") else { return Vec::new() };
    let list = match data.get_mut("items").map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => data.get_mut("item").map(Value::take).into_iter().collect(),
    };
    list.into_iter()
        .filter_map(|item| match item {
            Value::Object(mut item) => match item.get_mut("item").map(Value::take) {
                Some(Value::Object(inner)) => Some(inner),
                _ => Some(item),
            },
            _ => None,
        })
        .collect()
}

/// Reads one item.
pub(super) fn article(mut item: Object) -> Result<RawArticle, Lack> {
    // The address is that of a download for one customer; the id stands among the others.
    let id = item.get("altids").and_then(|ids| ids.get("itemid")).cloned();
    let url =
        item.get("uri").and_then(Value::as_str).and_then(|uri| uri.split('?').next()).map(str::to_owned);
    if let Some(id) = id {
        item.insert("uri".to_owned(), id);
    }
    if let Some(Value::Array(bylines)) = item.get_mut("bylines").map(Value::take) {
        let names: Vec<String> = bylines
            .into_iter()
            .filter_map(|byline| match byline {
                Value::Object(mut byline) => fields::line(&mut byline, &["by", "name"]),
                other => fields::into_text(other, ", "),
            })
            .collect();
        item.insert("byline".to_owned(), names.join(", ").into());
    }
    if let Some(city) = item.get("datelinelocation").and_then(|l| l.get("city")).cloned() {
        item.insert("located".to_owned(), city);
    }
    if let Some(terms) = fields::text(&mut item, &["usageterms"]) {
        item.insert("usageterms".to_owned(), terms.into());
    }
    let provider = fields::line(&mut item, &["provider"]);
    let inner = item
        .get("body_nitf")
        .and_then(Value::as_str)
        .map(|text| nitf_text(text).ok_or("body_nitf cannot be read"))
        .transpose();
    match inner {
        Ok(Some(text)) => {
            item.remove("body_nitf");
            item.insert("body_text".to_owned(), text.into());
        }
        Ok(None) => {}
        Err(detail) => {
            return Err(Lack {
                id: fields::line(&mut item, &["uri"]),
                reason: Reason::BadRecord,
                detail: detail.to_owned(),
            });
        }
    }
    let mut article = ninjs::article_of_dialect(item)?;
    article.agency = provider.or(article.agency);
    article.url = article.url.or(url);
    Ok(article)
}

fn nitf_text(text: &str) -> Option<String> {
    match nitf::of_text(text)?.body {
        Body::Text(text) => Some(text),
        _ => None,
    }
}
