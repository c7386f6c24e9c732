//! Ids of assertions and proofs: each may be used once.

use std::collections::BTreeMap;

use jiff::Timestamp;

/// Which ids have been used. An id is forgotten when what it belonged to has run out.
#[derive(Debug, Default)]
pub(crate) struct Seen(BTreeMap<(String, String), Timestamp>);

impl Seen {
    /// Notes an id of somebody's; `false` when it has been used before. It is kept until `until`.
    pub(crate) fn first_use(
        &mut self,
        whose: &str,
        id: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> bool {
        self.0.retain(|_, end| *end > now);
        let key = (whose.to_owned(), id.to_owned());
        self.0.insert(key, until).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn an_id_counts_once_for_each_until_it_has_run_out() {
        let mut seen = Seen::default();
        assert!(seen.first_use("a", "1", at(0), at(10)));
        assert!(!seen.first_use("a", "1", at(5), at(10)));
        assert!(seen.first_use("b", "1", at(5), at(10)));
        assert!(seen.first_use("a", "1", at(10), at(20)));
    }
}
