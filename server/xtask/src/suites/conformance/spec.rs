//! Okta's official spec.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    command::{self, program},
    stamp,
    step::step,
    workspace,
};

/// Okta's spec in the form strict readers accept, made once for each version of it.
pub(super) fn prepare(contract: &Path, python: &Path) -> Result<PathBuf> {
    let spec = workspace::target().join("tools/okta-management.json");
    let source = contract.join("okta-management.yaml");
    let script = contract.join("prepare-spec.py");
    let inputs = [source.clone(), script.clone()];
    stamp::once("okta-spec", &inputs, &spec, || {
        step("prepare Okta's spec", || {
            command::run(program(python).arg(&script).arg(&source).arg(&spec))
        })
    })?;
    Ok(spec)
}
