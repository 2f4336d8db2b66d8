//! A graph that comes out the same each time.
//!
//! `hnsw_rs` builds the graph of the first points: a sixteenth of all, which is the layers above the lowest and their
//! links. The others are linked into its lowest layer in batches: each point of a batch looks for its neighbours in the
//! graph as it was before the batch, on any thread, and then the links are set in order. With all points inserted by
//! `hnsw_rs`, which lie behind three pointers each and go in on one thread to come out the same, the index of 100,000
//! articles takes 2.3 times the processor time (`cargo evaluate scale`) and finds no more.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::hint::black_box;

use hnsw_rs::prelude::{Distance, Hnsw, Neighbour};
use rustc_hash::{FxBuildHasher, FxHashSet};

use crate::par;

use super::params::NeighbourParams;
use super::points::{Points, differing};

/// One point in so many is given to `hnsw_rs`, and so many at least.
const UPPER: usize = 16;
const MIN_UPPER: usize = 1024;
/// As many layers as `hnsw_rs` allows.
const MAX_LAYERS: usize = 16;
/// From how many points the search for a new point's neighbours begins, and how many are looked at to find them.
const SEEDS: (usize, usize) = (8, 20);
/// The most points that are linked in at a time: a batch is a quarter of what is there, for its points do not see each
/// other.
const BATCH: usize = 4096;
/// Words in a line of the cache.
const LINE: usize = 8;
/// How many points one task links in.
const CHUNK: usize = 64;

/// The number of signs in which two rows differ.
struct Differing;

impl Distance<u64> for Differing {
    fn eval(&self, a: &[u64], b: &[u64]) -> f32 {
        differing(a, b) as f32
    }
}

/// A point that was found: the signs in which it differs, and its place. Of two as near the earlier comes first.
type Found = (u32, u32);

/// A graph over distinct points, which are numbered by their places in the order of insertion.
pub(super) struct Graph {
    upper: Hnsw<'static, u64, Differing>,
    /// The point at each place, and the place of each point.
    point_at: Vec<u32>,
    place_of: Vec<u32>,
    links: Links,
    ef_search: usize,
}

impl Graph {
    /// Links distinct points, given in an order that has nothing to do with their likeness.
    pub(super) fn build(points: &Points, order: &[u32], params: &NeighbourParams) -> Self {
        let n = order.len();
        let n_upper = (n / UPPER).max(MIN_UPPER).min(n);
        let ef = params.ef_construction_of(n);
        let upper = Hnsw::new(params.max_links, n_upper.max(1), MAX_LAYERS, ef, Differing);
        for (place, &point) in order.iter().enumerate().take(n_upper) {
            upper.insert_slice((points.row(point), place));
        }
        let mut place_of = vec![0; points.len()];
        for (place, &point) in (0..).zip(order) {
            place_of[point as usize] = place;
        }
        let links = Links::new(n, 2 * params.max_links);
        let mut graph =
            Self { upper, point_at: order.to_vec(), place_of, links, ef_search: params.ef_search };
        if n_upper > 0 {
            for (place, own) in lowest_links(&graph.upper) {
                graph.links.set(place, &own);
            }
        }
        let mut next = n_upper;
        while next < n {
            let end = n.min(next + (next / 4).clamp(1, BATCH));
            let found = par::map_range((end - next).div_ceil(CHUNK), |chunk| {
                let first = next + chunk * CHUNK;
                let own = |place: usize| graph.neighbours_of_new(points, place as u32, ef);
                (first..end.min(first + CHUNK)).map(own).collect::<Vec<_>>()
            });
            for (place, own) in (next as u32..).zip(found.into_iter().flatten()) {
                for &(distance, other) in &own {
                    graph.links.add(other, (distance, place));
                }
                graph.links.set(place, &own);
            }
            next = end;
        }
        graph
    }

    /// Finds about the `k` nearest points of point `i`, which may be among them, with the signs in which they differ; in
    /// no order.
    ///
    /// Begins at the point and follows the links of the nearest points met, one after another.
    pub(super) fn search(&self, points: &Points, i: u32, k: usize) -> Vec<(u32, u32)> {
        let Some(&place) = self.place_of.get(i as usize) else { return Vec::new() };
        let found = self.walk(points, points.row(i), &[place], self.ef_search.max(k / 2));
        found.into_iter().map(|(distance, place)| (self.point_at[place as usize], distance)).collect()
    }

    /// Chooses the links of a point that has none yet, the nearest first.
    fn neighbours_of_new(&self, points: &Points, place: u32, ef: usize) -> Vec<Found> {
        let row = points.row(self.point_at[place as usize]);
        let mut found = self.walk(points, row, &self.seeds(row), ef);
        found.sort_unstable();
        found.truncate(2 * ef.max(self.links.max));
        self.diverse(points, &found)
    }

    /// Finds from the top where a search for a row begins.
    fn seeds(&self, row: &[u64]) -> Vec<u32> {
        self.upper.search(row, SEEDS.0, SEEDS.1).iter().map(|seed| seed.d_id as u32).collect()
    }

    /// Chooses neighbours that are nearer to the point than to one another, so that links lead in all directions
    /// (Malkov & Yashunin 2018, algorithm 4), and fills up with the nearest of the others.
    fn diverse(&self, points: &Points, found: &[Found]) -> Vec<Found> {
        let max = self.links.max;
        let mut chosen: Vec<Found> = Vec::with_capacity(max);
        let mut others: Vec<Found> = Vec::new();
        for &(distance, place) in found {
            if chosen.len() >= max / 2 && others.len() + chosen.len() >= max {
                break;
            }
            let between =
                |other: u32| points.distance(self.point_at[place as usize], self.point_at[other as usize]);
            if chosen.len() < max / 2 && chosen.iter().all(|&(_, other)| between(other) > distance) {
                chosen.push((distance, place));
            } else {
                others.push((distance, place));
            }
        }
        others.truncate(max - chosen.len());
        chosen.extend(others);
        chosen.sort_unstable();
        chosen
    }

    /// Meets the seeds, and follows the links of the `n_steps` nearest points met, one after another.
    fn walk(&self, points: &Points, row: &[u64], seeds: &[u32], n_steps: usize) -> Vec<Found> {
        let mut seen = FxHashSet::with_capacity_and_hasher(n_steps * self.links.max, FxBuildHasher);
        let mut queue: BinaryHeap<Reverse<Found>> = BinaryHeap::new();
        let mut found: Vec<Found> = Vec::new();
        let mut fresh: Vec<u32> = seeds.iter().copied().filter(|&place| seen.insert(place)).collect();
        for _ in 0..=n_steps {
            // Rows lie all over the memory, and a walk spends most of its time waiting for them: ask for all at once.
            let rows = fresh.iter().map(|&place| points.row(self.point_at[place as usize]));
            black_box(
                rows.fold(0, |asked, row| row.iter().step_by(LINE).fold(asked, |asked, word| asked ^ word)),
            );
            for &place in &fresh {
                let distance = differing(row, points.row(self.point_at[place as usize]));
                queue.push(Reverse((distance, place)));
                found.push((distance, place));
            }
            let Some(Reverse((_, nearest))) = queue.pop() else { break };
            fresh.clear();
            fresh.extend(self.links.of(nearest).iter().copied().filter(|&link| seen.insert(link)));
        }
        found
    }

    /// Tells whether a search from the top finds a point.
    #[cfg(test)]
    pub(super) fn finds(&self, points: &Points, i: u32) -> bool {
        let row = points.row(i);
        let found = self.walk(points, row, &self.seeds(row), self.ef_search);
        found.iter().any(|&(_, place)| self.point_at[place as usize] == i)
    }
}

/// The links of each point in the lowest layer, the nearest first.
struct Links {
    /// The most links of a point.
    max: usize,
    n: Vec<u32>,
    places: Vec<u32>,
    /// How far they lead: apart from the places, which are all that a walk reads.
    distances: Vec<u32>,
}

impl Links {
    fn new(n_points: usize, max: usize) -> Self {
        let room = n_points * max;
        Self { max, n: vec![0; n_points], places: vec![0; room], distances: vec![0; room] }
    }

    fn of(&self, place: u32) -> &[u32] {
        let first = place as usize * self.max;
        self.n.get(place as usize).map_or(&[], |&n| &self.places[first..first + n as usize])
    }

    /// Sets the links of a point, the nearest first; what is more than `max` goes.
    fn set(&mut self, place: u32, links: &[Found]) {
        let first = place as usize * self.max;
        let n = links.len().min(self.max);
        self.n[place as usize] = n as u32;
        for (at, &(distance, other)) in (first..first + n).zip(links) {
            self.places[at] = other;
            self.distances[at] = distance;
        }
    }

    /// Adds a link where there is room or it is nearer than the farthest, which goes.
    fn add(&mut self, place: u32, (distance, other): Found) {
        let first = place as usize * self.max;
        let n = self.n[place as usize] as usize;
        // A later point stands behind an earlier one that is as near.
        let at = self.distances[first..first + n].partition_point(|&own| own <= distance);
        if at == self.max {
            return;
        }
        let n = (n + 1).min(self.max);
        self.n[place as usize] = n as u32;
        self.places[first + at..first + n].rotate_right(1);
        self.distances[first + at..first + n].rotate_right(1);
        self.places[first + at] = other;
        self.distances[first + at] = distance;
    }
}

/// Gives the links of each point in the lowest layer of a graph, the nearest first.
#[expect(clippy::cast_sign_loss, reason = "the distance is a count")]
fn lowest_links(graph: &Hnsw<'static, u64, Differing>) -> Vec<(u32, Vec<Found>)> {
    let links = |layers: Vec<Vec<Neighbour>>| {
        let of_lowest = layers.into_iter().next().into_iter().flatten();
        let mut links: Vec<Found> = of_lowest.map(|link| (link.distance as u32, link.d_id as u32)).collect();
        links.sort_unstable();
        links
    };
    let points = graph.get_point_indexation().into_iter();
    points.map(|point| (point.get_origin_id() as u32, links(point.get_neighborhood_id()))).collect()
}

impl std::fmt::Debug for Graph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Graph({})", self.point_at.len())
    }
}
