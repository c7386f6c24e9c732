//! `cargo xtask torture`: the long fault runs.

use std::process::ExitCode;

use crate::{
    cli::TortureOptions,
    postgres::Postgres,
    report::Report,
    server, setup, site,
    suites::{browser, kills},
};

/// Kills the portal again and again on both databases, then walks through it for long.
pub(crate) fn run(options: &TortureOptions) -> ExitCode {
    let mut report = Report::default();
    report.needed(setup::rust::set_up());
    let site = report.needed(site::build());
    let postgres = report.found(Postgres::start());
    report.suite("kills", site, || kills::run(options, postgres.as_ref()));
    drop(postgres);
    let server = report.needed(server::build());
    let node = report.needed(setup::node::set_up());
    let browser = report.needed(setup::browser::set_up());
    let ready = site && server && node && browser;
    report.suite("soak", ready, || browser::soak(Some(options.soak_seconds)));
    report.close()
}
