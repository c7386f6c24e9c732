//! What Linux says about a running process.

use anyhow::{Context as _, Result};
use std::fs;

/// `USER_HZ`, which Linux fixed at 100 for every program.
const TICKS_A_SECOND: f64 = 100.0;

/// Seconds of CPU a process used so far, all threads, itself and the kernel for it.
pub(crate) fn cpu_seconds(process: u32) -> Result<f64> {
    let path = format!("/proc/{process}/stat");
    let text = fs::read_to_string(&path).with_context(|| path.clone())?;
    // The name in parentheses may hold anything; user and system time are fields 14 and 15.
    let (_, rest) = text.rsplit_once(')').context("no name")?;
    let ticks = rest.split_whitespace().skip(11).take(2);
    let ticks = ticks.map(str::parse::<f64>).sum::<Result<f64, _>>()?;
    Ok(ticks / TICKS_A_SECOND)
}

/// Memory of a process in megabytes; what it shares with others is divided among them.
pub(crate) fn proportional_megabytes(process: u32) -> Result<f64> {
    let path = format!("/proc/{process}/smaps_rollup");
    let text = fs::read_to_string(&path).with_context(|| path.clone())?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    let kilobytes: f64 = kilobytes.context("no Pss")?.parse()?;
    Ok(kilobytes * 1_024.0 / 1_000_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_memory_and_its_time_never_goes_back() {
        let own = std::process::id();
        let before = cpu_seconds(own).unwrap();
        assert!(proportional_megabytes(own).unwrap() > 0.1);
        assert!(cpu_seconds(own).unwrap() >= before);
    }
}
