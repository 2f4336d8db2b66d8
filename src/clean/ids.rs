//! Ids: what the input says, one made from the content where it says none, and no id twice.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::model::{ArticleId, Body, RawArticle};

/// The content of a record as a number: source, title and text as they came in, so that it does not depend on the rules
/// or on the rest of the batch.
pub(super) fn fingerprint(raw: &RawArticle) -> u128 {
    let mut hash = Xxh3::new();
    let mut field = |text: &str| {
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    field(raw.source.as_deref().unwrap_or(""));
    field(raw.title.as_deref().unwrap_or(""));
    match &raw.body {
        Body::Text(text) | Body::Html(text) => field(text),
        Body::Clean { paragraphs, .. } => paragraphs.iter().for_each(|p| field(p)),
    }
    hash.digest128()
}

/// Gives the id that the input says, or 32 hex digits of the content.
pub(super) fn id_of(raw: &RawArticle, fingerprint: u128) -> String {
    match raw.id.as_deref().map(str::trim) {
        Some(id) if !id.is_empty() => id.to_owned(),
        _ => format!("{fingerprint:032x}"),
    }
}

/// The ids of a batch, given out in input order.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// What each id stands for, and the number that the next copy of it gets.
    taken: FxHashMap<String, u32>,
    /// The records met, by id and content.
    met: FxHashMap<(String, u128), ArticleId>,
}

/// What an id is to the batch so far.
pub(super) enum Given {
    /// Nobody had it.
    New(ArticleId),
    /// Another content had it; this is a new one.
    Renamed(ArticleId),
    /// The same record was met before, under this id.
    Met(ArticleId),
}

impl Ids {
    /// Gives `id` to a record, or another one where it is taken.
    pub fn give(&mut self, id: String, fingerprint: u128) -> Given {
        if let Some(met) = self.met.get(&(id.clone(), fingerprint)) {
            return Given::Met(met.clone());
        }
        let mut name = id.clone();
        let mut number = self.taken.get(&id).copied().unwrap_or(1);
        while self.taken.contains_key(&name) {
            number += 1;
            name = format!("{id}#{number}");
        }
        let renamed = name != id;
        if renamed {
            self.taken.insert(id.clone(), number);
        }
        self.taken.insert(name.clone(), 1);
        self.met.insert((id, fingerprint), ArticleId(name.clone()));
        if renamed { Given::Renamed(ArticleId(name)) } else { Given::New(ArticleId(name)) }
    }
}
