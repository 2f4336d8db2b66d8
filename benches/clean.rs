//! How many megabytes of text, and how many web pages, a second become articles; pages beside the bare extractor.
//!
//! `cargo bench --bench clean`; texts and pages are made outside the timed part, of a fixed seed. The argument is the
//! number of threads.

mod articles;

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use trafilatura::{ExtractionFocus, Options};
use wiredesk::clean::{CleanParams, clean};
use wiredesk::model::{Body, RawArticle};
use wiredesk::par;
use wiredesk::progress::Monitor;

fn main() {
    divan::main();
}

const TEXTS: usize = 2_000;
const PAGES: usize = 60;
const WORDS: usize = 450;
const THREADS: [usize; 2] = [1, 2];

/// Bodies as sentences, so that they read like prose and not like a list of words.
fn paragraphs(n: usize) -> Vec<Vec<String>> {
    let sentence = |words: &[&str]| {
        let mut text = String::new();
        for (n, word) in words.iter().enumerate() {
            text.push_str(["the ", "of ", "", "in ", ""][n % 5]);
            text.push_str(word);
            text.push(' ');
        }
        format!("The {}.", text.trim_end())
    };
    let (bodies, _) = articles::articles(n, WORDS);
    let paragraphs = bodies.iter().map(|article| {
        let words: Vec<&str> = article.words().collect();
        words.chunks(45).map(|part| part.chunks(15).map(sentence).collect::<Vec<_>>().join(" ")).collect()
    });
    paragraphs.collect()
}

/// Scraped texts of forty outlets, each with furniture of its own.
fn texts() -> Vec<RawArticle> {
    let text = |(n, paragraphs): (usize, Vec<String>)| RawArticle {
        id: Some(format!("t{n}")),
        source: Some(format!("Outlet {}", n % 40)),
        title: Some(format!("Headline {n}")),
        body: Body::Text(format!(
            "Home | News | Sport\n\nHeadline {n}\n\nMarch 3, 2029\n\nBy Ada Holm\n\nLUND (MW) -- {}\n\nSign up for our newsletter.\n\n(Reporting by Per Lind)\n\nRelated Content\n\nStorm closes quay\n\nRead daily in town {}.",
            paragraphs.join("\n\n"),
            n % 40
        )),
        ..RawArticle::default()
    };
    paragraphs(TEXTS).into_iter().enumerate().map(text).collect()
}

/// Whole pages: head, navigation, article with a lead and boxes, side column, footer.
fn pages() -> Vec<String> {
    let menu =
        (0..60).map(|n| format!("<li><a href='/s{n}'>Section {n}</a></li>")).collect::<Vec<_>>().concat();
    let side = (0..40)
        .map(|n| format!("<div class='card'><h3><a href='/a{n}'>Storm {n} closes quay</a></h3><p>Teaser of story {n}</p></div>"))
        .collect::<Vec<_>>()
        .concat();
    let page = |(n, paragraphs): (usize, Vec<String>)| {
        let body = paragraphs.iter().map(|p| format!("<p>{p}</p>")).collect::<Vec<_>>().concat();
        format!(
            "<!doctype html><html lang='en'><head><title>Headline {n} | Courier</title><meta property='og:title' content='Headline {n}'><meta name='description' content='Two more sailings a day are to bring tourists to the outer islands {n}.'><script>var a={{b:1}};</script><style>.a{{color:red}}</style></head><body><header><ul>{menu}</ul></header><main><article><h1>Headline {n}</h1><div class='teaser'>Two more sailings a day are to bring tourists to the outer islands {n}.</div><figure><img src='x.jpg'><figcaption>The ferry in May</figcaption></figure>{body}<div class='share'><a href='#'>Share</a></div></article><aside>{side}</aside></main><footer><ul>{menu}</ul><p>Copyright 2029 Courier</p></footer></body></html>"
        )
    };
    paragraphs(PAGES).into_iter().enumerate().map(page).collect()
}

#[divan::bench(args = THREADS, sample_count = 5)]
fn text(bencher: Bencher<'_, '_>, threads: usize) {
    let texts = texts();
    let bytes: usize =
        texts.iter().map(|t| if let Body::Text(text) = &t.body { text.len() } else { 0 }).sum();
    bencher.counter(BytesCount::new(bytes)).with_inputs(|| texts.clone()).bench_values(|texts| {
        par::with_threads(threads, || clean(black_box(texts), &CleanParams::default(), &Monitor::silent()))
    });
}

#[divan::bench(args = THREADS, sample_count = 5)]
fn html(bencher: Bencher<'_, '_>, threads: usize) {
    let pages = pages();
    let raw = |page: &String| RawArticle { body: Body::Html(page.clone()), ..RawArticle::default() };
    bencher
        .counter(ItemsCount::new(PAGES))
        .with_inputs(|| pages.iter().map(raw).collect::<Vec<_>>())
        .bench_values(|raw| {
            par::with_threads(threads, || clean(black_box(raw), &CleanParams::default(), &Monitor::silent()))
        });
}

/// The bare extractor on the same pages.
#[divan::bench(args = THREADS, sample_count = 5)]
fn extractor(bencher: Bencher<'_, '_>, threads: usize) {
    let pages = pages();
    bencher.counter(ItemsCount::new(PAGES)).bench(|| {
        par::with_threads(threads, || {
            par::map(black_box(&pages), |page| {
                let options =
                    Options::default().with_fallback(true).with_focus(ExtractionFocus::FavorPrecision);
                trafilatura::extract(page, &options).map(|found| found.content_text.len()).unwrap_or_default()
            })
        })
    });
}
