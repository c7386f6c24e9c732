//! The programs of PostgreSQL, for the tests that run on it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::{command, setup::apt, step::step};

const PACKAGE: &str = "postgresql";
/// The first with ICU collations for a whole database, which the store's tests ask for.
const OLDEST: u32 = 15;
/// Where Debian keeps them, away from the search path: `15/bin`.
const DEBIAN: &str = "/usr/lib/postgresql";
const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// The folder of PostgreSQL's programs, installed when missing. `None` when they are missing and
/// nobody here may install them; how to get them has been said then.
///
/// Debian's package also starts a server of its own, which nobody here uses.
pub(crate) fn set_up() -> Result<Option<PathBuf>> {
    if let Some(folder) = find() {
        return Ok(Some(folder));
    }
    if !apt::can_install() {
        println!(
            "no PostgreSQL {OLDEST} or newer: tests that need it are skipped; {}",
            apt::by_hand(&[PACKAGE])
        );
        return Ok(None);
    }
    step("install PostgreSQL", || apt::install(&[PACKAGE]))?;
    find()
        .map(Some)
        .with_context(|| format!("this system's PostgreSQL is older than {OLDEST}"))
}

/// The search path goes first, then the newest version of Debian's.
fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(packaged())
        .filter(|folder| NEEDED.iter().all(|name| folder.join(name).is_file()))
        .find(|folder| version(folder).is_some_and(|version| version >= OLDEST))
}

fn packaged() -> Vec<PathBuf> {
    let mut versions: Vec<u32> = std::fs::read_dir(DEBIAN)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|one, other| other.cmp(one));
    versions
        .iter()
        .map(|version| Path::new(DEBIAN).join(version.to_string()).join("bin"))
        .collect()
}

fn version(folder: &Path) -> Option<u32> {
    let postgres = folder.join("postgres");
    major(&command::capture(command::program(postgres).arg("--version")).ok()?)
}

/// `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)` gives 15.
fn major(version: &str) -> Option<u32> {
    let (_, number) = version.split_once("(PostgreSQL) ")?;
    // A version not yet released is `19devel`.
    let digits = number.find(|letter: char| !letter.is_ascii_digit())?;
    number[..digits].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_the_server_prints() {
        let debian = "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)\n";
        assert_eq!(major(debian), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 19devel\n"), Some(19));
        assert_eq!(major("postgres 15.14\n"), None);
    }
}
