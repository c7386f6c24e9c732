//! What is measured, and with what.

use crate::{database::Database, metrics::Metric};
use clap::Parser;
use std::path::PathBuf;

/// Measures the portal against baselines taken in the same run.
#[derive(Debug, Parser)]
pub(crate) struct Settings {
    /// The release binary of the portal
    #[arg(long)]
    pub(crate) latchkey: PathBuf,
    /// A site with a bundle `counter`: a Leptos counter island, built as the portal's bundle is
    #[arg(long)]
    pub(crate) counter_site: PathBuf,
    /// A superuser's address on a PostgreSQL server that keeps its promises (fsync on)
    #[arg(long)]
    pub(crate) postgres: Option<String>,
    /// Folder for databases, mails and logs; emptied by each metric that uses it
    #[arg(long)]
    pub(crate) folder: PathBuf,
    /// Where the report goes
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Measure these only
    #[arg(long, value_delimiter = ',', ignore_case = true)]
    only: Vec<Metric>,
    /// Rounds of each comparison; the first is dropped
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(2..))]
    pub(crate) rounds: u32,
}

impl Settings {
    /// The metrics to measure, in their order.
    pub(crate) fn metrics(&self) -> impl Iterator<Item = Metric> {
        let wanted = |metric: &Metric| self.only.is_empty() || self.only.contains(metric);
        Metric::ALL.into_iter().filter(wanted)
    }

    /// The databases at hand.
    pub(crate) fn databases(&self) -> Vec<Database> {
        let postgres = self.postgres.clone().map(Database::Postgres);
        std::iter::once(Database::Sqlite).chain(postgres).collect()
    }
}
