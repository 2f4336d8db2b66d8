//! The labelled pairs that the score of copies is trained on; `scripts/train_pairs.py` reads them.
//!
//! Of the planted set there are, besides the whole, seeded small piles of it, for a desk's pile may be small; of every
//! third pile the headlines are left out, for many have none.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};

use anyhow::Result;
use serde::Serialize;
use wiredesk::dedup::{self, DedupParams, PairFeatures, Scored};
use wiredesk::model::{Article, DocId};
use wiredesk::neighbours::NeighbourParams;
use wiredesk::progress::Monitor;
use wiredesk::text::{self, TextParams};
use wiredesk::vectorize::{self, VectorizeParams};

use crate::sets::{planted, reuters_briefs, sample};
use crate::sources::Sources;

/// How many small piles there are, and how many pairs of look-alike texts each is made around.
const PILES: [(usize, usize); 2] = [(60, 10), (15, 50)];

/// A labelled pair.
#[derive(Serialize)]
struct Labelled<'a> {
    set: &'a str,
    /// Pairs of one group belong on one side of a split.
    group: &'a str,
    /// The group of the other side.
    other: &'a str,
    /// The articles.
    a: &'a str,
    b: &'a str,
    same: bool,
    values: [f64; PairFeatures::COUNT],
}

/// Prints the pairs of every set that is here.
pub fn print(sources: &Sources) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}", serde_json::json!({ "features": PairFeatures::NAMES }))?;
    let find = |set: &crate::sets::Set| sources.find(set.own, set.files).map_err(anyhow::Error::msg);

    let (articles, label_of) = sample::clusters(&find(&sample::SET)?)?;
    by_cluster("sample", &articles, &label_of, &mut out)?;

    let (articles, label_of) = planted::clusters(&find(&planted::SET)?)?;
    write_classes(&articles, &label_of, &mut out)?;
    let like = by_cluster("planted", &articles, &label_of, &mut out)?;
    let labels: Vec<&String> = label_of.values().collect::<BTreeSet<_>>().into_iter().collect();
    let mut random = Random(7);
    for (number, n_like) in PILES.iter().flat_map(|&(n, size)| std::iter::repeat_n(size, n)).enumerate() {
        let mut chosen: BTreeSet<&String> = BTreeSet::new();
        for _ in 0..n_like {
            let (one, other) = &like[random.below(like.len())];
            chosen.extend([
                one,
                other,
                labels[random.below(labels.len())],
                labels[random.below(labels.len())],
            ]);
        }
        let mut pile: Vec<Article> = articles
            .iter()
            .filter(|a| label_of.get(a.id.as_str()).is_some_and(|l| chosen.contains(l)))
            .cloned()
            .collect();
        if number % 3 == 0 {
            for article in &mut pile {
                article.title = None;
            }
        }
        by_cluster("planted-small", &pile, &label_of, &mut out)?;
    }

    let (articles, judged) = reuters_briefs::judged(&find(&reuters_briefs::SET)?)?;
    for pair in pairs(&articles)? {
        let (a, b) = (articles[pair.a.index()].id.as_str(), articles[pair.b.index()].id.as_str());
        let key = (a.min(b).to_owned(), a.max(b).to_owned());
        if let Some(&same) = judged.get(&key) {
            write(
                &mut out,
                &Labelled {
                    set: "reuters-briefs",
                    group: a,
                    other: a,
                    a,
                    b,
                    same,
                    values: pair.features.values(),
                },
            )?;
        }
    }
    Ok(out.flush()?)
}

/// Prints the pairs of articles whose label is known; gives the labels of those that differ.
fn by_cluster(
    set: &str,
    articles: &[Article],
    label_of: &BTreeMap<String, String>,
    out: &mut impl Write,
) -> Result<Vec<(String, String)>> {
    let mut like = Vec::new();
    for pair in pairs(articles)? {
        let label = |place: usize| label_of.get(articles[place].id.as_str());
        let (Some(a), Some(b)) = (label(pair.a.index()), label(pair.b.index())) else { continue };
        if a != b && set != "sample" && planted::are_of_one_story(a, b) {
            continue;
        }
        let id = |doc: DocId| articles[doc.index()].id.as_str();
        let values = pair.features.values();
        write(
            out,
            &Labelled { set, group: a, other: b, a: id(pair.a), b: id(pair.b), same: a == b, values },
        )?;
        if a != b {
            like.push((a.clone(), b.clone()));
        }
    }
    Ok(like)
}

/// Prints which articles of the planted set are collapsed before pairs are scored: what a partition is made of.
fn write_classes(
    articles: &[Article],
    label_of: &BTreeMap<String, String>,
    out: &mut impl Write,
) -> Result<()> {
    let monitor = Monitor::silent();
    let corpus = text::analyze(articles, &TextParams::default(), &monitor)?;
    let matrix = vectorize::fit(&corpus, &VectorizeParams::default()).transform(&corpus);
    let (neighbours, params) = (NeighbourParams::default(), DedupParams::default());
    let scored = Scored::of(articles, &corpus, &matrix, &neighbours, &params, &monitor)?;
    for (article, class) in articles.iter().zip(scored.labels(f64::INFINITY)) {
        let id = article.id.as_str();
        writeln!(out, "{}", serde_json::json!({"id": id, "class": class, "cluster": label_of.get(id)}))?;
    }
    Ok(())
}

fn pairs(articles: &[Article]) -> Result<Vec<dedup::ScoredPair>> {
    let monitor = Monitor::silent();
    let corpus = text::analyze(articles, &TextParams::default(), &monitor)?;
    let matrix = vectorize::fit(&corpus, &VectorizeParams::default()).transform(&corpus);
    let (neighbours, params) = (NeighbourParams::default(), DedupParams::default());
    Ok(dedup::candidate_pairs(articles, &corpus, &matrix, &neighbours, &params)?)
}

fn write(out: &mut impl Write, pair: &Labelled<'_>) -> Result<()> {
    serde_json::to_writer(&mut *out, pair)?;
    Ok(writeln!(out)?)
}

/// A linear congruential generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}
