//! Which sentences hold a stem or a concept, all lists in one piece of memory: a list of its own for each costs more time in
//! the allocator than it is read for.

/// Lists of entries by key, each in the order in which the entries were given.
#[derive(Clone, Debug)]
pub struct Inverted<T> {
    /// Where the list of each key begins; one more at the end.
    starts: Vec<u32>,
    entries: Vec<T>,
}

impl<T: Copy + Default> Inverted<T> {
    /// Gathers entries by their keys, `0..n_keys`; others are left out. Linear.
    #[must_use]
    pub fn of(n_keys: usize, entries: impl Iterator<Item = (u32, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; n_keys + 1];
        for (key, _) in entries.clone() {
            if let Some(count) = starts.get_mut(key as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        next.pop();
        let mut gathered = vec![T::default(); total as usize];
        for (key, entry) in entries {
            let Some(next) = next.get_mut(key as usize) else { continue };
            if let Some(slot) = gathered.get_mut(*next as usize) {
                *slot = entry;
            }
            *next += 1;
        }
        Self { starts, entries: gathered }
    }

    /// Gives the entries of a key; none for one that does not exist.
    #[must_use]
    pub fn list(&self, key: u32) -> &[T] {
        let key = key as usize;
        let (Some(&start), Some(&end)) = (self.starts.get(key), self.starts.get(key + 1)) else { return &[] };
        self.entries.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_by_their_keys_in_the_order_given() {
        let index = Inverted::of(3, [(2, 'a'), (0, 'b'), (2, 'c'), (7, 'd')].into_iter());
        assert_eq!(index.list(0), ['b']);
        assert!(index.list(1).is_empty() && index.list(3).is_empty() && index.list(7).is_empty());
        assert_eq!(index.list(2), ['a', 'c']);
        assert!(Inverted::of(0, std::iter::empty::<(u32, u32)>()).list(0).is_empty());
    }
}
