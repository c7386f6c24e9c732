//! The load generator of the bench, from the system's packages.

use anyhow::Result;

use crate::{command, setup::apt, step::step};

/// Installs `wrk` when it is missing.
pub(crate) fn set_up() -> Result<()> {
    if command::exists("wrk") {
        return Ok(());
    }
    step("install wrk", || apt::install(&["wrk"]))
}
