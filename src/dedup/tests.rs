//! The whole stage on invented articles.

use super::*;
use crate::model::{ArticleId, Flag, Kind, Relation};
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
fn five_thousand_identical_articles_are_one_group() {
    let text = "Orvik opened its new ferry quay on Friday in heavy rain.";
    let articles: Vec<Article> = (0..5000).map(|i| article(&format!("x{i:04}"), text)).collect();
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
fn edited_copies_of_one_text_are_one_group_however_many_and_among_however_many() {
    let check = |candidates, copies, others| {
        let params = DedupParams { candidates, ..DedupParams::default() };
        let groups = run_with(&corpus(1, copies, others), &params).groups;
        let largest = groups.iter().map(|g| g.members.len()).max();
        assert_eq!(
            (largest, groups.len()),
            (Some(copies), others + 1),
            "{candidates:?}, {copies} in {others}"
        );
    };
    check(CandidateSource::Both, 3, 0);
    check(CandidateSource::Both, 300, 10_000);
    check(CandidateSource::Join, 200, 2_000);
    // By the index alone a text has `neighbours.k` candidates, and pairs that are none count as unlike.
    check(CandidateSource::Index, 3, 0);
    check(CandidateSource::Index, 25, 1_000);
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
        let groups = scored.groups();
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

/// A wire item of an agency: its slug line, the hour it was filed at, and its text.
fn item(id: &str, slug: &str, hour: i64, body: &str) -> Article {
    Article {
        agency: Some("Orvik Press".to_owned()),
        published: jiff::Timestamp::from_second(1_700_000_000 + hour * 3600).ok(),
        wire: Some(crate::model::Wire { slug: Some(slug.to_owned()), ..Default::default() }),
        ..article(id, body)
    }
}

const FIRST: &str = "The ferry Tilda ran aground off Orvik in fog on Monday, the coast guard said.";
const SECOND: &str = "All 90 people aboard a stranded boat were brought ashore by noon; two were treated for cold, and \
    the owner promised an inquiry into how the helmsman had missed a buoy that every child in the harbour knows.";

#[test]
fn versions_under_one_slug_are_one_group_whatever_their_texts() {
    let articles = [
        item("v1", "BC-Orvik-Ferry", 0, FIRST),
        item("v3", "BC-Orvik-Ferry, 2nd Ld-Writethru, 0110", 5, SECOND),
        Article { wire: None, ..item("copy", "", 6, &SECOND.replace("by noon", "before noon")) },
        item(
            "next-day",
            "BC-Orvik-Ferry, 1st Ld",
            40,
            "Divers found the buoy on the sea floor, its chain cut through.",
        ),
        item(
            "other",
            "BC-Orvik-Cheese",
            1,
            "Police in Lund found a stolen lorry with nine tonnes of cheese.",
        ),
    ];
    let groups = run(&articles);
    assert_eq!(partition(&groups), [vec!["copy", "v1", "v3"], vec!["next-day"], vec!["other"]]);
    let versions: Vec<&str> = groups[0].versions.iter().map(ArticleId::as_str).collect();
    assert_eq!((groups[0].kept.as_str(), versions), ("v3", vec!["v1", "v3"]));
    scored(&articles, &DedupParams::default(), |scored| {
        assert_eq!(scored.explain(DocId(0), DocId(1)).unwrap().decision, Decision::Version);
    });
}

#[test]
fn a_slug_that_many_stories_have_makes_no_versions() {
    let mut random = Random(3);
    let articles: Vec<Article> =
        (0..8).map(|i| item(&format!("s{i}"), "BC-Sports", i, &random.text(60).join(" "))).collect();
    assert_eq!(run(&articles).len(), 8);
}

#[test]
fn the_kept_copy_is_that_of_the_policy() {
    let long = format!("{SECOND} A second boat turned back.");
    let from =
        |outlet: &str, article: Article| Article { source: Some(outlet.to_owned()), wire: None, ..article };
    let articles = [
        Article { agency: None, ..from("Echo", item("early", "", 0, SECOND)) },
        item("wire", "BC-Orvik-Ferry", 2, &SECOND.replace("two were", "three were")),
        Article { agency: None, ..from("Post", item("long", "", 9, &long)) },
        from("Dawn", item("credit", "", 1, &SECOND.replace("by noon", "before noon"))),
    ];
    for (keep, outlets, kept) in [
        (Keep::LatestVersion, vec![], "wire"),
        (Keep::Earliest, vec![], "early"),
        (Keep::Longest, vec![], "long"),
        (Keep::AgencyFirst, vec![], "wire"),
        (Keep::OutletRank, vec!["Dawn", "Post"], "credit"),
    ] {
        let outlet_rank = outlets.into_iter().map(str::to_owned).collect();
        let params = DedupParams { keep, outlet_rank, ..DedupParams::default() };
        assert!(params.validate().is_ok());
        let groups = run_with(&articles, &params).groups;
        assert_eq!((groups.len(), groups[0].kept.as_str()), (1, kept), "{keep:?}");
        assert_eq!(groups[0].origin.name, "Orvik Press");
    }
    assert!(DedupParams { keep: Keep::OutletRank, ..DedupParams::default() }.validate().is_err());
}

#[test]
fn a_kill_and_an_embargo_hold_for_every_copy() {
    let kill = Article {
        kind: Kind::Kill,
        paragraphs: vec!["Kill the item slugged BC-Orvik-Ferry. There was no ferry.".to_owned()],
        ..item("kill", "BC-Orvik-Ferry, KILL", 8, "")
    };
    let mut secret = item(
        "secret",
        "BC-Lund-Merger",
        3,
        "Lund Dairy is to buy Velm Creameries for 40 million crowns in cash and shares.",
    );
    secret.wire.as_mut().unwrap().embargo = Some("2023-11-15T07:00:00Z".to_owned());
    let articles = [
        item("v1", "BC-Orvik-Ferry", 0, SECOND),
        Article {
            wire: None,
            agency: None,
            ..item("copy", "", 6, &SECOND.replace("by noon", "before noon"))
        },
        kill,
        Article {
            wire: None,
            ..item("leak", "", 4, "Lund Dairy is to buy Velm Creameries for 40 million crowns in cash.")
        },
        secret,
    ];
    let groups = run(&articles);
    let flags = |id: &str| {
        groups.iter().flat_map(|g| &g.members).find(|m| m.id.as_str() == id).unwrap().flags.clone()
    };
    assert_eq!((flags("v1"), flags("copy")), (vec![Flag::Killed], vec![Flag::Killed]));
    assert_eq!((flags("secret"), flags("leak")), (vec![Flag::Embargoed], vec![Flag::Embargoed]));
    assert!(flags("kill").is_empty());
    assert_eq!(groups[0].flags, [Flag::Killed]);
}

#[test]
fn a_correction_tells_the_copies_that_still_run_the_old_text() {
    let rate = "The National Bank of Orvik cut its key rate to 4.5 percent on Thursday. It had raised the rate eleven times \
        from 0.75 percent between 2021 and 2023. Analysts had expected the cut since the winter, when prices began to fall.";
    let notice = "In a report on the cut in the key rate, Orvik Press said in error that the National Bank had raised the rate \
        eleven times from 0.75 percent between 2021 and 2023. It raised the rate ten times.";
    let copy = |id: &str, body: String| Article { wire: None, agency: None, ..item(id, "", 2, &body) };
    let articles = [
        item("rate", "BC-Orvik-Rates", 0, rate),
        copy("old", rate.replace("on Thursday", "this week")),
        copy("mended", rate.replace("eleven", "ten")),
        copy(
            "cut",
            rate.replace("It had raised the rate eleven times from 0.75 percent between 2021 and 2023. ", ""),
        ),
        Article { kind: Kind::Correction, ..item("fix", "BC-Orvik-Rates, CORRECTION", 20, notice) },
    ];
    let check = |articles: &[Article]| {
        let groups = run(articles);
        let group = groups.iter().find(|g| g.members.len() == 4).unwrap();
        assert_eq!(group.flags, [Flag::Corrected]);
        let old = group.members.iter().filter(|m| m.flags == [Flag::Uncorrected]).map(|m| m.id.as_str());
        let mut old: Vec<&str> = old.collect();
        old.sort_unstable();
        assert_eq!(old, ["old", "rate"]);
    };
    check(&articles);
    // Without a slug the notice is known by what it quotes.
    let mut unslugged = articles;
    unslugged[4].wire = None;
    check(&unslugged);
}

#[test]
fn tables_of_two_days_are_apart() {
    let table = |id: &str, day: i64| {
        item(
            id,
            "",
            day * 24,
            "Orvik 12 4 3 45 20 40. Tarn 11 5 3 41 22 38. Lund 10 2 7 30 25 32. Velm 9 9 1 28 19 36.",
        )
    };
    let other =
        Article { paragraphs: vec![table("x", 0).paragraphs[0].replace("45 20", "45 21")], ..table("b", 1) };
    assert_eq!(run(&[table("a", 0), other.clone()]).len(), 2);
    assert_eq!(run(&[table("a", 0), Article { published: table("x", 0).published, ..other }]).len(), 1);
}

#[test]
fn a_daily_notice_is_not_a_copy_of_yesterday_s_and_a_late_copy_is() {
    let notice = |id: &str, hour: i64, figures: &str| {
        let body = format!(
            "Traders at the Orvik exchange guessed today's landing of herring at about {figures} crates, after a quiet \
             week at the quays. A year ago the boats of Tarn and Velm landed 310 crates on the same day of the season."
        );
        item(id, "", hour, &body)
    };
    let groups = run(&[notice("a", 0, "290"), notice("b", 24, "305"), notice("c", 26, "305")]);
    assert_eq!(partition(&groups), [vec!["a"], vec!["b", "c"]]);
    let same = [notice("a", 0, "290"), notice("b", 30, "290"), notice("c", 400, "290")];
    assert_eq!(partition(&run(&same)), [vec!["a", "b"], vec!["c"]]);
    let unlimited = DedupParams { window_days: 0, ..DedupParams::default() };
    assert_eq!(run_with(&same, &unlimited).groups.len(), 1);
    scored(&[notice("a", 0, "290"), notice("b", 24, "305")], &DedupParams::default(), |scored| {
        assert_eq!(scored.explain(DocId(0), DocId(1)).unwrap().decision, Decision::Recurring);
    });
}

#[test]
fn every_source_of_candidates_finds_plain_copies() {
    let articles = corpus(10, 3, 40);
    let oracle =
        run_with(&articles, &DedupParams { candidates: CandidateSource::Exact, ..DedupParams::default() });
    for candidates in [CandidateSource::Join, CandidateSource::Index, CandidateSource::Both] {
        let found = run_with(&articles, &DedupParams { candidates, ..DedupParams::default() });
        assert_eq!(partition(&found.groups), partition(&oracle.groups), "{candidates:?}");
    }
}
