//! The whole stage on invented articles.

use super::*;
use crate::model::{ArticleId, Kind, Relation};
use crate::text::{self, TextParams};
use crate::vectorize::{self, VectorizeParams};

/// A small generator with a fixed seed.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    /// An invented word: the same number gives the same word.
    fn word(number: usize) -> String {
        let syllables = ["ka", "ro", "mi", "te", "lu", "san", "vor", "den", "qui", "pel", "ost", "ar"];
        let mut rest = number + 12;
        let mut word = String::new();
        while rest > 0 {
            word.push_str(syllables[rest % 12]);
            rest /= 12;
        }
        word
    }

    /// A text of so many words, some of which all texts share.
    fn text(&mut self, n_words: usize) -> Vec<String> {
        let common = |r: &mut Self| {
            ["the", "of", "said", "town", "council", "on", "new", "was"][r.below(8)].to_owned()
        };
        (0..n_words)
            .map(|_| if self.below(3) == 0 { common(self) } else { Self::word(self.below(4000)) })
            .collect()
    }

    /// The text with every twentieth word or so changed and the end cut.
    fn edit(&mut self, words: &[String]) -> Vec<String> {
        let end = words.len() - self.below(words.len() / 4 + 1);
        let edited = words[..end].iter();
        edited.map(|w| if self.below(20) == 0 { Self::word(self.below(4000)) } else { w.clone() }).collect()
    }
}

fn article(id: &str, body: &str) -> Article {
    Article {
        id: id.into(),
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
        paragraphs: vec![body.to_owned()],
        wire: None,
        flags: Vec::new(),
        removed: Vec::new(),
        dropped_bytes: None,
    }
}

fn run_with(articles: &[Article], params: &DedupParams) -> Duplicates {
    let monitor = Monitor::silent();
    let corpus = text::analyze(articles, &TextParams::default(), &monitor).unwrap();
    let matrix = vectorize::fit(&corpus, &VectorizeParams::default()).transform(&corpus);
    find_duplicates(articles, &corpus, &matrix, &NeighbourParams::default(), params, &monitor).unwrap()
}

fn run(articles: &[Article]) -> Vec<DuplicateGroup> {
    let found = run_with(articles, &DedupParams::default());
    for member in found.groups.iter().flat_map(|g| &g.members) {
        assert!((0.0..=1.0).contains(&member.score) && (0.0..=1.0).contains(&member.containment));
    }
    let mut ids: Vec<&ArticleId> = found.groups.iter().flat_map(|g| &g.members).map(|m| &m.id).collect();
    ids.sort();
    let mut all: Vec<&ArticleId> = articles.iter().map(|a| &a.id).collect();
    all.sort();
    assert_eq!(ids, all, "the groups are no partition");
    found.groups
}

/// The partition as sorted sets of ids.
fn partition(groups: &[DuplicateGroup]) -> Vec<Vec<&str>> {
    let mut sets: Vec<Vec<&str>> =
        groups.iter().map(|g| g.members.iter().map(|m| m.id.as_str()).collect()).collect();
    for set in &mut sets {
        set.sort_unstable();
    }
    sets.sort();
    sets
}

/// Copies of some texts among single ones: `families` texts with `copies` edited copies each.
fn corpus(families: usize, copies: usize, singles: usize) -> Vec<Article> {
    let mut random = Random(11);
    let mut articles = Vec::new();
    for family in 0..families {
        let words = random.text(160);
        articles.push(article(&format!("f{family}-0"), &words.join(" ")));
        for copy in 1..copies {
            articles.push(article(&format!("f{family}-{copy}"), &random.edit(&words).join(" ")));
        }
    }
    for single in 0..singles {
        articles.push(article(&format!("s{single}"), &random.text(70).join(" ")));
    }
    articles
}

#[test]
fn no_article_gives_no_group() {
    assert!(run(&[]).is_empty());
}

#[test]
fn one_article_is_a_group() {
    let groups = run(&[article("a", "The ferry to Orvik was late again on Monday.")]);
    assert_eq!(groups.len(), 1);
    assert_eq!((groups[0].id.as_str(), groups[0].kept.as_str()), ("g-a", "a"));
}

#[test]
fn two_and_three_copies_alone_are_one_group() {
    let text = "The harbour council of Orvik voted on Monday to close the old ferry quay from next spring, \
        saying that repairs would cost more than a new one across the bay.";
    let edited = text.replace("on Monday ", "").replace("next spring", "April");
    let two = run(&[article("a", text), article("b", &edited)]);
    assert_eq!(two.len(), 1);
    assert_eq!(two[0].kept.as_str(), "a");
    assert_eq!(two[0].members[1].relation, Relation::NearDuplicate);
    assert_eq!(run(&[article("a", text), article("b", &edited), article("c", text)]).len(), 1);
}

#[test]
fn a_thousand_identical_articles_are_one_group() {
    let text = "Orvik opened its new ferry quay on Friday in heavy rain.";
    let articles: Vec<Article> = (0..1000).map(|i| article(&format!("x{i:04}"), text)).collect();
    let groups = run(&articles);
    assert_eq!(groups.len(), 1);
    assert!(groups[0].members[1..].iter().all(|m| m.relation == Relation::Identical));
}

#[test]
fn texts_of_one_word_or_of_none_do_no_harm() {
    let mut articles: Vec<Article> = ["Orvik", "Orvik", "Tarn", "...", "!!!", "—"]
        .iter()
        .enumerate()
        .map(|(i, t)| article(&i.to_string(), t))
        .collect();
    articles.push(Article { paragraphs: Vec::new(), ..article("none", "") });
    let groups = run(&articles);
    assert_eq!(groups.len(), 6);
}

#[test]
fn two_hundred_edited_copies_of_one_text_are_one_group() {
    let groups = run(&corpus(1, 200, 2000));
    let largest = groups.iter().map(|g| g.members.len()).max();
    assert_eq!(largest, Some(200));
    assert_eq!(groups.len(), 2001);
}

#[test]
fn the_partition_is_the_same_for_any_order_and_any_number_of_threads() {
    let articles = corpus(30, 4, 100);
    let groups = run(&articles);
    assert_eq!(groups.len(), 130);
    let mut shuffled = articles.clone();
    let mut random = Random(5);
    for i in (1..shuffled.len()).rev() {
        shuffled.swap(i, random.below(i + 1));
    }
    let other = run(&shuffled);
    assert_eq!(partition(&groups), partition(&other));
    let ids = |groups: &[DuplicateGroup]| {
        let mut ids: Vec<String> = groups.iter().map(|g| format!("{} {}", g.id, g.kept)).collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&groups), ids(&other));
    for n_threads in [1, 2] {
        assert_eq!(crate::par::with_threads(n_threads, || run(&articles)).unwrap(), groups);
    }
}

#[test]
fn look_alike_notices_of_two_companies_are_not_merged() {
    let notice = |name: &str, cents: &str, day: &str| {
        format!(
            "{name} said its board declared a regular quarterly dividend of {cents} cents a share, payable on {day} \
             to holders of record at the close of business on the last day of the month before."
        )
    };
    let mut articles = corpus(0, 0, 60);
    for (i, (name, cents, day)) in [
        ("Brandel Mills", "12", "March 3"),
        ("Osterlin Foods", "15", "April 9"),
        ("Tavro Marine", "40", "May 2"),
    ]
    .into_iter()
    .enumerate()
    {
        let title = Some(format!("{name} sets dividend"));
        articles.push(Article { title, ..article(&format!("n{i}"), &notice(name, cents, day)) });
    }
    assert_eq!(run(&articles).len(), 63);
}

#[test]
fn what_is_no_news_stands_alone() {
    let text = "Orvik 2, Tarn 1. Lund 0, Velm 0. Standings to follow.";
    let table = Article { kind: Kind::Table, ..article("a", text) };
    let other = Article { kind: Kind::Table, ..article("b", text) };
    assert_eq!(run(&[table, other]).len(), 2);
}

#[test]
fn neighbours_are_told_by_group() {
    let articles = corpus(10, 3, 50);
    let found = run_with(&articles, &DedupParams::default());
    let kept: Vec<&str> = found.groups.iter().map(|g| g.kept.as_str()).collect();
    let mut told = 0;
    for (i, article) in articles.iter().enumerate() {
        let list = found.neighbours.of(crate::model::DocId(i as u32));
        assert!(list.is_empty() || kept.contains(&article.id.as_str()));
        assert!(list.iter().all(|n| n.0.index() != i && kept.contains(&articles[n.0.index()].id.as_str())));
        told += list.len();
    }
    assert!(told > 0);
}

#[test]
fn inputs_that_do_not_fit_are_refused() {
    let articles = [article("a", "Orvik.")];
    let (corpus, matrix) = (Corpus::default(), SparseMatrix::default());
    let (n, p, m) = (NeighbourParams::default(), DedupParams::default(), Monitor::silent());
    assert!(find_duplicates(&articles, &corpus, &matrix, &n, &p, &m).is_err());
}

/// Scores the pairs of some articles and hands them to `f`.
fn scored<R>(articles: &[Article], params: &DedupParams, f: impl FnOnce(&Scored<'_>) -> R) -> R {
    let monitor = Monitor::silent();
    let corpus = text::analyze(articles, &TextParams::default(), &monitor).unwrap();
    let matrix = vectorize::fit(&corpus, &VectorizeParams::default()).transform(&corpus);
    let neighbours = NeighbourParams::default();
    f(&Scored::of(articles, &corpus, &matrix, &neighbours, params, &monitor).unwrap())
}

#[test]
fn labels_at_the_set_threshold_are_the_groups_and_fall_apart_as_it_rises() {
    let mut articles = corpus(20, 4, 50);
    articles.push(Article { kind: Kind::Table, ..article("t", "Orvik 2, Tarn 1.") });
    scored(&articles, &DedupParams::default(), |scored| {
        let labels = scored.labels(DedupParams::default().threshold);
        let groups = scored.duplicates().groups;
        let place = |id: &ArticleId| articles.iter().position(|a| a.id == *id).unwrap();
        for (number, group) in groups.iter().enumerate() {
            assert!(group.members.iter().all(|m| labels[place(&m.id)] as usize == number));
        }
        let count = |threshold: f64| scored.labels(threshold).into_iter().max().unwrap() + 1;
        assert_eq!(count(0.4), 71);
        assert!(count(0.4) <= count(0.99) && count(0.99) <= count(1.0));
        let collapsed = scored.leaders.of.len() - scored.leaders.list.len();
        assert_eq!(count(1.1) as usize, 131 - collapsed);
    });
}

#[test]
fn an_explanation_tells_what_decided_and_what_was_cut_and_added() {
    let day = |d: i64| Some(jiff::Timestamp::from_second(1_700_000_000 + d * 86_400).unwrap());
    let quay = "The harbour council of Orvik voted on Monday to close the old ferry quay from next spring.";
    let cost =
        "Repairs would cost more than a new one across the bay, Mayor Tilda Brann said after the vote.";
    let local = "In Velm, where half of the ferry's riders live, shops had asked for another year.";
    let with = |id: &str, paragraphs: &[&str], published| Article {
        paragraphs: paragraphs.iter().map(|&p| p.to_owned()).collect(),
        published,
        ..article(id, "")
    };
    let articles = [
        with("a", &[quay, cost], day(0)),
        with("b", &[quay, local], day(1)),
        with("c", &[quay, cost], day(2)),
        with("late", &[quay, cost, local], day(30)),
        with("other", &["Police in Lund found a stolen lorry with nine tonnes of cheese on Friday."], None),
        Article { kind: Kind::Table, ..with("table", &[quay, cost], day(0)) },
    ];
    scored(&articles, &DedupParams::default(), |scored| {
        let explain = |a, b| scored.explain(DocId(a), DocId(b)).unwrap();
        assert_eq!((explain(0, 2).decision, explain(0, 2).together), (Decision::Identical, true));
        assert_eq!(explain(0, 3).decision, Decision::Window);
        assert_eq!(explain(0, 4).decision, Decision::Unlike);
        assert_eq!((explain(0, 5).decision, explain(0, 5).together), (Decision::Kind, false));
        assert!(scored.explain(DocId(0), DocId(9)).is_none());

        let pair = explain(0, 1);
        assert_eq!((pair.cut.as_slice(), pair.added.as_slice()), ([1].as_slice(), [1].as_slice()));
        assert_eq!(pair.hours_apart, Some(24.0));
        let shared = &pair.shared[0];
        assert_eq!(shared.a, [Span { paragraph: 0, start: 0, end: quay.len() - 1 }]);
        assert_eq!((&shared.a, shared.words), (&shared.b, 17));
    });
}
