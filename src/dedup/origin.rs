//! Step 10: where a copy comes from.

use std::collections::BTreeMap;

use crate::model::{Article, GroupId, Origin, OriginKind};

/// Names the origin of a group: the agency that most members name, of several the one named earliest; else the outlet
/// of the earliest member; else the group itself. Outlets drop credits, so one member that kept it speaks for all.
pub(crate) fn of(group: &[&Article], id: &GroupId) -> Origin {
    // A copy without a time counts as later than any with one.
    let age = |article: &Article| (article.published.is_none(), article.published, article.id.clone());
    let mut by_age: Vec<&Article> = group.to_vec();
    by_age.sort_by_cached_key(|article| age(article));
    let mut agencies: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (rank, article) in by_age.iter().enumerate() {
        if let Some(agency) = article.agency.as_deref() {
            agencies.entry(agency).or_insert((0, rank)).0 += 1;
        }
    }
    let agency = agencies.into_iter().min_by_key(|&(_, (count, rank))| (std::cmp::Reverse(count), rank));
    if let Some((name, _)) = agency {
        return Origin { name: name.to_owned(), kind: OriginKind::Agency };
    }
    match by_age.iter().find_map(|article| article.source.as_deref()) {
        Some(outlet) => Origin { name: outlet.to_owned(), kind: OriginKind::Outlet },
        None => Origin { name: id.0.clone(), kind: OriginKind::Unknown },
    }
}
