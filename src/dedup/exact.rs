//! Step 1: equal texts are one text, unless they were published too many days apart: a bank that leaves its rates as they
//! are says so in the same words each time.

use xxhash_rust::xxh3::Xxh3;

use crate::model::{Article, DocId, Kind, TermId};
use crate::par;
use crate::sparse::SparseMatrix;
use crate::text::Corpus;

use super::texts::{Text, Texts};

/// From this share of figures among its words up a text is a table.
const TABLE_SHARE: f64 = 0.4;

/// Hashes the words of the cleaned body: white space and paragraphs do not count.
fn content_hash(article: &Article) -> u128 {
    let mut hasher = Xxh3::new();
    for word in article.words() {
        hasher.update(word.as_bytes());
        hasher.update(b" ");
    }
    hasher.digest128()
}

/// Collapses articles of equal text that are at most `window_days` apart, 0 for no limit, and numbers the texts by their
/// hash.
pub(super) fn collapse<'a>(
    articles: &[Article],
    corpus: &'a Corpus,
    matrix: &'a SparseMatrix,
    window_days: u32,
) -> Texts<'a> {
    let hashes = par::map(articles, content_hash);
    let (mut order, mut alone): (Vec<DocId>, Vec<DocId>) =
        (0..articles.len() as u32).map(DocId).partition(|doc| articles[doc.index()].kind.is_news());
    order.sort_by_key(|doc| (hashes[doc.index()], &articles[doc.index()].id));
    alone.sort_by_key(|doc| &articles[doc.index()].id);
    let vocabulary = &corpus.vocabulary;
    let is_figure = par::map_range(vocabulary.len(), |word| {
        vocabulary.word(TermId(word as u32)).bytes().all(|byte| byte.is_ascii_digit())
    });
    let equal: Vec<Vec<DocId>> = order
        .chunk_by(|a, b| hashes[a.index()] == hashes[b.index()])
        .flat_map(|docs| by_window(articles, docs, window_days))
        .collect();
    let list = par::map(&equal, |docs| {
        let times = || docs.iter().filter_map(|doc| articles[doc.index()].published);
        let titles = docs.iter().flat_map(|doc| &corpus.documents[doc.index()].title);
        let mut title: Vec<_> = titles.copied().collect();
        title.sort_unstable();
        title.dedup();
        let tokens = &corpus.documents[docs[0].index()].tokens;
        Text {
            title,
            is_table: is_table(tokens, &is_figure),
            is_roundup: docs.iter().any(|doc| articles[doc.index()].kind == Kind::Roundup),
            docs: docs.clone(),
            tokens,
            row: matrix.row(docs[0].index()),
            published: times().min().zip(times().max()),
        }
    });
    Texts { list, vocabulary, alone }
}

/// Parts articles, ascending by their ids, where more than the window lies between one and the next; those without a time
/// go with the earliest.
fn by_window(articles: &[Article], docs: &[DocId], window_days: u32) -> Vec<Vec<DocId>> {
    let time = |doc: &DocId| articles[doc.index()].published.map(jiff::Timestamp::as_second);
    let mut in_time = docs.to_vec();
    in_time.sort_by_key(time);
    let window = i64::from(window_days) * 86_400;
    let is_near = |a: &DocId, b: &DocId| match (time(a), time(b)) {
        (Some(a), Some(b)) => window == 0 || b - a <= window,
        _ => true,
    };
    let id = |doc: &DocId| &articles[doc.index()].id;
    let parts = in_time.chunk_by(is_near).map(|part| {
        let mut part = part.to_vec();
        part.sort_by(|a, b| id(a).cmp(id(b)));
        part
    });
    parts.collect()
}

/// Tells whether a text is a table by its words; `is_figure` tells of each word whether it is digits alone.
fn is_table(tokens: &[TermId], is_figure: &[bool]) -> bool {
    let n_figures = tokens.iter().filter(|word| is_figure.get(word.index()) == Some(&true)).count();
    n_figures as f64 >= TABLE_SHARE * tokens.len() as f64 && n_figures > 0
}
