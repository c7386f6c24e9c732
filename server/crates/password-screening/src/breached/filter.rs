use super::Sha1Digest;
use latchkey_values::NewPassword;
use std::fmt;
use xorf::{BinaryFuse16, BinaryFuse32, Filter as _};

/// How certain a filter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilterKind {
    /// About 18 bits for each password; one of 65,536 other passwords is refused wrongly.
    #[default]
    Bits16,
    /// About 36 bits for each password; one of four billion other passwords is refused wrongly.
    Bits32,
}

impl FilterKind {
    /// The share of passwords not in the filter that it takes for leaked.
    #[must_use]
    pub fn false_positive_rate(self) -> f64 {
        match self {
            Self::Bits16 => 0.5_f64.powi(16),
            Self::Bits32 => 0.5_f64.powi(32),
        }
    }
}

/// A set of leaked passwords as a binary fuse filter. It never misses one it was built from, and
/// rarely takes another password for one: a hit means "probably leaked".
pub struct BreachedFilter {
    pub(super) count: u64,
    pub(super) cells: Cells,
}

pub(super) enum Cells {
    Bits16(BinaryFuse16),
    Bits32(BinaryFuse32),
}

/// No filter could be built from these passwords. Not known to happen below a billion of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no filter could be built from these passwords")]
pub struct NotBuilt;

impl BreachedFilter {
    /// A filter of a few passwords, in memory only.
    ///
    /// # Errors
    /// [`NotBuilt`], in theory.
    pub fn from_passwords<'a>(
        passwords: impl IntoIterator<Item = &'a str>,
        kind: FilterKind,
    ) -> Result<Self, NotBuilt> {
        let digests = passwords.into_iter().map(Sha1Digest::of);
        Self::from_keys(digests.map(|digest| digest.key()).collect(), kind)
    }

    /// A filter of [`Sha1Digest::key`]s. Takes about 30 bytes of memory more for each while it works.
    pub(super) fn from_keys(mut keys: Vec<u64>, kind: FilterKind) -> Result<Self, NotBuilt> {
        keys.sort_unstable();
        keys.dedup();
        let cells = match kind {
            FilterKind::Bits16 => BinaryFuse16::try_from(&keys).map(Cells::Bits16),
            FilterKind::Bits32 => BinaryFuse32::try_from(&keys).map(Cells::Bits32),
        };
        let cells = cells.map_err(|_| NotBuilt)?;
        // Never to miss a password is a promise of this type, so it is checked, not believed.
        if !keys.iter().all(|key| cells.contains(*key)) {
            return Err(NotBuilt);
        }
        Ok(Self {
            count: keys.len() as u64,
            cells,
        })
    }

    /// Whether the password is, probably, one of those the filter was built from.
    #[must_use]
    pub fn contains(&self, password: &NewPassword) -> bool {
        self.cells.contains(Sha1Digest::of(password.expose()).key())
    }

    /// How many different passwords the filter was built from.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How certain the filter is.
    #[must_use]
    pub fn kind(&self) -> FilterKind {
        match self.cells {
            Cells::Bits16(_) => FilterKind::Bits16,
            Cells::Bits32(_) => FilterKind::Bits32,
        }
    }

    /// The share of other passwords that [`BreachedFilter::contains`] takes for leaked.
    #[must_use]
    pub fn false_positive_rate(&self) -> f64 {
        self.kind().false_positive_rate()
    }
}

impl Cells {
    fn contains(&self, key: u64) -> bool {
        match self {
            Self::Bits16(filter) => filter.contains(&key),
            Self::Bits32(filter) => filter.contains(&key),
        }
    }
}

impl fmt::Debug for BreachedFilter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BreachedFilter")
            .field("count", &self.count)
            .field("kind", &self.kind())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;
    use latchkey_values::Entropy as _;
    use proptest::{collection::vec, prelude::*};

    fn random_keys(seed: u64, count: usize) -> Vec<u64> {
        let mut bytes = vec![0; 8 * count];
        SeededEntropy::new(seed).fill(&mut bytes);
        let keys = bytes.as_chunks().0.iter();
        keys.map(|bytes| u64::from_le_bytes(*bytes)).collect()
    }

    #[test]
    fn one_of_65536_others_is_taken_for_leaked() {
        let filter =
            BreachedFilter::from_keys(random_keys(1, 20_000), FilterKind::Bits16).expect("built");
        let others = random_keys(2, 2_000_000);
        let hits = others
            .iter()
            .filter(|key| filter.cells.contains(**key))
            .count();
        // 30.5 expected; the seeds are fixed, so this number does not change by itself.
        assert!((15..=46).contains(&hits), "{hits} of 2,000,000");
    }

    #[test]
    fn with_32_bits_no_other_of_two_million_is_taken_for_leaked() {
        let filter =
            BreachedFilter::from_keys(random_keys(1, 20_000), FilterKind::Bits32).expect("built");
        let others = random_keys(2, 2_000_000);
        assert!(!others.iter().any(|key| filter.cells.contains(*key)));
    }

    proptest! {
        #[test]
        fn no_password_of_the_set_is_missed(
            passwords in vec("[ -~]{1,20}", 0..300),
            wide in any::<bool>(),
        ) {
            let kind = if wide { FilterKind::Bits32 } else { FilterKind::Bits16 };
            let filter = BreachedFilter::from_passwords(
                passwords.iter().map(String::as_str),
                kind,
            )
            .expect("built");
            for password in &passwords {
                prop_assert!(filter.contains(&password.parse().expect("a password")));
            }
        }
    }
}
