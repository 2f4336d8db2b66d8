//! How many articles a second become rows and groups, at several sizes of corpus.
//!
//! `cargo bench --bench dedup`; the articles are made outside the timed part.

mod articles;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use wiredesk::dedup::{CandidateSource, DedupParams, find_duplicates};
use wiredesk::neighbours::NeighbourParams;
use wiredesk::progress::Monitor;
use wiredesk::text::{Corpus, TextParams, analyze};
use wiredesk::vectorize::{VectorizeParams, fit};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [500, 2_000, 8_000];
const WORDS: usize = 450;

fn corpus(n: usize) -> (Vec<wiredesk::model::Article>, Corpus) {
    let (articles, _) = articles::articles(n, WORDS);
    let corpus = analyze(&articles, &TextParams::default(), &Monitor::silent()).unwrap_or_default();
    (articles, corpus)
}

#[divan::bench(args = SIZES, sample_count = 3)]
fn rows(bencher: Bencher<'_, '_>, n: usize) {
    let (_, corpus) = corpus(n);
    bencher
        .counter(ItemsCount::new(n))
        .bench(|| fit(black_box(&corpus), &VectorizeParams::default()).transform(&corpus));
}

#[divan::bench(args = SIZES, consts = [true, false], sample_count = 3)]
fn groups<const WITH_INDEX: bool>(bencher: Bencher<'_, '_>, n: usize) {
    let (articles, corpus) = corpus(n);
    let matrix = fit(&corpus, &VectorizeParams::default()).transform(&corpus);
    let candidates = if WITH_INDEX { CandidateSource::Both } else { CandidateSource::Join };
    let params = DedupParams { candidates, ..DedupParams::default() };
    let neighbours = NeighbourParams::default();
    bencher
        .counter(ItemsCount::new(n))
        .bench(|| find_duplicates(&articles, &corpus, &matrix, &neighbours, &params, &Monitor::silent()));
}
