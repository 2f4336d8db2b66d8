//! The whole stage on invented articles: every article a group of its own, every other one its neighbour.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::*;
use crate::error::Error;
use crate::model::{ArticleId, DocId, Flag, GroupId, Kind, Member, Origin, OriginKind, Relation, StoryId};
use crate::text::{self, TextParams};

pub(super) fn article(id: &str, hours: Option<i32>, title: &str, text: &str) -> Article {
    let start: Timestamp = "2024-03-01T08:00:00Z".parse().unwrap();
    Article {
        id: id.into(),
        input: String::new(),
        line: None,
        source: Some(format!("outlet-{id}")),
        agency: None,
        url: None,
        title: Some(title.to_owned()),
        byline: None,
        dateline: None,
        published: hours.map(|hours| start + SignedDuration::from_hours(i64::from(hours))),
        lang: Some("en".to_owned()),
        kind: Kind::Story,
        paragraphs: text.split('|').map(str::to_owned).collect(),
        wire: None,
        dropped_bytes: None,
        flags: Vec::new(),
        removed: Vec::new(),
    }
}

fn alone(article: &Article) -> DuplicateGroup {
    let id = GroupId(format!("g-{}", article.id));
    DuplicateGroup {
        id,
        kept: article.id.clone(),
        members: vec![Member {
            id: article.id.clone(),
            relation: Relation::Kept,
            score: 1.0,
            containment: 1.0,
            flags: Vec::new(),
        }],
        origin: Origin { name: article.source.clone().unwrap_or_default(), kind: OriginKind::Outlet },
        contains: Vec::new(),
        versions: Vec::new(),
        flags: Vec::new(),
    }
}

fn everyone(n: usize) -> NeighbourLists {
    let others = |own: usize| (0..n).filter(|&i| i != own).map(|i| (DocId(i as u32), 0.5)).collect();
    NeighbourLists::new((0..n).map(others).collect())
}

/// Goes from articles to what `tell` makes of them compared.
fn compared<T>(articles: &[Article], params: &StoryParams, tell: impl FnOnce(&Compared<'_>) -> T) -> T {
    let corpus = text::analyze(articles, &TextParams::default(), &Monitor::silent()).unwrap();
    let groups: Vec<DuplicateGroup> = articles.iter().map(alone).collect();
    let neighbours = everyone(articles.len());
    tell(&Compared::of(articles, &corpus, &groups, &neighbours, params, &Monitor::silent()).unwrap())
}

fn stories_with(articles: &[Article], params: &StoryParams) -> Vec<Story> {
    let mut stories = Vec::new();
    compared(articles, params, |compared| stories = compared.stories());
    stories
}

fn stories(articles: &[Article]) -> Vec<Story> {
    stories_with(articles, &StoryParams::default())
}

/// The ids of each story, both sorted.
fn partition(stories: &[Story]) -> Vec<Vec<String>> {
    let ids = |story: &Story| {
        let mut ids: Vec<String> = story.articles.iter().map(ArticleId::to_string).collect();
        ids.sort();
        ids
    };
    let mut all: Vec<Vec<String>> = stories.iter().map(ids).collect();
    all.sort();
    all
}

const BRIDGE: [&str; 4] = [
    "The Ellery bridge closed on Friday after engineers found cracks in a pier.|Mayor Ada Brandt said that repairs would \
     take until autumn and that buses would cross by the Wend ferry.",
    "Cracks in a pier have shut the Ellery bridge.|Engineers from Norland told Ada Brandt, the mayor, that it cannot bear \
     buses before the autumn; the Wend ferry will sail every ten minutes.",
    "Drivers queued for the Wend ferry on Friday, hours after the mayor, Ada Brandt, closed the cracked Ellery bridge to \
     all traffic.|Repairs to the pier may last until autumn.",
    "Ada Brandt has asked for money from Norland to mend the pier of the Ellery bridge, which engineers closed because of \
     cracks.|The ferry at Wend is full.",
];

const VOTE: [&str; 3] = [
    "Voters in Carrow chose a new council on Sunday, and the party of Lena Marsh lost its majority.|The count in Hartmere \
     goes on; Oskar Vale claimed victory.",
    "Oskar Vale claimed victory in the Carrow council election after Lena Marsh conceded.|Votes from Hartmere were still \
     counted on Sunday night.",
    "Lena Marsh conceded defeat in Carrow, where Oskar Vale will lead the council.|Turnout at the election was low in \
     Hartmere.",
];

/// The reports of both events; `time` gives the hour of each by its number.
fn pile(time: impl Fn(i32) -> Option<i32>) -> Vec<Article> {
    let bridge = BRIDGE.iter().map(|text| ("Bridge closed", *text));
    let vote = VOTE.iter().map(|text| ("Council lost", *text));
    let ids = ["b0", "b1", "b2", "b3", "v0", "v1", "v2"];
    let reports = bridge.chain(vote).zip(ids).zip(0..);
    reports.map(|(((title, text), id), number)| article(id, time(number), title, text)).collect()
}

fn both_events() -> Vec<Vec<String>> {
    vec![["b0", "b1", "b2", "b3"].map(str::to_owned).to_vec(), ["v0", "v1", "v2"].map(str::to_owned).to_vec()]
}

#[test]
fn none_one_and_two_articles_are_answered() {
    assert_eq!(stories(&[]), []);
    let one = stories(&pile(|_| None)[..1]);
    assert_eq!((one.len(), one[0].headline.as_str(), one[0].copies), (1, "Bridge closed", 1));
    assert!(one[0].timeline.is_empty() && one[0].follows.is_empty());
    assert_eq!(stories(&pile(|_| None)[..2]).len(), 1);
    assert_eq!(stories(&pile(|_| None)[3..5]).len(), 2);
}

#[test]
fn events_are_told_apart_whatever_is_known_of_the_time() {
    assert_eq!(partition(&stories(&pile(|_| None))), both_events(), "no dates");
    assert_eq!(partition(&stories(&pile(|_| Some(0)))), both_events(), "all in one minute");
    assert_eq!(partition(&stories(&pile(Some))), both_events(), "hour by hour");
    assert_eq!(partition(&stories(&pile(|i| Some(700_000 + i)))), both_events(), "in the year 2103");
    assert_eq!(partition(&stories(&pile(|i| (i % 2 == 0).then_some(5)))), both_events(), "some dates");
    let mut days = pile(|i| Some(24 * (i % 4)));
    for article in &mut days {
        article.flags.push(Flag::DateOnly);
    }
    assert_eq!(partition(&stories(&days)), both_events(), "days alone, three apart");
}

#[test]
fn identical_texts_are_one_story() {
    // So many that not all pairs of the cluster are compared when it is looked at for a cut.
    let articles: Vec<Article> =
        (0..120).map(|i| article(&format!("a{i:03}"), None, "Bridge closed", BRIDGE[0])).collect();
    assert_eq!(stories(&articles).len(), 1);
    let params = StoryParams { method: Method::Leiden, ..StoryParams::default() };
    assert_eq!(stories_with(&articles, &params).len(), 1);
}

#[test]
fn a_text_in_small_letters_is_judged_by_its_words() {
    // Two of its words are names of others, `marsh` and `vale`; its own names nobody can tell.
    let flood = [
        "the river at millbrook burst its banks on monday night after three days of rain, and the marsh below the town was under \
         two metres of water by dawn, said harvey lund of the rescue service, who had forty families taken to a school",
        "forty families from millbrook spent the night in a school after the river burst its banks in three days of rain|harvey \
         lund of the rescue service said that water stood two metres deep all over the vale by dawn on tuesday",
    ];
    let mut articles = pile(|_| None);
    for (id, text) in ["f0", "f1"].into_iter().zip(flood) {
        articles.push(article(id, None, "river floods town", text));
    }
    let [bridge, vote] = both_events().try_into().unwrap();
    assert_eq!(partition(&stories(&articles)), [bridge, ["f0", "f1"].map(str::to_owned).to_vec(), vote]);
}

#[test]
fn neighbours_of_neighbours_of_neighbours_are_compared() {
    let articles = pile(|_| None);
    let corpus = text::analyze(&articles, &TextParams::default(), &Monitor::silent()).unwrap();
    let groups: Vec<DuplicateGroup> = articles.iter().map(alone).collect();
    // A chain through the reports of one event: each has the next for its only neighbour.
    let next = |own: usize| if own < 3 { vec![(DocId(own as u32 + 1), 0.5)] } else { Vec::new() };
    let neighbours = NeighbourLists::new((0..articles.len()).map(next).collect());
    let params = StoryParams::default();
    let compared =
        Compared::of(&articles, &corpus, &groups, &neighbours, &params, &Monitor::silent()).unwrap();
    let pairs: Vec<(u32, u32)> = compared.edges.iter().map(|edge| (edge.0, edge.1)).collect();
    assert_eq!(pairs, [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]);
}

#[test]
fn leiden_finds_the_events_too() {
    let params = StoryParams { method: Method::Leiden, ..StoryParams::default() };
    assert_eq!(partition(&stories_with(&pile(|_| None), &params)), both_events());
}

#[test]
fn look_alike_events_are_told_apart_by_what_fills_them() {
    let event = |id: &str, actress: &str, clinic: &str, town: &str, date: &str| {
        let texts = [
            format!(
                "{actress} checked herself into {clinic} on {date}, her agent Vera Quist said.|The actress from {town} in Norland, known for films by Ostmark, asked for privacy."
            ),
            format!(
                "The agent of {actress}, Vera Quist, told reporters on {date} that the actress has checked into a clinic, {clinic}.|Fans in {town} and all over Norland sent flowers to Ostmark."
            ),
            format!(
                "Friends said that {actress} is being treated at {clinic} since {date} and asks for privacy.|The actress left {town} in Norland last week for a film by Ostmark, says Vera Quist."
            ),
            format!(
                "A clinic, {clinic}, has taken in the actress {actress}, her friends from {town} say.|Her agent Vera Quist asks for privacy after {date}; Ostmark in Norland has put off the film."
            ),
        ];
        let reports = texts.into_iter().enumerate();
        reports
            .map(|(i, text)| article(&format!("{id}{i}"), None, "Actress checks into clinic", &text))
            .collect()
    };
    let articles: Vec<Article> = [
        event("x", "Ada Brandt", "Wend Lodge", "Ellery", "May 14"),
        event("y", "Lena Marsh", "Carrow House", "Hartmere", "July 29"),
    ]
    .into_iter()
    .flat_map(|of_event: Vec<Article>| of_event)
    .collect();
    let low = StoryParams { threshold: 0.08, ..StoryParams::default() };
    let found = partition(&stories_with(&articles, &low));
    assert_eq!(found, [["x0", "x1", "x2", "x3"], ["y0", "y1", "y2", "y3"]]);
    let blind = StoryParams { contrast: 0.0, ..low.clone() };
    compared(&articles, &blind, |compared| {
        assert_eq!(compared.stories().len(), 1, "likeness alone joins them");
    });
    compared(&articles, &low, |compared| {
        let told = compared.explain(DocId(0), DocId(4)).unwrap();
        assert_eq!(told.decision, Decision::Contrast);
        assert!(told.closeness < told.contrast && told.closeness_words > told.closeness_names, "{told:?}");
        assert!(
            ((told.closeness_words * told.closeness_names * told.closeness_numbers).cbrt() - told.closeness)
                .abs()
                < 1e-9
        );
    });
}

#[test]
fn a_story_over_three_weeks_is_a_chain_of_stories() {
    let texts = BRIDGE.iter().cycle().zip(0..22);
    let articles: Vec<Article> = texts
        .map(|(text, day)| article(&format!("d{day:02}"), Some(24 * day), "Bridge closed", text))
        .collect();
    let found = stories(&articles);
    assert!((2..=8).contains(&found.len()), "{:?}", partition(&found));
    let first = found.iter().min_by_key(|story| story.first_seen).unwrap();
    let first_of_chain = |start: &StoryId| {
        let mut id = start;
        while let Some(earlier) = found.iter().find(|s| s.id == *id).and_then(|s| s.follows.first()) {
            id = earlier;
        }
        id.clone()
    };
    assert!(found.iter().all(|story| first_of_chain(&story.id) == first.id), "each leads back to the first");
}

#[test]
fn a_daily_notice_is_of_its_day_and_an_event_of_its_days() {
    let notice = |day: i32| {
        let text = "The fish auction of Nordhafen sold its catch at steady prices, with cod and plaice in demand.|\
                    Buyers took most of the haddock, the auction office of Nordhafen said.";
        article(&format!("n{day}"), Some(24 * day), "Nordhafen fish auction steady", text)
    };
    let report = |id: &str, hours: i32, title: &str, text: &str| article(id, Some(hours), title, text);
    let mut articles: Vec<Article> = [0, 1, 30, 31, 36, 41, 46, 60, 65, 70].map(notice).into();
    articles.push(report(
        "e1",
        1,
        "Ferry Lisbet sinks off Lindow",
        "The ferry Lisbet sank off Lindow in a storm, and forty passengers were taken off by boats of the coast guard.",
    ));
    articles.push(report(
        "e2",
        30,
        "Divers reach the ferry Lisbet off Lindow",
        "Divers of the coast guard reached the ferry Lisbet, which sank off Lindow in a storm with forty passengers.",
    ));
    let found = partition(&stories(&articles));
    assert!(found.contains(&vec!["e1".to_owned(), "e2".to_owned()]), "{found:?}");
    for day in ["n0", "n30"] {
        assert!(found.contains(&vec![day.to_owned()]), "{found:?}");
    }
    // Two days alone are no routine.
    assert_eq!(partition(&stories(&[notice(0), notice(1)])).len(), 1);
    let decision = compared(&articles, &StoryParams::default(), |compared| {
        compared.explain(DocId(0), DocId(1)).unwrap().decision
    });
    assert_eq!(decision, Decision::Routine);
}

#[test]
fn a_headline_that_comes_again_with_other_figures_is_of_its_day() {
    let notice = |day: i32| {
        let text = format!(
            "The Bank of Nordhafen lent the money market {} million marks at 4.25 pct against bills.|It had put the shortage \
             at {} million marks, and lent banks of Nordhafen more at 4.5 pct.",
            100 + 7 * day,
            200 + 9 * day
        );
        article(&format!("n{day:02}"), Some(24 * day), "Nordhafen money market given help", &text)
    };
    let days = partition(&stories(&(0..14).map(notice).collect::<Vec<_>>()));
    assert_eq!(days.len(), 14, "{days:?}");
    assert_eq!(
        partition(&stories(&(0..3).map(notice).collect::<Vec<_>>())).len(),
        1,
        "three days are no routine"
    );
}

#[test]
fn two_texts_of_one_field_are_a_story_only_if_they_stand_out() {
    let own = [
        "Rubber from the southern estates found few takers while factories count their stocks.",
        "Barley for spring sowing went to brewers whose silos are nearly empty.",
        "Tin miners offered ingots that smelters had refused a week ago.",
        "Cocoa beans arrived late because the river port was under water.",
        "Wool from the uplands was bid up by two spinners from abroad.",
        "Copper rods lay unsold after the cable works shut one furnace.",
        "Linseed crushers asked for early loading and got none.",
        "Timber merchants sent back planks that were sawn too thin.",
    ];
    let report = |number: i32, own: &str| {
        let text = format!("Traders at the exchange saw prices hold steady in a quiet session.|{own}");
        // Only the first two are of one day.
        let day = 5 * (number - 1).max(0);
        article(&format!("r{number}"), Some(24 * day), "Prices steady", &text)
    };
    let reports: Vec<Article> = own.iter().zip(0..).map(|(own, number)| report(number, own)).collect();
    let r0 = "r0".to_owned();
    assert!(partition(&stories(&reports)).contains(&vec![r0.clone()]), "others are as like either");
    assert!(
        partition(&stories(&reports[..2])).contains(&vec![r0.clone(), "r1".to_owned()]),
        "nothing is around them"
    );
    let decision = compared(&reports, &StoryParams::default(), |compared| {
        compared.explain(DocId(0), DocId(1)).unwrap().decision
    });
    assert_eq!(decision, Decision::Surroundings);

    let mut with_event = reports;
    with_event[1] =
        report(1, "The southern estates count their stocks of rubber, for factories are not buying.");
    assert!(partition(&stories(&with_event)).contains(&vec![r0, "r1".to_owned()]), "the two tell of rubber");
}

#[test]
fn languages_are_kept_apart_unless_asked() {
    let mut articles = pile(|_| None);
    for article in &mut articles[2..4] {
        article.lang = Some("de-AT".to_owned());
    }
    articles[3].lang = Some("DE".to_owned());
    assert_eq!(stories(&articles).len(), 3);
    let params = StoryParams { across_languages: true, ..StoryParams::default() };
    assert_eq!(stories_with(&articles, &params).len(), 2);
    articles[2].lang = None;
    articles[3].lang = None;
    assert_eq!(stories(&articles).len(), 2, "an unknown language goes with any");
}

#[test]
fn what_is_no_news_stands_alone() {
    let mut articles = pile(|_| None);
    articles[0].kind = Kind::Table;
    let found = stories(&articles);
    assert_eq!(partition(&found)[0], ["b0"]);
    assert_eq!(found.last().unwrap().articles, ["b0".into()], "and last, for it is of no importance");
}

#[test]
fn the_facts_of_a_story_are_told() {
    let found = stories(&pile(Some));
    let bridge = &found[0];
    assert_eq!((bridge.copies, bridge.origins, bridge.outlets.len()), (4, 4, 4));
    assert_eq!(
        bridge.timeline.iter().map(|e| e.group.as_str()).collect::<Vec<_>>(),
        ["g-b0", "g-b1", "g-b2", "g-b3"]
    );
    assert_eq!(bridge.first_seen, Some(bridge.timeline[0].first_seen));
    assert_eq!(bridge.last_seen, Some(bridge.timeline[3].first_seen));
    assert!(
        ["Ada Brandt", "Ellery", "Wend"].iter().all(|name| bridge.names.iter().any(|n| n == name)),
        "{:?}",
        bridge.names
    );
    assert!(bridge.terms.iter().any(|term| term == "pier"), "{:?}", bridge.terms);
}

#[test]
fn the_parts_of_a_similarity_add_up() {
    let articles = pile(Some);
    let params = StoryParams::default();
    compared(&articles, &params, |compared| {
        let told = compared.explain(DocId(0), DocId(1)).unwrap();
        let sum: f64 = told.parts.iter().map(|part| part.value * part.weight).sum();
        assert!((sum * told.nearness - told.similarity).abs() < 1e-6, "{told:?}");
        assert!((told.parts.iter().map(|part| part.weight).sum::<f64>() - 1.0).abs() < 1e-9);
        assert!(told.together && told.decision == Decision::Similarity);
        assert!(
            told.shared_names.contains(&"brandt".to_owned())
                && told.shared_words.contains(&"pier".to_owned())
        );
        let apart = compared.explain(DocId(0), DocId(4)).unwrap();
        assert!(!apart.together && apart.mean < told.mean, "{apart:?}");
        assert_eq!(compared.explain(DocId(2), DocId(2)).unwrap().decision, Decision::Copies);
        assert_eq!(compared.explain(DocId(0), DocId(99)), None);
    });
    let mut articles = pile(|i| Some(if i == 0 { 500 } else { 0 }));
    articles[1].lang = Some("fr".to_owned());
    articles[2].kind = Kind::Table;
    compared(&articles, &params, |compared| {
        let decision = |a, b| compared.explain(DocId(a), DocId(b)).unwrap().decision;
        assert_eq!(decision(0, 3), Decision::Window);
        assert_eq!(decision(1, 3), Decision::Language);
        assert_eq!(decision(2, 3), Decision::Kind);
    });
}

#[test]
fn labels_come_in_the_order_of_the_groups_and_fall_apart_with_the_threshold() {
    let articles: Vec<Article> = pile(|_| None).into_iter().rev().collect();
    let params = StoryParams::default();
    compared(&articles, &params, |compared| {
        let labels = compared.labels(params.threshold);
        assert!(labels[0] == labels[2] && labels[3] == labels[6] && labels[0] != labels[3]);
        let mut alone = compared.labels(1.0);
        alone.sort_unstable();
        assert_eq!(alone, [0, 1, 2, 3, 4, 5, 6]);
    });
}

#[test]
fn a_group_of_unknown_articles_is_refused_and_cancel_ends_the_call() {
    let articles = pile(|_| None);
    let corpus = text::analyze(&articles, &TextParams::default(), &Monitor::silent()).unwrap();
    let params = StoryParams::default();
    let stray = [alone(&article("z", None, "", "Nothing."))];
    let found = find_stories(&articles, &corpus, &stray, &everyone(7), &params, &Monitor::silent());
    assert!(matches!(found, Err(Error::Shape { .. })));
    let never = Monitor::new(&|_| {}, &|| true);
    assert!(matches!(
        find_stories(&articles, &corpus, &[], &everyone(7), &params, &never),
        Err(Error::Cancelled)
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn the_order_of_the_input_changes_nothing(order in Just((0..7usize).collect::<Vec<_>>()).prop_shuffle()) {
        let articles = pile(|i| Some(9 * i));
        let shuffled: Vec<Article> = order.iter().map(|&i| articles[i].clone()).collect();
        for method in [Method::Average, Method::Leiden] {
            let params = StoryParams { method, ..StoryParams::default() };
            prop_assert_eq!(stories_with(&shuffled, &params), stories_with(&articles, &params));
        }
    }
}
