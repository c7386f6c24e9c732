//! The browser of the end-to-end tests: the system's Chromium.

use std::path::Path;

use anyhow::Result;

use crate::{setup::apt, step::step};

/// Where `end2end/browser.ts` looks for it.
const CHROMIUM: &str = "/usr/bin/chromium";

/// Chromium, from the system's packages.
pub(crate) fn set_up() -> Result<()> {
    if Path::new(CHROMIUM).is_file() {
        return Ok(());
    }
    step("install Chromium", || apt::install(&["chromium"]))
}
