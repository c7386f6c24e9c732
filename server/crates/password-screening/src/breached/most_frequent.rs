use std::{cmp::Reverse, collections::BinaryHeap};

/// Keeps the keys with the highest counts, in 16 bytes for each.
pub(super) struct MostFrequent {
    limit: usize,
    /// The least frequent on top.
    kept: BinaryHeap<Reverse<(u64, u64)>>,
}

impl MostFrequent {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            kept: BinaryHeap::new(),
        }
    }

    /// Keeps the key while there is room or a less frequent one to give up. Among equals the
    /// earlier stays, so that of a list without counts the first lines are kept.
    pub(super) fn offer(&mut self, key: u64, count: u64) {
        if self.kept.len() < self.limit {
            self.kept.push(Reverse((count, key)));
        } else if let Some(mut least) = self.kept.peek_mut()
            && least.0.0 < count
        {
            *least = Reverse((count, key));
        }
    }

    pub(super) fn into_keys(self) -> Vec<u64> {
        let kept = self.kept.into_vec();
        kept.into_iter().map(|Reverse((_, key))| key).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(limit: usize, offers: &[(u64, u64)]) -> Vec<u64> {
        let mut most_frequent = MostFrequent::new(limit);
        for &(key, count) in offers {
            most_frequent.offer(key, count);
        }
        let mut keys = most_frequent.into_keys();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn the_highest_counts_are_kept() {
        assert_eq!(kept(2, &[(1, 5), (2, 9), (3, 1), (4, 7)]), [2, 4]);
        assert_eq!(kept(9, &[(1, 5), (2, 9)]), [1, 2]);
        assert_eq!(kept(0, &[(1, 5)]), [0; 0]);
    }

    #[test]
    fn among_equals_the_first_are_kept() {
        assert_eq!(kept(2, &[(7, 1), (8, 1), (1, 1), (9, 1)]), [7, 8]);
    }
}
