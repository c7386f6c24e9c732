//! Backups of a SQLite file, and putting them back.

use crate::fixtures::{event, now};
use latchkey_domain::{ChainHead, Store as _, verify_chain};
use latchkey_store::{
    BackupError, Before, OpenError, Restoration, RestoreError, SqlStore, UnusableFile,
};
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection as _};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use tempfile::TempDir;

/// A folder with a database, and another for backups.
struct Place {
    data: TempDir,
    elsewhere: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = || tempfile::tempdir().expect("a folder");
        Self {
            data: folder(),
            elsewhere: folder(),
        }
    }

    fn database(&self) -> PathBuf {
        self.data.path().join("latchkey.db")
    }

    fn backup(&self) -> PathBuf {
        self.elsewhere.path().join("backup.db")
    }

    async fn open(&self) -> SqlStore {
        open(&self.database()).await
    }

    /// A database of so many records, closed, and a backup of it.
    async fn with_backup(records: i64) -> Self {
        let place = Self::new();
        let store = place.open().await;
        append(&store, records).await;
        back_up(&store, &place.backup()).await;
        store.close().await;
        place
    }

    /// Why a file is not restored; the database is then as it was.
    async fn refusal(&self, backup: &Path) -> RestoreError {
        let before = fs::read(self.database()).expect("there");
        let refused = Restoration::prepare(&self.database(), backup).await;
        assert_eq!(fs::read(self.database()).expect("there"), before);
        assert_eq!(names(self.data.path()), ["latchkey.db"]);
        refused.expect_err("a refusal")
    }
}

async fn open(path: &Path) -> SqlStore {
    let store = SqlStore::open(path.to_str().expect("plain")).await;
    let store = store.expect("opens");
    store.migrate().await.expect("migrates");
    store
}

async fn append(store: &SqlStore, records: i64) {
    for number in 0..records {
        let mut unit = store.begin().await.expect("begins");
        let appended = unit.append_audit(now(), event(number)).await;
        appended.expect("appended");
        unit.commit().await.expect("committed");
    }
}

async fn back_up(store: &SqlStore, target: &Path) -> Option<ChainHead> {
    let facts = store.back_up(target, true).await.expect("backed up");
    assert!(facts.schema_version >= 5);
    facts.head
}

/// The whole trail of a database, after checking that it holds.
async fn trail(path: &Path) -> Option<ChainHead> {
    let store = open(path).await;
    let mut unit = store.read().await.expect("begins");
    let records = unit.audit_records(0, 100_000).await.expect("read");
    drop(unit);
    store.close().await;
    verify_chain(None, &records)
        .expect("holds")
        .map(ChainHead::from)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<fs::DirEntry>| {
        entry
            .expect("an entry")
            .file_name()
            .into_string()
            .expect("plain")
    };
    let mut names: Vec<_> = entries.map(name).collect();
    names.sort_unstable();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_shows_one_moment_while_others_write() {
    let place = Place::new();
    let store = place.open().await;
    append(&store, 200).await;
    let is_done = Arc::new(AtomicBool::new(false));
    let writing = tokio::spawn({
        let (store, is_done) = (store.clone(), Arc::clone(&is_done));
        async move {
            while !is_done.load(Ordering::SeqCst) {
                append(&store, 1).await;
            }
        }
    });
    for _ in 0..5 {
        let head = back_up(&store, &place.backup()).await;
        assert!(head.is_some_and(|head| head.sequence >= 200));
        assert_eq!(trail(&place.backup()).await, head);
    }
    is_done.store(true, Ordering::SeqCst);
    writing.await.expect("no panic");
}

#[tokio::test]
async fn a_file_that_is_there_stays_unless_it_is_to_be_replaced() {
    let place = Place::new();
    let store = place.open().await;
    fs::write(place.backup(), "something else").expect("written");
    let refused = store.back_up(&place.backup(), false).await;
    assert!(
        matches!(refused, Err(BackupError::Exists(_))),
        "{refused:?}"
    );
    let kept = fs::read_to_string(place.backup()).expect("there");
    assert_eq!(kept, "something else");
    back_up(&store, &place.backup()).await;
    assert_eq!(names(place.elsewhere.path()), ["backup.db"]);
    let mode = fs::metadata(place.backup())
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[tokio::test]
async fn what_a_backup_left_that_was_cut_off_is_overwritten_and_one_under_way_is_not() {
    let place = Place::new();
    let store = place.open().await;
    let partial = place.elsewhere.path().join("backup.db.partial");
    fs::write(&partial, "half a backup").expect("written");
    let other = fs::File::open(&partial).expect("there");
    other.lock().expect("locked");
    let refused = store.back_up(&place.backup(), false).await;
    assert!(matches!(refused, Err(BackupError::Busy(_))), "{refused:?}");
    assert_eq!(
        fs::read_to_string(&partial).expect("there"),
        "half a backup"
    );
    drop(other);
    back_up(&store, &place.backup()).await;
    assert_eq!(names(place.elsewhere.path()), ["backup.db"]);
}

#[tokio::test]
async fn a_restored_backup_takes_the_place_of_the_database_which_is_kept() {
    let place = Place::with_backup(3).await;
    let store = place.open().await;
    append(&store, 4).await;
    store.close().await;
    drop(store);
    let gone = trail(&place.database()).await;
    let restoration = Restoration::prepare(&place.database(), &place.backup()).await;
    let restoration = restoration.expect("prepared");
    assert_eq!(restoration.before(), Before::Whole(gone));
    let head = restoration.backup().head;
    append(restoration.store(), 1).await;
    let kept = restoration.put_in_place(now()).await.expect("restored");
    let kept = kept.expect("there was one");
    let name = format!("latchkey.db.before-{}", now().strftime("%Y%m%dT%H%M%SZ"));
    assert_eq!(
        kept.file_name().and_then(|name| name.to_str()),
        Some(name.as_str())
    );
    assert_eq!(names(place.data.path()), ["latchkey.db", name.as_str()]);
    assert_eq!(head.map(|head| head.sequence), Some(3));
    let restored = trail(&place.database()).await;
    assert_eq!(
        restored.map(|head| head.sequence),
        Some(4),
        "with what was noted"
    );
    assert_eq!(trail(&kept).await, gone);
    assert_eq!(
        trail(&place.backup()).await,
        head,
        "the backup is as it was"
    );
}

#[tokio::test]
async fn nothing_is_restored_under_a_database_in_use_and_nobody_opens_one_meanwhile() {
    let place = Place::with_backup(1).await;
    let store = place.open().await;
    let refused = Restoration::prepare(&place.database(), &place.backup()).await;
    assert!(
        matches!(refused, Err(RestoreError::InUse(_))),
        "{refused:?}"
    );
    store.close().await;
    drop(store);
    let restoration = Restoration::prepare(&place.database(), &place.backup()).await;
    let restoration = restoration.expect("prepared");
    let path = place.database();
    let opened = SqlStore::open(path.to_str().expect("plain")).await;
    assert!(matches!(opened, Err(OpenError::Restoring)), "{opened:?}");
    drop(restoration);
    assert_eq!(names(place.data.path()), ["latchkey.db"]);
    place.open().await;
}

/// Runs statements on a database file.
async fn tamper(path: &Path, statements: &str) {
    let address = format!("sqlite://{}", path.display());
    let mut connection = AnyConnection::connect(&address).await.expect("connects");
    let done = sqlx::raw_sql(AssertSqlSafe(statements.to_owned()));
    done.execute(&mut connection).await.expect("done");
    connection.close().await.expect("closes");
}

#[tokio::test]
async fn what_is_no_whole_database_of_a_known_version_is_refused() {
    let place = Place::with_backup(40).await;
    let file = |name: &str| place.elsewhere.path().join(name);
    let whole = fs::read(place.backup()).expect("there");
    fs::write(file("text"), "no database at all ".repeat(100)).expect("written");
    fs::write(file("empty"), "").expect("written");
    fs::write(file("half"), &whole[..whole.len() / 2]).expect("written");
    fs::copy(place.backup(), file("newer")).expect("copied");
    tamper(
        &file("newer"),
        "UPDATE _sqlx_migrations SET version = 999 WHERE version = 5",
    )
    .await;
    fs::copy(place.backup(), file("foreign")).expect("copied");
    tamper(&file("foreign"), "DROP TABLE installation").await;
    for name in ["text", "empty", "half", "newer", "foreign"] {
        let refused = place.refusal(&file(name)).await;
        let RestoreError::Backup { source, .. } = refused else {
            panic!("{name}: {refused:?}");
        };
        let is_right = match name {
            "half" => matches!(source, UnusableFile::Damaged(_)),
            "newer" => matches!(source, UnusableFile::Newer { found: 999, .. }),
            _ => matches!(source, UnusableFile::Foreign),
        };
        assert!(is_right, "{name}: {source:?}");
    }
    let itself = place.refusal(&place.database()).await;
    assert!(matches!(itself, RestoreError::Itself(_)), "{itself:?}");
    let missing = place.refusal(&file("missing")).await;
    assert!(matches!(missing, RestoreError::File { .. }), "{missing:?}");
}

#[tokio::test]
async fn a_backup_of_an_earlier_version_is_brought_up_to_this_one() {
    let place = Place::with_backup(2).await;
    fs::remove_file(place.backup()).expect("removed");
    let mut migrations = sqlx::migrate!("migrations/sqlite");
    migrations
        .migrations
        .to_mut()
        .retain(|known| known.version <= 4);
    let address = format!("sqlite://{}?mode=rwc", place.backup().display());
    let earlier = AnyPool::connect(&address).await.expect("connects");
    migrations.run(&earlier).await.expect("migrates");
    earlier.close().await;
    let restoration = Restoration::prepare(&place.database(), &place.backup()).await;
    let restoration = restoration.expect("prepared");
    assert_eq!(restoration.backup().schema_version, 4);
    restoration.put_in_place(now()).await.expect("restored");
    let store = place.open().await;
    let mut unit = store.read().await.expect("begins");
    assert_eq!(
        unit.latest_restore().await.expect("the table is there"),
        None
    );
}

#[tokio::test]
async fn a_database_that_cannot_be_read_or_is_not_there_is_no_hindrance() {
    let place = Place::with_backup(2).await;
    fs::write(place.database(), "what is left after a disk failure").expect("written");
    fs::write(place.data.path().join("latchkey.db-wal"), "and its log").expect("written");
    let restoration = Restoration::prepare(&place.database(), &place.backup()).await;
    let restoration = restoration.expect("prepared");
    assert_eq!(restoration.before(), Before::Unreadable);
    let kept = restoration.put_in_place(now()).await.expect("restored");
    let kept = kept.expect("kept").display().to_string();
    assert_eq!(
        fs::read_to_string(&kept).expect("kept"),
        "what is left after a disk failure"
    );
    assert_eq!(
        fs::read_to_string(kept + "-wal").expect("kept"),
        "and its log"
    );
    assert_eq!(
        trail(&place.database()).await.map(|head| head.sequence),
        Some(2)
    );

    let empty = Place::new();
    let restoration = Restoration::prepare(&empty.database(), &place.backup()).await;
    let restoration = restoration.expect("prepared");
    assert_eq!(restoration.before(), Before::Nothing);
    let kept = restoration.put_in_place(now()).await.expect("restored");
    assert_eq!(
        (kept, names(empty.data.path())),
        (None, vec!["latchkey.db".to_owned()])
    );
}

#[tokio::test]
async fn a_backup_made_by_copying_files_is_restored_with_its_log() {
    let place = Place::new();
    let store = place.open().await;
    append(&store, 6).await;
    let other = Place::new();
    for ending in ["", "-wal"] {
        let from = format!("{}{ending}", place.database().display());
        let to = format!("{}{ending}", other.backup().display());
        fs::copy(from, to).expect("copied");
    }
    let restoration = Restoration::prepare(&other.database(), &other.backup()).await;
    let restoration = restoration.expect("prepared");
    let head = restoration.backup().head;
    assert_eq!(head.map(|head| head.sequence), Some(6));
    restoration.put_in_place(now()).await.expect("restored");
    assert_eq!(trail(&other.database()).await, head);
}
