//! The counts of a digest.

use std::collections::BTreeMap;

use crate::model::{Digest, Stats};

/// Counts what a digest holds.
pub(super) fn counted(mut digest: Digest) -> Digest {
    let mut rejected_by_reason = BTreeMap::new();
    for rejection in &digest.rejected {
        *rejected_by_reason.entry(rejection.reason).or_default() += 1;
    }
    let mut removed_by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for removed in digest.articles.iter().flat_map(|a| &a.removed) {
        match removed_by_rule.get_mut(&removed.rule) {
            Some(n) => *n += 1,
            None => drop(removed_by_rule.insert(removed.rule.clone(), 1)),
        }
    }
    let members = || digest.groups.iter().map(|g| g.members.len());
    digest.stats = Stats {
        articles: digest.articles.len(),
        rejected: digest.rejected.len(),
        rejected_by_reason,
        removed_by_rule,
        groups: digest.groups.len(),
        copies: members().map(|n| n.saturating_sub(1)).sum(),
        groups_with_copies: members().filter(|&n| n > 1).count(),
        stories: digest.stories.len(),
        stories_with_company: digest.stories.iter().filter(|s| s.articles.len() > 1).count(),
        briefs: digest.briefs.len(),
    };
    digest
}
