//! The counts of a digest.

use std::collections::BTreeMap;

use crate::model::{Digest, Stats};

/// Counts what a digest holds.
pub(super) fn counted(mut digest: Digest) -> Digest {
    let (mut rejected_by_reason, mut skipped_by_reason) = (BTreeMap::new(), BTreeMap::new());
    for reason in digest.rejected.iter().map(|r| r.reason) {
        let counts = if reason.is_skip() { &mut skipped_by_reason } else { &mut rejected_by_reason };
        *counts.entry(reason).or_default() += 1;
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
        rejected: rejected_by_reason.values().sum(),
        rejected_by_reason,
        skipped: skipped_by_reason.values().sum(),
        skipped_by_reason,
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
