//! An object around an article or a list of them, as search engines, interfaces of programs and dumps of databases give them:
//! `{"articles": [..]}`, `{"response": {"docs": [..]}}`, `{"hits": {"hits": [{"_source": {..}}]}}`, `{"_id": .., "_source": {..}}`.

use serde_json::Value;

use super::fields::Object;
use super::{ninjs, record};

/// Lists go no deeper than this in anything that was seen.
const MAX_DEPTH: usize = 3;

/// Takes the article, or the elements of the lists of articles, in an object that is no article itself, in order; empty where
/// there are none. An element that has its article one level down is replaced by that.
pub(super) fn items(object: &mut Object) -> Vec<Value> {
    if is_article(object) || record::has_byline(object) {
        return Vec::new();
    }
    if !record::has_title(object) && holds_article(object) {
        return vec![unwrapped(Value::Object(std::mem::take(object)))];
    }
    let mut items = Vec::new();
    take(object, MAX_DEPTH, &mut items);
    items
}

fn take(object: &mut Object, depth: usize, items: &mut Vec<Value>) {
    for (name, value) in object.iter_mut() {
        match value {
            // What readers wrote below an article is none.
            Value::Array(_) if matches!(name.as_str(), "comments" | "replies") => {}
            Value::Array(elements) if elements.iter().filter_map(Value::as_object).any(holds_article) => {
                items.extend(std::mem::take(elements).into_iter().map(unwrapped));
            }
            Value::Object(inner) if depth > 1 => take(inner, depth - 1, items),
            _ => {}
        }
    }
}

/// Tells whether an object has the text of an article and something that names it.
fn is_article(object: &Object) -> bool {
    record::has_text(object) && record::has_name(object) || ninjs::is_item(object)
}

fn holds_article(element: &Object) -> bool {
    is_article(element) || element.values().filter_map(Value::as_object).any(is_article)
}

fn unwrapped(element: Value) -> Value {
    match element {
        Value::Object(mut object) if !is_article(&object) => {
            let id = ["_id", "id"].iter().find_map(|name| object.get(*name)).cloned();
            let found = object.values_mut().find_map(|value| match value {
                Value::Object(inner) if is_article(inner) => Some(std::mem::take(inner)),
                _ => None,
            });
            let mut inner = found.unwrap_or(object);
            if let Some(id) = id.filter(|_| !record::has_id(&inner)) {
                inner.insert("id".to_owned(), id);
            }
            Value::Object(inner)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(value: Value) -> Vec<String> {
        let Value::Object(mut object) = value else { panic!("no object") };
        items(&mut object).iter().map(|item| item["id"].to_string()).collect()
    }

    #[test]
    fn lists_are_found_where_programs_put_them() {
        let a = json!({"id": 1, "title": "Ferry back", "text": "It runs."});
        let b = json!({"id": 2, "title": "No text"});
        for envelope in [
            json!({"status": "ok", "articles": [a, b]}),
            json!({"response": {"total": 2, "docs": [a, b]}}),
            json!({"hits": {"total": {"value": 2}, "hits": [{"_source": a}, b]}}),
            json!({"hits": [{"_id": 1, "_source": {"title": "Ferry back", "text": "It runs."}}, b]}),
            json!({"one": [a], "two": [{"id": 2, "uri": "u", "headline": "H", "pubstatus": "usable"}]}),
        ] {
            assert_eq!(ids(envelope.clone()), ["1", "2"], "{envelope}");
        }
    }

    #[test]
    fn an_article_alone_is_taken_out_with_the_id_beside_it() {
        let line =
            json!({"_index": "news", "_id": 7, "_source": {"title": "Ferry back", "text": "It runs."}});
        assert_eq!(ids(line), ["7"]);
    }

    #[test]
    fn what_stands_below_an_article_is_none() {
        let comment = json!({"id": 3, "title": "Re", "text": "Good."});
        for object in [
            json!({"title": "T", "author": "Ana Lind", "related": [comment]}),
            json!({"title": "T", "related": comment}),
            json!({"title": "T", "comments": [comment]}),
            json!({"id": 1, "text": "It runs.", "related": [comment]}),
            json!({"id": 1, "sentences": [{"text": "It runs."}]}),
        ] {
            assert_eq!(ids(object.clone()), [""; 0], "{object}");
        }
    }
}
