//! `cargo xtask …`: everything a developer or the CI does with this repository.
//!
//! Each command installs what it needs, says what it does and how long that took, and does
//! nothing twice.

mod bench;
mod build;
mod check;
mod cli;
mod command;
mod contract;
mod coverage;
mod demo;
mod guard;
mod postgres;
mod process;
mod report;
mod server;
mod setup;
mod site;
mod stamp;
mod step;
mod suites;
mod test;
mod torture;
mod totals;
mod watch;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match cli::Command::parse().run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}
