//! The ids of stories from one run to the next.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{Story, StoryId};

/// Gives stories the ids that they had in an earlier run, by majority: a story that has more than half of an earlier
/// one's articles, as far as these are there at all, takes its id; of several such the one it shares most articles with,
/// ties by id. Other stories keep the id made from their smallest member, lengthened by `#2` where that is taken.
///
/// Links between the stories follow their ids. `O(articles)`.
pub fn keep_ids(stories: &mut [Story], previous: &[Story]) {
    let story_of: FxHashMap<&str, usize> = stories
        .iter()
        .enumerate()
        .flat_map(|(i, s)| s.articles.iter().map(move |a| (a.as_str(), i)))
        .collect();
    // How much each story shares with an earlier one of which it has the majority.
    let mut claims: Vec<(Reverse<usize>, &StoryId, usize)> = Vec::new();
    for earlier in previous {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for story in earlier.articles.iter().filter_map(|id| story_of.get(id.as_str())) {
            *shared.entry(*story).or_default() += 1;
        }
        let all: usize = shared.values().sum();
        let majority = shared.into_iter().find(|&(_, n)| 2 * n > all);
        claims.extend(majority.map(|(story, n)| (Reverse(n), &earlier.id, story)));
    }
    claims.sort_unstable();
    let mut id_of: Vec<Option<StoryId>> = vec![None; stories.len()];
    let mut taken: FxHashSet<&str> = FxHashSet::default();
    for (_, id, story) in claims {
        if id_of[story].is_none() && taken.insert(id.as_str()) {
            id_of[story] = Some(id.clone());
        }
    }
    let mut taken: FxHashSet<String> = taken.into_iter().map(str::to_owned).collect();
    let mut renamed: FxHashMap<StoryId, StoryId> = FxHashMap::default();
    for (story, kept) in stories.iter_mut().zip(id_of) {
        let id = kept.unwrap_or_else(|| {
            let mut free = story.id.0.clone();
            while !taken.insert(free.clone()) {
                free.push_str("#2");
            }
            StoryId(free)
        });
        renamed.insert(std::mem::replace(&mut story.id, id.clone()), id);
    }
    for followed in stories.iter_mut().flat_map(|story| &mut story.follows) {
        if let Some(id) = renamed.get(followed) {
            *followed = id.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(id: &str, articles: &[&str]) -> Story {
        Story {
            id: id.into(),
            headline: String::new(),
            groups: Vec::new(),
            articles: articles.iter().map(|&a| a.into()).collect(),
            copies: articles.len(),
            origins: 1,
            outlets: Vec::new(),
            first_seen: None,
            last_seen: None,
            importance: 0.0,
            terms: Vec::new(),
            names: Vec::new(),
            timeline: Vec::new(),
            follows: Vec::new(),
        }
    }

    fn ids(stories: &[Story]) -> Vec<&str> {
        stories.iter().map(|s| s.id.as_str()).collect()
    }

    #[test]
    fn a_story_that_grew_keeps_its_id_though_a_smaller_member_came() {
        let mut now = vec![story("new", &["a", "b", "c"])];
        keep_ids(&mut now, &[story("old", &["b", "c"])]);
        assert_eq!(ids(&now), ["old"]);
    }

    #[test]
    fn of_a_story_that_was_split_the_majority_keeps_the_id_and_the_rest_gets_a_free_one() {
        let mut now = vec![story("x", &["a"]), story("y", &["b", "c"])];
        now[0].follows = vec!["y".into()];
        keep_ids(&mut now, &[story("x", &["a", "b", "c"])]);
        assert_eq!(ids(&now), ["x#2", "x"]);
        assert_eq!(now[0].follows, ["x".into()]);
    }

    #[test]
    fn of_stories_that_became_one_the_greater_gives_the_id() {
        let mut now = vec![story("new", &["a", "b", "c"])];
        keep_ids(&mut now, &[story("one", &["a"]), story("two", &["b", "c"])]);
        assert_eq!(ids(&now), ["two"]);
    }

    #[test]
    fn articles_that_are_gone_do_not_count_and_half_is_no_majority() {
        let mut now = vec![story("p", &["a"]), story("q", &["b"])];
        keep_ids(&mut now, &[story("old", &["a", "gone", "lost"])]);
        assert_eq!(ids(&now), ["old", "q"]);
        let mut now = vec![story("p", &["a"]), story("q", &["b"])];
        keep_ids(&mut now, &[story("old", &["a", "b"])]);
        assert_eq!(ids(&now), ["p", "q"]);
        keep_ids(&mut [], &[story("old", &["a"])]);
    }
}
