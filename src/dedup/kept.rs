//! Step 9: which copy stands for the group.

use std::cmp::{Ordering, Reverse};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Article;

use super::params::DedupParams;
use super::versions;

/// Which copy of a group is kept. Whatever the policy, the order is total: what it leaves open goes to the longest body,
/// then to the outlet that stands first in [`DedupParams::outlet_rank`], the earliest time and the smallest id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// The latest version of an agency's own item, of several of one version the earliest; where the group has none, the
    /// longest body.
    #[default]
    LatestVersion,
    /// The earliest.
    Earliest,
    /// The longest body.
    Longest,
    /// An agency's own item, else a copy that credits an agency; the earliest of them.
    AgencyFirst,
    /// The one of the outlet that stands first in [`DedupParams::outlet_rank`]; outlets that are not in it come last.
    OutletRank,
}

/// What of an article the policies look at.
struct Copy<'a> {
    article: &'a Article,
    /// The version of an agency's own item, from 0.
    version: Option<u32>,
    n_words: usize,
    /// The place of its outlet in the list; its length for one that is not there.
    rank: usize,
}

/// Chooses the copy to keep. Gives its place in `group`, 0 where that is empty.
pub(super) fn choose(group: &[&Article], params: &DedupParams) -> usize {
    let rank = |article: &Article| {
        let is_own = |outlet: &String| article.source.as_ref() == Some(outlet);
        params.outlet_rank.iter().position(is_own).unwrap_or(params.outlet_rank.len())
    };
    let copies = group.iter().map(|&article| Copy {
        article,
        version: versions::version(article),
        n_words: article.words().count(),
        rank: rank(article),
    });
    let best = copies.enumerate().min_by(|a, b| compare(&a.1, &b.1, params.keep));
    best.map_or(0, |(i, _)| i)
}

/// Puts the better copy first.
fn compare(a: &Copy<'_>, b: &Copy<'_>, keep: Keep) -> Ordering {
    // A copy without a time counts as later than any with one.
    let time = |x: &Copy<'_>| (x.article.published.is_none(), x.article.published);
    let earliest = time(a).cmp(&time(b));
    let by_policy = match keep {
        Keep::LatestVersion => {
            let both = a.version.is_some() && b.version.is_some();
            b.version.cmp(&a.version).then(if both { earliest } else { Ordering::Equal })
        }
        Keep::Earliest => earliest,
        Keep::Longest => Ordering::Equal,
        Keep::AgencyFirst => {
            let closeness = |x: &Copy<'_>| (x.version.is_none(), x.article.agency.is_none());
            closeness(a).cmp(&closeness(b)).then(earliest)
        }
        Keep::OutletRank => a.rank.cmp(&b.rank),
    };
    by_policy
        .then_with(|| Reverse(a.n_words).cmp(&Reverse(b.n_words)))
        .then_with(|| a.rank.cmp(&b.rank))
        .then(earliest)
        .then_with(|| a.article.id.cmp(&b.article.id))
}
