//! Parallel maps that keep the order of their input: the one place that knows rayon.
//!
//! Every result is collected in input order and folded by the caller on one thread, so that a run gives the same bytes
//! with any number of threads.

use std::cmp::Ordering;

use rayon::prelude::*;

/// Maps every item in parallel; the results stand in the order of `items`.
pub fn map<T: Sync, R: Send>(items: &[T], f: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    items.par_iter().map(f).collect()
}

/// Maps every item in parallel and takes it; the results stand in the order of `items`.
pub fn map_owned<T: Send, R: Send>(items: Vec<T>, f: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    items.into_par_iter().map(f).collect()
}

/// Maps `0..n` in parallel; result `i` is `f(i)`.
pub fn map_range<R: Send>(n: usize, f: impl Fn(usize) -> R + Sync + Send) -> Vec<R> {
    (0..n).into_par_iter().map(f).collect()
}

/// Maps consecutive chunks of at most `size` items in parallel. The chunks depend on `size` alone, never on the number
/// of threads.
pub fn map_chunks<T: Sync, R: Send>(items: &[T], size: usize, f: impl Fn(&[T]) -> R + Sync + Send) -> Vec<R> {
    items.par_chunks(size.max(1)).map(f).collect()
}

/// Sorts in parallel by a total order. Equal items may change places: give them an order.
pub fn sort<T: Send + Ord>(items: &mut [T]) {
    items.par_sort_unstable();
}

/// Sorts in parallel by `order`. Equal items may change places: give them an order.
pub fn sort_by<T: Send>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering + Sync) {
    items.par_sort_unstable_by(order);
}

/// Changes every item in parallel.
pub fn each_mut<T: Send>(items: &mut [T], f: impl Fn(&mut T) + Sync + Send) {
    items.par_iter_mut().for_each(f);
}

/// Runs `f` with `n_threads` threads for every map in it; 0 means one a core.
///
/// # Errors
/// What the operating system said when the threads could not be started.
pub fn with_threads<R: Send>(n_threads: usize, f: impl FnOnce() -> R + Send) -> std::io::Result<R> {
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().map_err(std::io::Error::other)?;
    Ok(pool.install(f))
}

/// Tells how many threads the maps use where it is called.
#[must_use]
pub fn n_threads() -> usize {
    rayon::current_num_threads()
}
