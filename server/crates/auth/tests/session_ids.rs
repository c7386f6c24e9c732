//! The ids by which browsers are known again.

use std::collections::HashSet;
use tower_sessions::session::Id;

#[test]
fn item_14_session_ids_have_128_bits_all_alike() {
    const IDS: u32 = 10_000;
    let mut ones = [0_u32; 128];
    let mut different = HashSet::new();
    for _ in 0..IDS {
        let Id(id) = Id::default();
        for (bit, count) in ones.iter_mut().enumerate() {
            *count += u32::from(id >> bit & 1 == 1);
        }
        different.insert(id);
    }
    assert_eq!(different.len(), IDS as usize);
    // Half of them, give or take 6.2 standard deviations: by chance once in a billion runs.
    let strays =
        |count: &u32| f64::from(count.abs_diff(IDS / 2)) > 6.2 * f64::from(IDS).sqrt() / 2.0;
    assert!(!ones.iter().any(strays), "{ones:?}");
}
