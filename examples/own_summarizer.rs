//! A summariser of one's own: the sentences with the most figures, whoever tells them.
//!
//! Run with `cargo run --example own_summarizer`.

use std::cmp::Reverse;
use std::io::{Write, stdout};

use wiredesk::Pipeline;
use wiredesk::brief::{Budget, Cluster, SentenceRef, Summarizer};
use wiredesk::model::{Body, RawArticle};

struct Figures;

impl Summarizer for Figures {
    fn name(&self) -> &'static str {
        "figures"
    }

    /// Gives all sentences in the order in which they are wanted, as far as the budget reaches.
    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let digits = |at: &SentenceRef| cluster.text(*at).chars().filter(char::is_ascii_digit).count();
        let mut sentences: Vec<SentenceRef> = cluster.sentences().collect();
        sentences.sort_by_key(|at| (Reverse(digits(at)), *at));
        let mut left = *budget;
        sentences.retain(|at| digits(at) > 0 && left.take(cluster.cost(*at)));
        sentences
    }
}

const MILL: &str = "The paper mill at Orsta will close in June after 118 years. Its 340 workers heard so on Monday. \
    The owner, Brandt Pulp, lost 61 million crowns last year. The union called the news a blow to the valley.";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let article = RawArticle {
        source: Some("Orsta Courier".to_owned()),
        title: Some("Mill to close".to_owned()),
        body: Body::Text(MILL.to_owned()),
        ..RawArticle::default()
    };
    let digest = Pipeline::builder().summarizer(Figures).build()?.run([article])?;
    let mut out = stdout().lock();
    for sentence in digest.briefs.iter().flat_map(|brief| &brief.sentences) {
        writeln!(out, "{}", sentence.text)?;
    }
    Ok(())
}
