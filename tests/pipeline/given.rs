//! Groups and stories that the input brings along.

use std::collections::BTreeSet;

use wiredesk::Pipeline;
use wiredesk::model::{ArticleId, Digest, Place, RawArticle, Relation};
use wiredesk::progress::Stage;

use crate::articles::pile;

fn resume(articles: Vec<RawArticle>) -> Digest {
    Pipeline::builder().build().unwrap().resume_records(articles.into_iter().map(Ok), Stage::Brief).unwrap()
}

/// Puts articles of the pile into places: id, group, whether kept, story.
fn placed(places: &[(&str, &str, bool, Option<&str>)]) -> Vec<RawArticle> {
    let mut articles = pile();
    for (id, group, kept, story) in places {
        let article = articles.iter_mut().find(|a| a.id.as_deref() == Some(*id)).unwrap();
        article.place = Place {
            group: Some((*group).into()),
            relation: None,
            kept: Some(*kept),
            story: story.map(Into::into),
        };
    }
    articles
}

#[test]
fn without_places_all_is_found_anew() {
    assert_eq!(resume(pile()), Pipeline::builder().build().unwrap().run(pile()).unwrap());
}

#[test]
fn a_given_group_holds_and_the_others_stand_alone() {
    let digest = resume(placed(&[("c1", "mine", false, None), ("m1", "mine", true, None)]));
    assert_eq!(digest.groups.len(), pile().len() - 1);
    let group = digest.groups.iter().find(|g| g.id.as_str() == "mine").unwrap();
    assert_eq!(group.kept.as_str(), "m1");
    let members: Vec<_> = group.members.iter().map(|m| (m.id.as_str(), m.relation)).collect();
    assert_eq!(members, [("m1", Relation::Kept), ("c1", Relation::Derived)]);
    assert!(group.members.iter().all(|m| (0.0..=1.0).contains(&m.score)));
    assert!(group.members[1].score < 0.1, "two texts that share nothing");
    assert_eq!(group.origin.name, "Pell Gazette");
}

#[test]
fn the_copy_that_the_user_keeps_is_kept() {
    let places = [("b1", "bridge", false, None), ("b2", "bridge", true, None), ("b3", "bridge", false, None)];
    let digest = resume(placed(&places));
    let group = digest.groups.iter().find(|g| g.id.as_str() == "bridge").unwrap();
    assert_eq!((group.kept.as_str(), group.members[0].id.as_str()), ("b2", "b2"));
    assert!(group.members.iter().all(|m| m.score > 0.5), "{group:?}");
}

#[test]
fn an_article_alone_does_not_take_a_name_that_is_given() {
    let digest = resume(placed(&[("b1", "g-o1", true, None)]));
    let ids: BTreeSet<&str> = digest.groups.iter().map(|g| g.id.as_str()).collect();
    assert_eq!(ids.len(), digest.groups.len());
    assert!(digest.groups.iter().all(|g| g.members.len() == 1));
}

#[test]
fn given_stories_are_told_under_their_names() {
    let places =
        [("c1", "1", true, Some("pell")), ("s1", "2", true, Some("pell")), ("m1", "3", true, Some("coach"))];
    let digest = resume(placed(&places));
    let story = digest.stories.iter().find(|s| s.id.as_str() == "pell").unwrap();
    let articles: Vec<&str> = story.articles.iter().map(ArticleId::as_str).collect();
    assert_eq!(articles, ["c1", "s1"]);
    assert!(digest.briefs.iter().any(|b| b.story.as_str() == "coach"));
    let groups: usize = digest.stories.iter().map(|s| s.groups.len()).sum();
    assert_eq!(groups, digest.groups.len());
    let ids: BTreeSet<&str> = digest.stories.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids.len(), digest.stories.len());
}
