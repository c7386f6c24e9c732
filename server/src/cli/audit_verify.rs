use super::ConfigFile;
use crate::startup::open_store;
use clap::Args;
use latchkey_administration::audit::{Progress, Verified, verify_audit};
use latchkey_domain::ChainHead;
use std::io::{IsTerminal as _, stderr};

/// Walks the whole chain and says how far it holds.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// An end of the chain as `latchkey audit head` once printed it, kept elsewhere since. With it,
    /// records cut off from the end and an older database are found as well.
    #[arg(long, value_name = "NUMBER:HASH")]
    head: Option<ChainHead>,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let is_watched = stderr().is_terminal();
        let tell = |progress: Progress| {
            if is_watched {
                eprint!("\rrecord {} of {}", progress.checked, progress.of);
            }
        };
        let verified = verify_audit(&*store, self.head, tell).await;
        if is_watched {
            eprintln!();
        }
        println!("{}", summary(&verified?));
        Ok(())
    }
}

fn summary(verified: &Verified) -> String {
    let Some(head) = verified.head else {
        return "the audit trail is empty".to_owned();
    };
    let mut summary = format!(
        "{} records, the chain holds; its head is {head}",
        verified.records
    );
    if let Some(checkpoint) = verified.checkpoint {
        let given_up = checkpoint.head.sequence;
        let told = format!(
            "; records up to {given_up} were given up, as record {} says",
            checkpoint.recorded_in
        );
        summary.push_str(&told);
    }
    if verified.head_was_given_up {
        summary.push_str(
            "; the record of the head that was given is among them, so it was not compared",
        );
    }
    summary
}
