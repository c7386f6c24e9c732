//! `bench`: measures the portal against baselines taken in the same run. `cargo xtask bench`
//! builds what it needs and starts it.
//!
//! Every figure with a target is a ratio of two arms that take turns, so that a noisy neighbour
//! strikes both; CPU time per request stands beside rates for the same reason.

mod browser;
mod chain;
mod database;
mod directory;
mod load;
mod mailbox;
mod metrics;
mod page_load;
mod portal;
mod process_figures;
mod report;
mod settings;
mod statistics;

use anyhow::{Context as _, Result};
use clap::Parser as _;
use report::Report;
use settings::Settings;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Settings::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(settings: &Settings) -> Result<()> {
    // One provider is linked, and this says so before any connection is made.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let mut report = Report::new(settings.rounds);
    for metric in settings.metrics() {
        eprintln!("→ {metric}: {}", metric.title());
        let rows = metric
            .measure(settings)
            .await
            .with_context(|| format!("{metric} could not be measured"))?;
        report.add(metric, rows);
        report.write(&settings.out)?;
    }
    print!("{}", report.table());
    println!("{}", settings.out.display());
    Ok(())
}
