//! `cargo xtask bench`: how quick and small the portal is, beside baselines of the same run.
//!
//! What measures is the package `bench`; here it gets what it needs.

use std::fs;

use anyhow::Result;

use crate::{
    build,
    cli::BenchOptions,
    command::{self, cargo, program},
    postgres::{Durability, Postgres},
    setup, site,
    step::step,
    workspace,
};

/// Builds the release binary and the bench, measures, and says where the report is.
pub(crate) fn run(options: &BenchOptions) -> Result<()> {
    setup::wrk::set_up()?;
    let latchkey = build::release_binary()?;
    let folder = workspace::target().join("xtask/bench");
    let counter = folder.join("counter");
    fs::create_dir_all(&folder)?;
    site::build_around("counter", &counter)?;
    // Together with the portal: alone it would want its dependencies with other features.
    let packages = ["--package", "latchkey", "--package", "bench"];
    step("bench", || {
        command::run(cargo(["build", "--release"]).args(packages))
    })?;
    let postgres = Postgres::start_own(Durability::Full)?;
    let mut bench = program(workspace::target().join("release/bench"));
    bench.arg("--latchkey").arg(latchkey);
    bench.arg("--counter-site").arg(counter);
    bench.arg("--folder").arg(folder.join("work"));
    let report = workspace::target().join("xtask/bench.json");
    bench.arg("--out").arg(report);
    if let Some(postgres) = &postgres {
        bench.args(["--postgres", postgres.url()]);
    }
    if let Some(only) = &options.only {
        bench.args(["--only", only]);
    }
    if let Some(rounds) = options.rounds {
        bench.args(["--rounds", &rounds.to_string()]);
    }
    step("measure", || command::run(&mut bench))
}
