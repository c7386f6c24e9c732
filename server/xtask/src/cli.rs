//! The commands and their options.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::{bench, build, check, demo, test, torture, watch};

/// Builds, runs and checks Latchkey; installs what that needs.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub(crate) enum Command {
    /// Build and start the portal with a simulated Okta org; says where to go and whom to be
    Demo(DemoOptions),
    /// Rebuild and restart the demo whenever a source file changes
    Watch(DemoOptions),
    /// The quick inner loop: formatting, lints, unit tests
    Check,
    /// Every check there is; the last line counts them
    Test,
    /// Of those, what outsiders judge the sandbox by: Okta's spec and Okta's own clients
    Conformance,
    /// The long fault runs: a thousand kills on each database, and a soak
    Torture(TortureOptions),
    /// Release binary with the site inside: one file to deploy
    Build,
    /// Measure speed and memory beside baselines of the same run; within half an hour
    Bench(BenchOptions),
}

/// Options handed on to the bench.
#[derive(Debug, clap::Args)]
pub(crate) struct BenchOptions {
    /// Measure these only, like P2,P4
    #[arg(long)]
    pub(crate) only: Option<String>,
    /// Rounds of each comparison; the first is dropped [default: the bench's own]
    #[arg(long)]
    pub(crate) rounds: Option<u32>,
}

/// Options handed on to `latchkey demo`.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoOptions {
    /// Port of the portal [default: the demo's own]
    #[arg(long)]
    pub(crate) port: Option<u16>,
    /// Folder for database and mails [default: the demo's own]
    #[arg(long)]
    pub(crate) data_dir: Option<PathBuf>,
}

/// How long the fault runs are.
#[derive(Debug, clap::Args)]
pub(crate) struct TortureOptions {
    /// Kills on each database
    #[arg(long, default_value_t = 1_000)]
    pub(crate) kills: u32,
    /// The same seed chooses the same people and moments
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u32,
    /// Seconds of the soak
    #[arg(long, default_value_t = 1_800)]
    pub(crate) soak_seconds: u32,
}

impl Command {
    /// Runs the command; the code is what the shell sees.
    pub(crate) fn run(self) -> Result<ExitCode> {
        match self {
            Self::Demo(options) => demo::run(&options).map(|()| ExitCode::SUCCESS),
            Self::Watch(options) => watch::run(&options).map(|()| ExitCode::SUCCESS),
            Self::Check => check::run().map(|()| ExitCode::SUCCESS),
            Self::Test => Ok(test::run()),
            Self::Conformance => Ok(test::conformance()),
            Self::Torture(options) => Ok(torture::run(&options)),
            Self::Build => build::run().map(|()| ExitCode::SUCCESS),
            Self::Bench(options) => bench::run(&options).map(|()| ExitCode::SUCCESS),
        }
    }
}
