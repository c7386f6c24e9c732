//! Loads a page as often as it can be, with `wrk`.

use anyhow::{Context as _, Result, ensure};
use tokio::process::Command;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PageLoad {
    pub(crate) pages: f64,
    pub(crate) pages_a_second: f64,
}

/// Asks for `url` again and again on so many connections.
pub(crate) async fn load(url: &str, connections: u32, seconds: u32) -> Result<PageLoad> {
    let output = Command::new("wrk")
        .args(["--threads", "1", "--connections", &connections.to_string()])
        .args(["--duration", &format!("{seconds}s"), url])
        .output()
        .await
        .context("wrk is needed; on Debian: apt-get install wrk")?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "wrk failed: {text}");
    parse(&text).with_context(|| format!("wrk answered: {text}"))
}

/// Refuses a run in which anything but pages came back.
fn parse(text: &str) -> Option<PageLoad> {
    if text.contains("Non-2xx") || text.contains("Socket errors") {
        return None;
    }
    let pages = text.lines().find(|line| line.contains(" requests in "))?;
    let rate = text
        .lines()
        .find_map(|line| line.strip_prefix("Requests/sec:"))?;
    Some(PageLoad {
        pages: pages.split_whitespace().next()?.parse().ok()?,
        pages_a_second: rate.trim().parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "Running 1s test @ http://127.0.0.1:1/\n  23461 requests in 1.00s, 65.51MB read\n\
        Requests/sec:  23433.81\nTransfer/sec:     65.43MB\n";

    #[test]
    fn pages_and_rate_are_read_from_the_output() {
        let load = parse(OUTPUT).unwrap();
        assert!((load.pages - 23_461.0).abs() < 1e-9);
        assert!((load.pages_a_second - 23_433.81).abs() < 1e-9);
    }

    #[test]
    fn a_run_with_errors_counts_for_nothing() {
        assert_eq!(
            parse(&format!("{OUTPUT}  Non-2xx or 3xx responses: 1\n")),
            None
        );
    }
}
