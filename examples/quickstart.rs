//! Three articles, two of them copies: which belong together, and what each story says.
//!
//! Run with `cargo run --example quickstart`.

use std::io::{Write, stdout};

use wiredesk::Pipeline;
use wiredesk::model::{Body, RawArticle};

const LIGHTHOUSE: &str = "The lighthouse on Gannet Rock was lit again on Saturday, eleven years after a storm broke its \
    lamp. Volunteers from the village of Skarn carried the new lens over the ice by hand. The keeper, Tove Arnell, said \
    that ships would now see the rock from twenty miles away.";

const BAKERY: &str = "A bakery in Lower Marsh sold its millionth poppy seed roll on Saturday. The baker gave it to the \
    customer for nothing and closed the shop for the rest of the day.";

fn article(source: &str, title: &str, text: &str) -> RawArticle {
    RawArticle {
        source: Some(source.to_owned()),
        title: Some(title.to_owned()),
        body: Body::Text(text.to_owned()),
        ..RawArticle::default()
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let articles = [
        article("Skarn Weekly", "Gannet Rock shines again", LIGHTHOUSE),
        article("Coast Telegraph", "Lighthouse relit after storm", LIGHTHOUSE),
        article("Marsh Mirror", "One million rolls", BAKERY),
    ];
    let digest = Pipeline::builder().build()?.run(articles)?;

    let mut out = stdout().lock();
    for story in &digest.stories {
        writeln!(out, "{} ({} articles, {} origins)", story.headline, story.copies, story.origins)?;
        for brief in digest.briefs.iter().filter(|brief| brief.story == story.id) {
            for sentence in &brief.sentences {
                let source = sentence.source.as_deref().unwrap_or("unknown");
                writeln!(out, "  {} [{source}]", sentence.text)?;
            }
        }
    }
    Ok(())
}
