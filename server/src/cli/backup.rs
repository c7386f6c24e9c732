use super::ConfigFile;
use crate::{config::Database, startup::open_database};
use anyhow::bail;
use clap::Args;
use std::path::PathBuf;

/// Copies the database to a file, while the portal goes on.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// The file to write.
    #[arg(value_name = "FILE")]
    target: PathBuf,
    /// If it is there, replace it once the new backup is whole.
    #[arg(long)]
    replace: bool,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let place = self.file.place()?;
        let Database::Sqlite(path) = &place.database else {
            bail!(
                "the data is in PostgreSQL: back it up with pg_dump, as \"Backup\" in DEPLOY.md says"
            );
        };
        // Opening it would make one.
        if !path.exists() {
            bail!("there is no database {} to back up", path.display());
        }
        let store = open_database(&place.database).await?;
        let facts = store.back_up(&self.target, self.replace).await?;
        println!("backed up to {}", self.target.display());
        match facts.head {
            Some(head) => println!("head of its audit trail: {head}"),
            None => println!("its audit trail is empty"),
        }
        println!("version of its tables: {}", facts.schema_version);
        println!(
            "the key is not in it: keep a copy of {} in another place",
            place.data_dir.join("latchkey.key").display()
        );
        Ok(())
    }
}
