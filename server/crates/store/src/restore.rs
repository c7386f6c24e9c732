use crate::{
    OpenError, SqlStore,
    backup::make_folder_durable,
    database_file::{DatabaseFacts, UnusableFile, beside, close_up, inspect},
    folder_lock, sqlite,
};
use jiff::Timestamp;
use latchkey_domain::ChainHead;
use std::{
    fs::File,
    io,
    os::unix::fs::{MetadataExt as _, chown},
    path::{Path, PathBuf},
};
use tokio::fs;

/// Why a backup was not restored. The database is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The portal, or another command, has the database open.
    #[error("the database {} is in use: stop the portal first", .0.display())]
    InUse(PathBuf),
    /// The backup is the database.
    #[error("{} is the database itself", .0.display())]
    Itself(PathBuf),
    /// The backup cannot be used.
    #[error("{} cannot be restored", path.display())]
    Backup {
        /// The backup.
        path: PathBuf,
        /// Why not.
        source: UnusableFile,
    },
    /// The backup's tables cannot be brought up to this version.
    #[error("the backup cannot be brought up to this version")]
    Migrate(#[from] OpenError),
    /// A file cannot be read or written.
    #[error("cannot read or write {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A backup on its way into the place of a SQLite database, which nobody else opens meanwhile. Dropped
/// before [`Restoration::put_in_place`], it leaves the database as it is.
#[derive(Debug)]
pub struct Restoration {
    place: PathBuf,
    copy: Incoming,
    store: SqlStore,
    backup: DatabaseFacts,
    before: Before,
    _alone: File,
}

/// The database whose place is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// There is none.
    Nothing,
    /// One whose audit trail ends so; `None` when it is empty.
    Whole(Option<ChainHead>),
    /// One that cannot be read.
    Unreadable,
}

/// The file that becomes the database. What is left of it when dropped is removed.
#[derive(Debug)]
struct Incoming(PathBuf);

/// What SQLite keeps of a database, by the endings of the names.
const OWN_FILES: [&str; 4] = ["", "-wal", "-shm", "-journal"];

impl Drop for Incoming {
    fn drop(&mut self) {
        for ending in OWN_FILES {
            // Most are not there, and the next restore removes what stays.
            let _ = std::fs::remove_file(beside(&self.0, ending));
        }
    }
}

impl Restoration {
    /// Copies `backup` beside the database at `place`, checks the copy and brings it up to this
    /// version.
    ///
    /// # Errors
    /// [`RestoreError`]; then nothing was changed.
    pub async fn prepare(place: &Path, backup: &Path) -> Result<Self, RestoreError> {
        let place = std::path::absolute(place).map_err(|source| file_error(place, source))?;
        let alone = folder_lock::take_alone(&place).map_err(|source| file_error(&place, source))?;
        let alone = alone.ok_or_else(|| RestoreError::InUse(place.clone()))?;
        refuse_itself(&place, backup).await?;
        let copy = Incoming(beside(&place, ".restoring"));
        copy_files(backup, &copy.0, &place).await?;
        let unusable = |source| RestoreError::Backup {
            path: backup.to_owned(),
            source,
        };
        let facts = inspect(&copy.0).await.map_err(unusable)?;
        let store = SqlStore::connect_to(sqlite::plan(&copy.0).await?).await?;
        store.migrate().await?;
        let before = match fs::try_exists(&place).await {
            Ok(false) => Before::Nothing,
            _ => close_up(&place)
                .await
                .map_or(Before::Unreadable, Before::Whole),
        };
        Ok(Self {
            place,
            copy,
            store,
            backup: facts,
            before,
            _alone: alone,
        })
    }

    /// What the backup held.
    #[must_use]
    pub fn backup(&self) -> &DatabaseFacts {
        &self.backup
    }

    /// What is in its place so far.
    #[must_use]
    pub fn before(&self) -> Before {
        self.before
    }

    /// The copy, so that it can be noted there that it was restored.
    #[must_use]
    pub fn store(&self) -> &SqlStore {
        &self.store
    }

    /// Makes the copy the database, and returns the name under which the one before is kept, which ends
    /// with the time; `None` when there was none. At every instant one of the two is in its place,
    /// whole.
    ///
    /// # Errors
    /// [`RestoreError`]; then the database is as it was.
    pub async fn put_in_place(self, now: Timestamp) -> Result<Option<PathBuf>, RestoreError> {
        self.store.close().await;
        let closed = close_up(&self.copy.0).await;
        closed.map_err(|source| RestoreError::Backup {
            path: self.copy.0.clone(),
            source,
        })?;
        let placed = self.place_files(now).await;
        placed.map_err(|source| file_error(&self.place, source))
    }

    async fn place_files(&self, now: Timestamp) -> io::Result<Option<PathBuf>> {
        let (place, copy) = (&self.place, &self.copy.0);
        fs::File::open(copy).await?.sync_all().await?;
        let kept = beside(place, &now.strftime(".before-%Y%m%dT%H%M%SZ").to_string());
        let is_kept = self.before != Before::Nothing;
        if is_kept {
            // The log of a database that could not be read must not meet the one that comes.
            rename_if_there(&beside(place, "-wal"), &beside(&kept, "-wal")).await?;
            remove_if_there(&beside(place, "-shm")).await?;
            fs::hard_link(place, &kept).await?;
        }
        fs::rename(copy, place).await?;
        make_folder_durable(place).await?;
        Ok(is_kept.then_some(kept))
    }
}

async fn refuse_itself(place: &Path, backup: &Path) -> Result<(), RestoreError> {
    let read = fs::metadata(backup).await;
    let backup_file = read.map_err(|source| file_error(backup, source))?;
    let is_itself = fs::metadata(place)
        .await
        .is_ok_and(|place| (place.dev(), place.ino()) == (backup_file.dev(), backup_file.ino()));
    if is_itself {
        return Err(RestoreError::Itself(backup.to_owned()));
    }
    Ok(())
}

/// Copies a backup, with its log if it was taken by copying files, for whoever owns the database.
async fn copy_files(backup: &Path, copy: &Path, place: &Path) -> Result<(), RestoreError> {
    for ending in OWN_FILES {
        let left = beside(copy, ending);
        let removed = remove_if_there(&left).await;
        removed.map_err(|source| file_error(&left, source))?;
    }
    for ending in ["", "-wal"] {
        let (from, to) = (beside(backup, ending), beside(copy, ending));
        if ending.is_empty() || fs::try_exists(&from).await.unwrap_or(false) {
            let copied = copy_file(&from, &to, place).await;
            copied.map_err(|source| file_error(&from, source))?;
        }
    }
    Ok(())
}

async fn copy_file(from: &Path, to: &Path, place: &Path) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.create_new(true).write(true).mode(0o600);
    let mut file = options.open(to).await?;
    tokio::io::copy(&mut fs::File::open(from).await?, &mut file).await?;
    file.sync_all().await?;
    // Somebody else than the portal's own account may run this, such as root.
    let folder = place.parent().unwrap_or(Path::new("/"));
    let owner = match fs::metadata(place).await {
        Ok(owner) => owner,
        Err(_) => fs::metadata(folder).await?,
    };
    if file.metadata().await?.uid() != owner.uid() {
        chown(to, Some(owner.uid()), Some(owner.gid()))?;
    }
    Ok(())
}

async fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    unless_missing(fs::rename(from, to).await)
}

async fn remove_if_there(path: &Path) -> io::Result<()> {
    unless_missing(fs::remove_file(path).await)
}

fn unless_missing(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn file_error(path: &Path, source: io::Error) -> RestoreError {
    RestoreError::File {
        path: path.to_owned(),
        source,
    }
}
