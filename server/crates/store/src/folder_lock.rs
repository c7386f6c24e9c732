//! Keeps a restore apart from everybody who has the database open.
//!
//! The lock is on the folder of the file: it is always there, belongs to whom it belongs, and stays
//! when another file takes the database's place. The system lets go of it when the process ends,
//! however it ends.

use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

/// Held as long as the database is open. A file system that knows no locks holds nobody up; a restore
/// there is refused. `None` while a restore is under way.
pub(crate) fn share(database: &Path) -> io::Result<Option<File>> {
    let folder = open(database)?;
    match folder.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Ok(None),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// Held while another file takes the database's place. `None` while anybody has the database open.
pub(crate) fn take_alone(database: &Path) -> io::Result<Option<File>> {
    let folder = open(database)?;
    match folder.try_lock() {
        Ok(()) => Ok(Some(folder)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

fn open(database: &Path) -> io::Result<File> {
    File::open(database.parent().unwrap_or(Path::new("/")))
}
