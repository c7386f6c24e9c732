use crate::{
    SqlStore,
    database_file::{DatabaseFacts, UnusableFile, beside, inspect},
};
use latchkey_domain::{ChainHead, Store as _, StoreError};
use sqlx::{ConnectOptions as _, Connection as _};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io,
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// Why there is no backup. An earlier one is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The data is not in a file.
    #[error("the data is in PostgreSQL: back it up with pg_dump, as DEPLOY.md says")]
    NotAFile,
    /// There is a file of that name.
    #[error("{} is there already; name another file, or say that it is to be replaced", .0.display())]
    Exists(PathBuf),
    /// Somebody else is writing the same backup.
    #[error("another backup to {} is being made", .0.display())]
    Busy(PathBuf),
    /// The file cannot be written.
    #[error("cannot write {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The database could not be copied.
    #[error("cannot copy the database")]
    Copy(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The copy is not what it should be.
    #[error("the copy cannot be used, and was removed")]
    Copied(#[source] UnusableFile),
    /// The copy ends with a record that the database does not have.
    #[error("the copy is of another database, and was removed")]
    AnotherTrail,
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl SqlStore {
    /// Copies a SQLite database, as it is at one moment, to `target`, while others go on writing. The
    /// copy is written aside and takes its name when it is whole, durable and checked: whatever cuts
    /// this off leaves an earlier backup as it was.
    ///
    /// # Errors
    /// [`BackupError`], also when `target` is there and not to be replaced.
    pub async fn back_up(
        &self,
        target: &Path,
        replaces: bool,
    ) -> Result<DatabaseFacts, BackupError> {
        let statement = self.dialect.copy_into.ok_or(BackupError::NotAFile)?;
        let aside = Aside::take(target, replaces)?;
        match self.copy(statement, &aside).await {
            Ok(facts) => {
                aside.put_in_place(replaces).await?;
                Ok(facts)
            }
            Err(error) => {
                aside.remove();
                Err(error)
            }
        }
    }

    async fn copy(
        &self,
        statement: &'static str,
        aside: &Aside,
    ) -> Result<DatabaseFacts, BackupError> {
        let path = aside.path.to_str().ok_or_else(|| {
            let reason = io::Error::new(io::ErrorKind::InvalidFilename, "not valid Unicode");
            aside.failed(reason)
        })?;
        let copied = async {
            let mut connection = self.readers.connect_options().connect().await?;
            let copied = sqlx::query(statement).bind(path).execute(&mut connection);
            copied.await?;
            connection.close().await
        };
        copied
            .await
            .map_err(|error| BackupError::Copy(error.into()))?;
        aside.make_durable().await?;
        let facts = inspect(&aside.path).await.map_err(BackupError::Copied)?;
        match facts.head {
            Some(head) if !self.has(head).await? => Err(BackupError::AnotherTrail),
            _ => Ok(facts),
        }
    }

    /// Whether the audit trail has this very record.
    async fn has(&self, head: ChainHead) -> Result<bool, StoreError> {
        let mut unit = self.read().await?;
        let records = unit.audit_records(head.sequence - 1, 1).await?;
        Ok(records
            .first()
            .is_some_and(|record| (record.sequence, record.hash) == head.pair()))
    }
}

/// The file that a backup is until it is whole. Whoever holds its lock is the only one who writes it.
struct Aside {
    path: PathBuf,
    target: PathBuf,
    file: File,
}

impl Aside {
    /// What a backup that was cut off has left is overwritten.
    fn take(target: &Path, replaces: bool) -> Result<Self, BackupError> {
        if !replaces && target.exists() {
            return Err(BackupError::Exists(target.to_owned()));
        }
        let target = std::path::absolute(target).map_err(|source| file_error(target, source))?;
        let path = beside(&target, ".partial");
        let taken = take(&path).map_err(|source| file_error(&path, source))?;
        let file = taken.ok_or_else(|| BackupError::Busy(target.clone()))?;
        Ok(Self { path, target, file })
    }

    async fn make_durable(&self) -> Result<(), BackupError> {
        let file = self
            .file
            .try_clone()
            .map_err(|source| self.failed(source))?;
        let file = tokio::fs::File::from_std(file);
        file.sync_all().await.map_err(|source| self.failed(source))
    }

    async fn put_in_place(self, replaces: bool) -> Result<(), BackupError> {
        if !replaces && self.target.exists() {
            self.remove();
            return Err(BackupError::Exists(self.target));
        }
        let placed = async {
            tokio::fs::rename(&self.path, &self.target).await?;
            make_folder_durable(&self.target).await
        };
        placed
            .await
            .map_err(|source| file_error(&self.target, source))
    }

    fn remove(&self) {
        // What stays is overwritten by the next backup, and the first error is the one to report.
        let _ = fs::remove_file(&self.path);
    }

    fn failed(&self, source: io::Error) -> BackupError {
        file_error(&self.path, source)
    }
}

/// An empty file of the owner's alone; `None` when somebody else is writing it.
fn take(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(false).mode(0o600);
    let file = options.open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    // It may have become somebody's backup between the two.
    let (held, named) = (file.metadata()?, fs::metadata(path));
    if !named.is_ok_and(|named| (named.dev(), named.ino()) == (held.dev(), held.ino())) {
        return Ok(None);
    }
    file.set_len(0)?;
    match fs::remove_file(beside(path, "-journal")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(Some(file)),
    }
}

/// What was renamed in the folder of `path` outlives a power cut.
pub(crate) async fn make_folder_durable(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    tokio::fs::File::open(folder).await?.sync_all().await
}

fn file_error(path: &Path, source: io::Error) -> BackupError {
    BackupError::File {
        path: path.to_owned(),
        source,
    }
}
