//! The sandbox judged by outsiders: Okta's official spec, Okta's official clients, and requests made from the spec.

mod clients;
mod differences;
mod operation;
mod prism;
mod schemathesis;
mod spec;
mod subject;

use anyhow::Result;

use super::tests;
use crate::{contract, totals::Totals};

/// Every client through Prism; then what Prism found. Skipped without the contract data.
pub(crate) fn clients() -> Result<Totals> {
    match contract::folder() {
        Some(contract) => prism::run(&contract),
        // Without being asked for they only count themselves.
        None => tests::run(&mut clients::our_tests(), "prism"),
    }
}

/// Requests made from the spec. Skipped without the contract data.
pub(crate) fn schemathesis() -> Result<Totals> {
    match contract::folder() {
        Some(contract) => schemathesis::run(&contract),
        None => Ok(Totals {
            skipped: 1,
            ..Totals::default()
        }),
    }
}
