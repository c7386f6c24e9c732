use super::{ConfigFile, operator::operator};
use crate::startup::open_store;
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use latchkey_administration::audit::purge_audit;
use latchkey_values::{Clock as _, SystemClock};

/// Gives up old records.
#[derive(Args)]
pub(super) struct Options {
    /// Keep the records of so many days.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(30..))]
    keep_days: u32,
    #[command(flatten)]
    file: ConfigFile,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let now = SystemClock.now();
        let kept = SignedDuration::from_hours(24 * i64::from(self.keep_days));
        let before = now.checked_sub(kept).unwrap_or(Timestamp::MIN);
        let by = operator();
        let purged = purge_audit(&*store, now, before, Some(&by)).await?;
        match purged.checkpoint {
            Some(checkpoint) => println!(
                "{} records given up; the trail begins after {checkpoint}",
                purged.records
            ),
            None => println!("no record is that old"),
        }
        Ok(())
    }
}
