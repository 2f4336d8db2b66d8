//! Cuts clusters that hold more than one story.
//!
//! Linkage joins what is alike, two look-alike events too. Each cluster is parted in two where it is loosest in words
//! ([`bisect`]), and stays whole if the parts are as like each other as each is in itself, in words, names and figures
//! together (`contrast`). Only the words have a say in where it is parted, so that it is evidence if names and figures agree.
//! Parts are parted further.

use rustc_hash::FxHashMap;

use crate::graph::bisect;
use crate::par;

use super::compared::{Compared, clusters, labelled};

/// A cluster, or a part of one: its nodes with the links between them, by their places in it.
struct Web {
    nodes: Vec<usize>,
    links: Vec<Vec<(u32, f64)>>,
}

/// Of a cluster with at most so many nodes all pairs are compared; of a greater one those that are linked, the others
/// counting 0, as they do in the linkage.
const MAX_COMPARED: usize = 100;

/// Labels the nodes anew, so that no cluster holds two parts that the contrast keeps apart; labels are numbered by their
/// smallest node.
pub fn cut(compared: &Compared<'_>, labels: &[u32]) -> Vec<u32> {
    let clusters = clusters(labels);
    let parts = par::map(&clusters, |nodes| stories(compared, Web::of(compared, nodes)));
    labelled(parts.into_iter().flatten().collect(), labels.len())
}

/// Parts a cluster until no part can be parted; the parts come in no order of meaning.
fn stories(compared: &Compared<'_>, web: Web) -> Vec<Vec<usize>> {
    let (mut whole, mut open) = (Vec::new(), vec![web]);
    while let Some(web) = open.pop() {
        // Two texts are no two clusters.
        let sides = if web.nodes.len() > 2 { bisect(&web.links) } else { None };
        let parts = sides.map(|sides| [web.side(&sides, true), web.side(&sides, false)]);
        match parts {
            Some([one, other])
                if !compared.closeness(&one.nodes, &other.nodes).is_within(compared.params) =>
            {
                open.extend([other, one]);
            }
            _ => whole.push(web.nodes),
        }
    }
    whole
}

impl Web {
    /// Measures how alike the words of a cluster's nodes are.
    fn of(compared: &Compared<'_>, nodes: &[usize]) -> Self {
        let mut links = vec![Vec::new(); nodes.len()];
        let rows: Vec<Option<usize>> = nodes.iter().map(|&node| compared.row_of[node]).collect();
        let words = &compared.features.words;
        let mut link = |a: usize, b: usize| {
            let Some((row, other)) = rows[a].zip(rows[b]) else { return };
            let cosine = words.row(row).dot(&words.row(other));
            if cosine > 0.0 {
                links[a].push((b as u32, cosine));
                links[b].push((a as u32, cosine));
            }
        };
        if nodes.len() <= MAX_COMPARED {
            for a in 0..nodes.len() {
                (a + 1..nodes.len()).for_each(|b| link(a, b));
            }
        } else {
            for (a, node) in nodes.iter().enumerate() {
                let others = compared.later_neighbours(*node);
                others.filter_map(|other| nodes.binary_search(&other).ok()).for_each(|b| link(a, b));
            }
        }
        Self { nodes: nodes.to_vec(), links }
    }

    fn side(&self, sides: &[bool], side: bool) -> Self {
        let inside =
            || self.nodes.iter().zip(&self.links).zip(sides).enumerate().filter(|(_, (_, s))| **s == side);
        let places: FxHashMap<u32, u32> = inside().map(|(place, _)| place as u32).zip(0..).collect();
        let nodes = inside().map(|(_, ((&node, _), _))| node).collect();
        let links = inside().map(|(_, ((_, list), _))| {
            list.iter().filter_map(|(other, words)| Some((*places.get(other)?, *words))).collect()
        });
        Self { nodes, links: links.collect() }
    }
}
