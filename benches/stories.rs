//! How many groups a second become stories, at several sizes.
//!
//! `cargo bench --bench stories`; articles, groups and neighbours are made outside the timed part. Every event has one to
//! twelve reports, which share its words and its names; the neighbours of a report are the others of its event and as
//! many strangers as fill up the list.

#[path = "articles/article.rs"]
mod article;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use jiff::{SignedDuration, Timestamp};
use wiredesk::model::{Article, DocId, DuplicateGroup, GroupId, Member, Origin, OriginKind, Relation};
use wiredesk::neighbours::NeighbourLists;
use wiredesk::progress::Monitor;
use wiredesk::stories::{Method, StoryParams, find_stories};
use wiredesk::text::{Corpus, TextParams, analyze};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [5_000, 20_000, 100_000];
const N_NEIGHBOURS: usize = 30;

struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }

    /// A number whose density falls as one over it.
    fn rank(&mut self, bits: usize) -> usize {
        let bits = self.below(bits);
        (1 << bits) + self.below(1 << bits)
    }
}

fn word(random: &mut Random, event: usize) -> String {
    match random.below(10) {
        0 => format!("Name{event}x{}", random.below(6)),
        1..4 => format!("own{event}x{}", random.below(40)),
        _ => format!("w{:x}", random.rank(16)).replace(|c: char| c.is_ascii_digit(), "q"),
    }
}

fn text(random: &mut Random, event: usize) -> String {
    let sentence = |_| {
        let words: Vec<String> = (0..20).map(|_| word(random, event)).collect();
        format!("The {}. ", words.join(" "))
    };
    (0..10).map(sentence).collect()
}

struct Pile {
    articles: Vec<Article>,
    corpus: Corpus,
    groups: Vec<DuplicateGroup>,
    neighbours: NeighbourLists,
}

fn pile(n: usize) -> Pile {
    let mut random = Random(42);
    let mut events: Vec<usize> = Vec::new();
    while events.len() < n {
        let (event, size) = (events.len(), 1 + random.below(12));
        events.extend(std::iter::repeat_n(event, size.min(n - event)));
    }
    let dated = |(number, &event): (usize, &usize)| Article {
        published: Some(
            Timestamp::UNIX_EPOCH + SignedDuration::from_hours(i64::try_from(event / 50).unwrap_or_default()),
        ),
        ..article::article(number, text(&mut random, event))
    };
    let articles: Vec<Article> = events.iter().enumerate().map(dated).collect();
    let mut lists = Vec::new();
    for (number, event) in events.iter().enumerate() {
        let mates = (*event..n).take_while(|&i| events[i] == *event).filter(|&i| i != number);
        let mut list: Vec<(DocId, f32)> = mates.map(|i| (DocId(i as u32), 0.5)).collect();
        while list.len() < N_NEIGHBOURS {
            let near = (number + n - 200 + random.below(400)) % n;
            if events[near] != *event {
                list.push((DocId(near as u32), 0.2));
            }
        }
        lists.push(list);
    }
    let corpus = analyze(&articles, &TextParams::default(), &Monitor::silent()).unwrap_or_default();
    let groups = articles.iter().map(alone).collect();
    Pile { articles, corpus, groups, neighbours: NeighbourLists::new(lists) }
}

fn alone(article: &Article) -> DuplicateGroup {
    let kept = Member {
        id: article.id.clone(),
        relation: Relation::Kept,
        score: 1.0,
        containment: 1.0,
        flags: Vec::new(),
    };
    DuplicateGroup {
        id: GroupId(format!("g-{}", article.id)),
        kept: article.id.clone(),
        members: vec![kept],
        origin: Origin { name: article.id.to_string(), kind: OriginKind::Unknown },
        contains: Vec::new(),
        versions: Vec::new(),
        flags: Vec::new(),
    }
}

#[divan::bench(args = SIZES, consts = [true, false], sample_count = 3, sample_size = 1)]
fn stories<const BY_LINKAGE: bool>(bencher: Bencher<'_, '_>, n: usize) {
    let pile = pile(n);
    let method = if BY_LINKAGE { Method::Average } else { Method::Leiden };
    let params = StoryParams { method, ..StoryParams::default() };
    bencher.counter(ItemsCount::new(n)).bench(|| {
        let Pile { articles, corpus, groups, neighbours } = black_box(&pile);
        find_stories(articles, corpus, groups, neighbours, &params, &Monitor::silent())
    });
}
