//! The order of the input and the number of threads change nothing that matters.

use std::collections::BTreeSet;

use proptest::prelude::*;
use wiredesk::model::{Digest, GroupId, RawArticle};
use wiredesk::{Pipeline, par};

use crate::articles::pile;

fn run(articles: Vec<RawArticle>) -> Digest {
    Pipeline::builder().build().unwrap().run(articles).unwrap()
}

/// Groups and stories as sets of ids, and the briefs with their words.
type Found = (BTreeSet<(String, Vec<String>)>, BTreeSet<(String, Vec<String>)>, BTreeSet<(String, String)>);

fn found(digest: &Digest) -> Found {
    let groups = digest.groups.iter().map(|g| {
        let mut members: Vec<String> = g.members.iter().map(|m| m.id.to_string()).collect();
        members.sort();
        (format!("{} {}", g.id, g.kept), members)
    });
    let stories = digest
        .stories
        .iter()
        .map(|s| (format!("{} {}", s.id, s.headline), s.articles.iter().map(ToString::to_string).collect()));
    let briefs = digest.briefs.iter().map(|b| {
        let texts: Vec<&str> = b.sentences.iter().map(|s| s.text.as_str()).collect();
        (b.story.to_string(), texts.join(" | "))
    });
    (groups.collect(), stories.collect(), briefs.collect())
}

#[test]
fn the_copies_of_the_pile_are_found() {
    let (groups, ..) = found(&run(pile()));
    let members: BTreeSet<Vec<String>> = groups.into_iter().map(|(_, members)| members).collect();
    let expected: [&[&str]; 5] = [&["b1", "b2", "b3"], &["o1", "o2"], &["c1"], &["s1"], &["m1"]];
    let expected: BTreeSet<Vec<String>> =
        expected.iter().map(|ids| ids.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(members, expected);
}

#[test]
fn threads_change_nothing() {
    let digests: Vec<Digest> = [1, 2, 3].map(|n| par::with_threads(n, || run(pile())).unwrap()).into();
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0], digests[2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn shuffled_input_gives_the_same_partition(articles in Just(pile()).prop_shuffle()) {
        prop_assert_eq!(found(&run(articles)), found(&run(pile())));
    }
}

#[test]
fn every_article_is_in_one_group_and_every_group_in_one_story() {
    let digest = run(pile());
    let mut members: Vec<&str> =
        digest.groups.iter().flat_map(|g| g.members.iter().map(|m| m.id.as_str())).collect();
    let mut articles: Vec<&str> = digest.articles.iter().map(|a| a.id.as_str()).collect();
    members.sort_unstable();
    articles.sort_unstable();
    assert_eq!(members, articles);
    let mut told: Vec<&str> =
        digest.stories.iter().flat_map(|s| s.groups.iter().map(GroupId::as_str)).collect();
    let mut groups: Vec<&str> = digest.groups.iter().map(|g| g.id.as_str()).collect();
    told.sort_unstable();
    groups.sort_unstable();
    assert_eq!(told, groups);
    assert_eq!(digest.stats.copies, 3);
    assert_eq!(digest.stats.briefs, digest.briefs.len());
}
