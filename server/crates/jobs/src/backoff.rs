use latchkey_values::Entropy;
use std::time::Duration;

/// How long to wait after the `failures`-th failure in a row: doubling from `first` up to `longest`,
/// less up to a fifth by chance, so that what failed together does not come back together.
pub(crate) fn delay(
    first: Duration,
    longest: Duration,
    failures: u32,
    entropy: &dyn Entropy,
) -> Duration {
    let doublings = failures.saturating_sub(1);
    let full = first
        .saturating_mul(2_u32.saturating_pow(doublings))
        .min(longest);
    full.saturating_sub(full / 1000 * entropy.below(201))
}

/// How long to leave a database alone that failed `failures` times in a row.
pub(crate) fn store_pause(failures: u32, entropy: &dyn Entropy) -> Duration {
    delay(
        Duration::from_secs(1),
        Duration::from_secs(30),
        failures,
        entropy,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;

    const FIRST: Duration = Duration::from_secs(5);
    const LONGEST: Duration = Duration::from_mins(30);

    #[test]
    fn waits_double_up_to_the_longest_and_lose_at_most_a_fifth() {
        let entropy = SeededEntropy::new(1);
        for (failures, full) in [
            (1, 5),
            (2, 10),
            (3, 20),
            (8, 640),
            (9, 1280),
            (10, 1800),
            (u32::MAX, 1800),
        ] {
            let full = Duration::from_secs(full);
            for _ in 0..200 {
                let waited = delay(FIRST, LONGEST, failures, &entropy);
                assert!(
                    waited <= full && waited >= full * 4 / 5,
                    "{failures}: {waited:?}"
                );
            }
        }
    }

    #[test]
    fn jobs_that_failed_together_come_back_apart() {
        let entropy = SeededEntropy::new(1);
        let waits: std::collections::HashSet<_> = (0..50)
            .map(|_| delay(FIRST, LONGEST, 1, &entropy))
            .collect();
        assert!(waits.len() > 25, "{}", waits.len());
    }
}
