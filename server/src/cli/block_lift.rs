use super::{ConfigFile, operator::operator};
use crate::startup::open_store;
use anyhow::Context as _;
use clap::Args;
use latchkey_administration::monitoring::lift_block;
use latchkey_values::{BlockId, Clock as _, SystemClock};

/// Which block.
#[derive(Args)]
pub(super) struct Options {
    /// Its id, as `latchkey block list` shows it.
    id: BlockId,
    #[command(flatten)]
    file: ConfigFile,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let by = operator();
        let lifted = lift_block(&*store, SystemClock.now(), (&by).into(), self.id).await?;
        let lifted = lifted.with_context(|| {
            let id = self.id;
            format!("there is no block {id}; `latchkey block list` shows those there are")
        })?;
        println!("{} may try again", lifted.blocked);
        Ok(())
    }
}
