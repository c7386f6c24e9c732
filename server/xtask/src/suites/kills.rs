//! Kill -9 at seeded moments, in numbers that the ordinary tests have no time for.

use anyhow::Result;

use super::tests;
use crate::{
    cli::TortureOptions,
    command::cargo,
    postgres::{self, Postgres},
    server,
    totals::Totals,
};

/// The tests of random kills, on every database that is there, each of which prints its line of counts;
/// and what the tests of abuse do more often when there is time.
pub(crate) fn run(options: &TortureOptions, postgres: Option<&Postgres>) -> Result<Totals> {
    let mut test = cargo([
        "test",
        "--no-fail-fast",
        "--test",
        "faults",
        "--test",
        "abuse",
    ]);
    test.args(server::FEATURES)
        .args(["--", "random_kills::", "item_12_", "item_19_"])
        .env("LATCHKEY_TORTURE_KILLS", options.kills.to_string())
        .env("LATCHKEY_TORTURE_SEED", options.seed.to_string());
    if let Some(server) = postgres {
        test.arg("--include-ignored")
            .env(postgres::VARIABLE, server.url());
    }
    tests::run(&mut test, "kills")
}
