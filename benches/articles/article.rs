//! An article that is nothing but its number and its text.

use wiredesk::model::{Article, Kind};

pub fn article(number: usize, text: String) -> Article {
    Article {
        id: format!("a{number:07}").as_str().into(),
        input: String::new(),
        line: None,
        source: None,
        agency: None,
        url: None,
        title: None,
        byline: None,
        dateline: None,
        published: None,
        lang: Some("en".to_owned()),
        kind: Kind::Story,
        paragraphs: vec![text],
        wire: None,
        flags: Vec::new(),
        removed: Vec::new(),
        dropped_bytes: None,
    }
}
