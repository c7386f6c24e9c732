//! Ids with Okta's prefixes: 20 characters, growing with creation, ending in the cell's suffix.

use crate::randomness::Randomness;

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CELL: &str = "5d7";
/// The counter's start, chosen so that ids look like those of a grown org.
const FIRST: u64 = 48_120_553_417;

/// Gives out ids. Later ids sort after earlier ones, which is the order Okta lists things in.
#[derive(Debug)]
pub(crate) struct Ids {
    next: u64,
}

impl Default for Ids {
    fn default() -> Self {
        Self { next: FIRST }
    }
}

impl Ids {
    /// A new id that starts with `prefix` (`00u` user, `00g` group, `00p` policy, `0pr` rule, `00T` token).
    pub(crate) fn next(&mut self, prefix: &str, randomness: &mut Randomness) -> String {
        self.next += 1;
        let counter = base62(self.next);
        format!("{prefix}{counter}{}{CELL}", randomness.alphanumeric(8))
    }
}

fn base62(mut number: u64) -> String {
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        let index = usize::try_from(number % 62).unwrap_or_default();
        *digit = BASE62[index];
        number /= 62;
    }
    digits.iter().copied().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_twenty_characters_and_sort_by_creation() {
        let mut ids = Ids::default();
        let mut randomness = Randomness::fixed();
        let made: Vec<String> = (0..200).map(|_| ids.next("00u", &mut randomness)).collect();
        assert!(
            made.iter()
                .all(|id| id.len() == 20 && id.starts_with("00u"))
        );
        assert!(made.is_sorted());
    }
}
