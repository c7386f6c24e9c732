//! One line for each step: what it was, how it went, how long it took.
//!
//! What went wrong is told by whoever takes the error, once.

use std::time::Instant;

use anyhow::Result;

use crate::totals::Totals;

/// Runs a step and reports it: `✓ clippy (12.3 s)`.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = begin(name);
    let result = work();
    end(name, result.is_ok(), start);
    result
}

/// Runs a suite and reports it with its counts: `✗ tests: 11 passed, 1 failed, 0 skipped (3.4 s)`.
pub(crate) fn suite(name: &str, work: impl FnOnce() -> Result<Totals>) -> Result<Totals> {
    let start = begin(name);
    let result = work();
    match &result {
        Ok(totals) => end(&format!("{name}: {totals}"), totals.failed == 0, start),
        Err(_) => end(name, false, start),
    }
    result
}

fn begin(name: &str) -> Instant {
    eprintln!("→ {name}");
    Instant::now()
}

fn end(what: &str, well: bool, start: Instant) {
    let mark = if well { '✓' } else { '✗' };
    println!("{mark} {what} ({:.1} s)", start.elapsed().as_secs_f64());
}
