//! Where a portal under measurement keeps its data.

use anyhow::{Result, bail};
use std::{fmt, process::Stdio};
use tokio::process::Command;

/// A kind of database.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    /// The file in the portal's own folder.
    Sqlite,
    /// A database on the server at this superuser's address.
    Postgres(String),
}

impl fmt::Display for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        })
    }
}

impl Database {
    /// The address of an empty database of this name; `None` for a file.
    pub(crate) async fn empty(&self, name: &str) -> Result<Option<String>> {
        let Self::Postgres(server) = self else {
            return Ok(None);
        };
        let mut psql = Command::new("psql");
        psql.args(["--quiet", "--no-psqlrc", "--dbname", server, "--command"])
            .arg(format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
            .arg("--command")
            .arg(format!("CREATE DATABASE {name}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if !psql.status().await?.success() {
            bail!("cannot make a database on the PostgreSQL server");
        }
        let (server, _) = server.rsplit_once('/').unwrap_or((server, ""));
        Ok(Some(format!("{server}/{name}")))
    }
}
