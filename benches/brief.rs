//! How long the briefs of made-up clusters take: selection alone, support and order with it, and the way from raw text.
//!
//! `cargo bench --bench brief`. A cluster is ten articles of 26 sentences (260 in all), and for the size a story of
//! 5,000 articles. Clusters are made outside the timed part.

use divan::{Bencher, black_box};
use wiredesk::brief::{BriefParams, Budget, Cluster, METHODS, summarize, summarizer};
use wiredesk::clean::{CleanParams, clean};
use wiredesk::model::{Article, Body, Document, RawArticle, StoryId};
use wiredesk::progress::Monitor;
use wiredesk::text::{Corpus, TextParams, analyze};

fn main() {
    divan::main();
}

const SYLLABLES: [&str; 16] =
    ["ka", "ro", "mi", "te", "lu", "san", "vor", "den", "qui", "pel", "ost", "ar", "ben", "ul", "ges", "ty"];

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn push_word(mut number: usize, text: &mut String) {
    for _ in 0..2 {
        text.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
}

/// Makes articles about one event: of 22 words of a sentence two in five are stop words, the rest is drawn from 600
/// words, the lower numbers more often.
fn raw(n_articles: usize, n_sentences: usize) -> Vec<RawArticle> {
    const STOP: [&str; 8] = ["the", "of", "in", "and", "to", "was", "on", "that"];
    let mut random = Random(42);
    let article = |number: usize| {
        let mut text = String::new();
        for sentence in 0..n_sentences {
            text.push_str("Kor");
            for _ in 0..22 {
                text.push(' ');
                if random.below(5) < 2 {
                    text.push_str(STOP[random.below(STOP.len())]);
                } else {
                    let most = 1 + random.below(600);
                    push_word(random.below(most), &mut text);
                }
            }
            text.push_str(if sentence % 3 == 2 { ".\n\n" } else { ". " });
        }
        RawArticle { id: Some(format!("a{number:05}")), body: Body::Text(text), ..RawArticle::default() }
    };
    (0..n_articles).map(article).collect()
}

fn ready(raw: Vec<RawArticle>) -> (Vec<Article>, Corpus) {
    let monitor = Monitor::silent();
    let articles =
        clean(raw, &CleanParams::default(), &monitor).map(|cleaned| cleaned.articles).unwrap_or_default();
    let corpus = analyze(&articles, &TextParams::default(), &monitor).unwrap_or_default();
    (articles, corpus)
}

fn cluster<'a>(articles: &'a [Article], corpus: &'a Corpus) -> Cluster<'a> {
    let articles: Vec<&Article> = articles.iter().collect();
    let documents: Vec<&Document> = corpus.documents.iter().collect();
    let origins: Vec<usize> = (0..articles.len()).collect();
    Cluster::new(&articles, &documents, &origins, &corpus.vocabulary)
}

fn params(method: &str) -> BriefParams {
    BriefParams { method: method.to_owned(), ..BriefParams::default() }
}

#[divan::bench(args = METHODS)]
fn selection(bencher: Bencher<'_, '_>, method: &str) {
    let (articles, corpus) = ready(raw(10, 26));
    let Ok(summarizer) = summarizer(&params(method)) else { return };
    bencher
        .with_inputs(|| cluster(&articles, &corpus))
        .bench_refs(|cluster| summarizer.select(black_box(cluster), &Budget::words(100)));
}

#[divan::bench(args = METHODS)]
fn brief(bencher: Bencher<'_, '_>, method: &str) {
    let (articles, corpus) = ready(raw(10, 26));
    let params = params(method);
    let Ok(summarizer) = summarizer(&params) else { return };
    bencher
        .with_inputs(|| cluster(&articles, &corpus))
        .bench_refs(|cluster| summarize(&StoryId::from("s"), black_box(cluster), &*summarizer, &params));
}

#[divan::bench(args = ["coverage", "lead"])]
fn from_raw_text(bencher: Bencher<'_, '_>, method: &str) {
    let params = params(method);
    let Ok(summarizer) = summarizer(&params) else { return };
    bencher.with_inputs(|| raw(10, 26)).bench_values(|raw| {
        let (articles, corpus) = ready(raw);
        summarize(&StoryId::from("s"), &cluster(&articles, &corpus), &*summarizer, &params)
    });
}

#[divan::bench(args = ["coverage", "lexrank", "mmr", "centroid", "submodular", "icsi", "lead"], sample_count = 1, sample_size = 1)]
fn five_thousand_articles(bencher: Bencher<'_, '_>, method: &str) {
    let (articles, corpus) = ready(raw(5_000, 26));
    let params = params(method);
    let Ok(summarizer) = summarizer(&params) else { return };
    bencher
        .with_inputs(|| cluster(&articles, &corpus))
        .bench_refs(|cluster| summarize(&StoryId::from("s"), black_box(cluster), &*summarizer, &params));
}
