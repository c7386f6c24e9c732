use super::{ConfigFile, restored};
use crate::{
    config::{Database, Place},
    startup::{key_file_fits, make_data_folder},
};
use anyhow::bail;
use clap::Args;
use latchkey_domain::ChainHead;
use latchkey_store::{Before, Restoration};
use latchkey_values::{Clock as _, SystemClock};
use std::path::PathBuf;

/// Puts a backup into the place of the database, while the portal is stopped.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// The backup.
    #[arg(value_name = "FILE")]
    backup: PathBuf,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let place = self.file.place()?;
        let Database::Sqlite(path) = &place.database else {
            bail!(
                "the data is in PostgreSQL: restore it with pg_restore and then run `latchkey restored`, \
                 as \"Restore\" in DEPLOY.md says"
            );
        };
        make_data_folder(&place.data_dir)?;
        let restoration = Restoration::prepare(path, &self.backup).await?;
        let (facts, before) = (restoration.backup().clone(), restoration.before());
        let replaced = match before {
            Before::Whole(head) => head,
            Before::Nothing | Before::Unreadable => None,
        };
        restored::note(restoration.store(), facts.head, replaced).await?;
        let kept = restoration.put_in_place(SystemClock.now()).await?;
        println!("restored {}", self.backup.display());
        println!("head of its audit trail: {}", named(facts.head));
        if let Some(kept) = kept {
            println!("the database before is kept as {}", kept.display());
            match before {
                Before::Unreadable => println!("it cannot be read"),
                _ => println!("head of its audit trail: {}", named(replaced)),
            }
        }
        println!("the next start says what it held back and what it looks up in Okta");
        warn_of_key(&place, facts.key_check.as_deref())
    }
}

fn named(head: Option<ChainHead>) -> String {
    head.map_or_else(|| "none".to_owned(), |head| head.to_string())
}

/// The portal will not start with another key than the one of the backup.
fn warn_of_key(place: &Place, check: Option<&str>) -> anyhow::Result<()> {
    let Some(check) = check else {
        return Ok(());
    };
    if !key_file_fits(&place.data_dir, check)? {
        eprintln!(
            "before it starts, put the key of the time of the backup into {}",
            place.data_dir.join("latchkey.key").display()
        );
    }
    Ok(())
}
