//! `cargo xtask test`: every check there is, counted in the last line.

use std::process::ExitCode;

use crate::{
    command,
    coverage::{self, Ran},
    postgres::Postgres,
    report::Report,
    server, setup, site,
    step::step,
    suites::{browser, code, conformance, tests},
};

/// Runs every check that can run, whatever failed before it.
pub(crate) fn run() -> ExitCode {
    let mut report = Report::default();
    let mut ran = Ran::default();
    report.needed(setup::rust::set_up());
    for (name, mut check) in code::all() {
        report.check(step(name, || command::run(&mut check)));
    }
    let site = report.needed(site::build());
    let postgres = report.found(Postgres::start());
    report.suite("tests", true, || {
        tests::workspace(postgres.as_ref(), &mut ran)
    });
    drop(postgres);
    report.suite("tests of the site builder", true, tests::site);
    let server = report.needed(server::build());
    let node = report.needed(setup::node::set_up());
    if node {
        report.check(step("types of end2end", || {
            command::run(&mut browser::types())
        }));
    }
    outsiders(&mut report, server, node);
    let browser = report.needed(setup::browser::set_up());
    let ready = site && server && node && browser;
    report.suite("browser", ready, || browser::pages(&mut ran));
    report.suite("soak", ready, || browser::soak(None));
    report.suite("coverage", true, || coverage::run(&ran));
    report.close()
}

/// Runs what outsiders judge the sandbox by, and nothing else.
pub(crate) fn conformance() -> ExitCode {
    let mut report = Report::default();
    let server = report.needed(server::build());
    let node = report.needed(setup::node::set_up());
    outsiders(&mut report, server, node);
    report.close()
}

/// Okta's spec and Okta's own clients.
fn outsiders(report: &mut Report, server: bool, node: bool) {
    report.suite("clients", server && node, conformance::clients);
    report.suite("schemathesis", server, conformance::schemathesis);
}
