//! What a power cut leaves of a SQLite file: the log up to the last write that reached the disk.

use crate::fixtures::{event, now};
use latchkey_domain::Store as _;
use latchkey_store::SqlStore;
use std::{
    fs,
    path::{Path, PathBuf},
};

fn log_of(database: &Path) -> PathBuf {
    format!("{}-wal", database.display()).into()
}

async fn open(path: &Path) -> SqlStore {
    let store = SqlStore::open(path.to_str().expect("plain")).await;
    store.expect("opens")
}

/// How many audit records are found when only so many bytes of the log reached the disk.
async fn records_after_cut(database: &Path, log: &[u8], length: usize) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("latchkey.db");
    fs::copy(database, &copy).expect("copied");
    fs::write(log_of(&copy), &log[..length]).expect("written");
    let store = open(&copy).await;
    store.check_integrity().await.expect("whole");
    let mut unit = store.read().await.expect("begins");
    let records = unit.audit_records(0, 1_000).await.expect("read").len();
    drop(unit);
    store.close().await;
    records
}

#[tokio::test]
async fn f10_wherever_the_log_is_cut_every_commit_before_the_cut_is_there_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("latchkey.db");
    let store = open(&database).await;
    store.migrate().await.expect("migrates");
    let mut ends = Vec::new();
    for number in 0..10 {
        let mut unit = store.begin().await.expect("begins");
        let appended = unit.append_audit(now(), event(number)).await;
        appended.expect("appended");
        unit.commit().await.expect("acknowledged");
        ends.push(fs::metadata(log_of(&database)).expect("a log").len());
    }
    let log = fs::read(log_of(&database)).expect("a log");
    let ends: Vec<_> = ends
        .into_iter()
        .map(|end| usize::try_from(end).expect("small"))
        .collect();
    assert_eq!(ends.last(), Some(&log.len()));
    for cut in (ends[0]..log.len()).step_by(1_999).chain(ends.clone()) {
        let acknowledged = ends.iter().filter(|end| **end <= cut).count();
        let found = records_after_cut(&database, &log, cut).await;
        assert_eq!(found, acknowledged, "cut at {cut} of {ends:?}");
    }
    store.close().await;
}
