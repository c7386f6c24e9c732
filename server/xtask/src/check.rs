//! `cargo xtask check`: the quick inner loop.

use anyhow::{Result, bail};

use crate::{
    command::{self, cargo},
    server, setup,
    step::step,
    suites::{code, tests},
};

/// Formatting, lints for host and browser, unit tests. Stops at the first failure.
pub(crate) fn run() -> Result<()> {
    setup::rust::set_up()?;
    step("fmt", || command::run(&mut code::fmt()))?;
    step("clippy", || command::run(&mut code::clippy()))?;
    step("clippy for the browser", || {
        command::run(&mut code::clippy_wasm())
    })?;
    let totals = tests::run(
        cargo(["test", "--lib", "--bins"]).args(server::FEATURES),
        "unit tests",
    )?;
    if totals.failed > 0 {
        bail!("unit tests failed");
    }
    Ok(())
}
