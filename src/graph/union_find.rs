//! Disjoint sets.

/// Disjoint sets of `0..n`, with path halving and union by size (Tarjan & van Leeuwen 1984).
#[derive(Clone, Debug, Default)]
pub struct UnionFind {
    parent: Vec<u32>,
    size: Vec<u32>,
}

impl UnionFind {
    /// Makes `n` sets of one.
    #[must_use]
    pub fn new(n: usize) -> Self {
        Self { parent: (0..n as u32).collect(), size: vec![1; n] }
    }

    /// Gives the member that stands for the set of `x`; `x` itself where it is out of range.
    pub fn find(&mut self, mut x: u32) -> u32 {
        while let Some(&up) = self.parent.get(x as usize) {
            if up == x {
                break;
            }
            let above = self.parent[up as usize];
            self.parent[x as usize] = above;
            x = above;
        }
        x
    }

    /// Joins the sets of `a` and `b`. Tells whether they were apart; false where either is out of range.
    pub fn union(&mut self, a: u32, b: u32) -> bool {
        let n = self.parent.len();
        if a as usize >= n || b as usize >= n {
            return false;
        }
        let (a, b) = (self.find(a), self.find(b));
        if a == b {
            return false;
        }
        let (small, large) = if self.size[a as usize] < self.size[b as usize] { (a, b) } else { (b, a) };
        self.parent[small as usize] = large;
        self.size[large as usize] += self.size[small as usize];
        true
    }

    /// Numbers the sets by their smallest member, from 0: result `i` is the label of `i`.
    #[must_use]
    pub fn labels(mut self) -> Vec<u32> {
        let n = self.parent.len();
        let mut label_of = vec![u32::MAX; n];
        let mut next = 0;
        (0..n as u32)
            .map(|x| {
                let slot = &mut label_of[self.find(x) as usize];
                if *slot == u32::MAX {
                    *slot = next;
                    next += 1;
                }
                *slot
            })
            .collect()
    }
}

/// Labels the connected components of a graph of `n` vertices, numbered by their smallest vertex.
///
/// Edges that name no vertex are left out. One false edge welds two components; [`average_linkage`](super::average_linkage)
/// is the cure, and this the setting to compare it with.
#[must_use]
pub fn connected_components(n: usize, edges: impl IntoIterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut sets = UnionFind::new(n);
    for (a, b) in edges {
        sets.union(a, b);
    }
    sets.labels()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn components_are_numbered_by_their_smallest_vertex() {
        assert_eq!(connected_components(5, [(4, 1), (3, 0)]), [0, 1, 2, 0, 1]);
        assert_eq!(connected_components(0, []), Vec::<u32>::new());
        assert_eq!(connected_components(2, [(0, 9), (7, 8)]), [0, 1]);
    }

    #[test]
    fn joining_twice_changes_nothing() {
        let mut sets = UnionFind::new(3);
        assert!(sets.union(0, 2));
        assert!(!sets.union(2, 0));
        assert_eq!(sets.find(0), sets.find(2));
    }

    proptest! {
        #[test]
        fn the_order_of_edges_does_not_matter(
            mut edges in proptest::collection::vec((0u32..20, 0u32..20), 0..30),
        ) {
            let before = connected_components(20, edges.iter().copied());
            edges.reverse();
            prop_assert_eq!(before, connected_components(20, edges));
        }
    }
}
