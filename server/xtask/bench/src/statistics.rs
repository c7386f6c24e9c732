//! Medians, percentiles, and how well a figure tells two classes apart.

use std::time::Duration;

/// The value below which `share` of all lie; not a number when there are none.
pub(crate) fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place among some thousand values"
    )]
    let place = (last as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// The middle value.
pub(crate) fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// A duration as milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}

/// A count as a figure.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts here stay far below 2^52"
)]
pub(crate) fn count(number: usize) -> f64 {
    number as f64
}

/// How well a figure tells two classes apart: the chance that it is greater in one of them than in
/// the other, counted so that 0.5 is not at all and 1 is always.
pub(crate) fn separation(one: &[f64], other: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = one
        .iter()
        .map(|value| (*value, true))
        .chain(other.iter().map(|value| (*value, false)))
        .collect();
    all.sort_by(|left, right| left.0.total_cmp(&right.0));
    let pairs = count(one.len()) * count(other.len());
    let area = (rank_sum(&all) - count(one.len()) * (count(one.len()) + 1.0) / 2.0) / pairs;
    area.max(1.0 - area)
}

/// The sum of the ranks of the first class; equal values share the mean of their ranks.
fn rank_sum(sorted: &[(f64, bool)]) -> f64 {
    let mut sum = 0.0;
    let mut before = 0;
    for equal in sorted.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
        let rank = count(before) + f64::midpoint(count(equal.len()), 1.0);
        let ours = equal.iter().filter(|(_, first)| *first).count();
        sum += rank * count(ours);
        before += equal.len();
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(value: f64, expected: f64) -> bool {
        (value - expected).abs() < 1e-9
    }

    #[test]
    fn quantiles_are_values_that_occurred() {
        let values = [5.0, 1.0, 4.0, 2.0, 3.0];
        assert!(is(median(&values), 3.0));
        assert!(is(quantile(&values, 1.0), 5.0));
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn classes_that_do_not_overlap_are_told_apart_always() {
        assert!(is(separation(&[1.0, 2.0], &[3.0, 4.0]), 1.0));
        assert!(is(separation(&[3.0, 4.0], &[1.0, 2.0]), 1.0));
    }

    #[test]
    fn equal_classes_are_not_told_apart() {
        assert!(is(separation(&[1.0, 2.0, 2.0], &[2.0, 1.0, 2.0]), 0.5));
        assert!(is(separation(&[1.0, 4.0], &[2.0, 3.0]), 0.5));
    }
}
