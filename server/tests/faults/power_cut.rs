//! The power fails: what was written since the last commit that reached the disk is gone.

use crate::{
    harness::{Installation, Person, Plan, Purpose, Reset},
    whole_portal::Setup,
};
use latchkey_domain::{AuditKind, Store as _, verify_chain};
use latchkey_store::SqlStore;
use std::{fs, path::PathBuf};

#[tokio::test]
async fn f10_a_running_portal_has_every_commit_wait_for_the_disk() {
    let mut reset = Reset::to_begin(Setup::default()).await;
    reset.browser.identify(crate::harness::ALICE).await;
    reset.portal.run_jobs().await;
    // There is one connection that writes; readers cannot.
    let mode = reset.portal.store().write_mode().await.expect("an answer");
    let mode = mode.expect("SQLite");
    assert_eq!((mode.journal.as_str(), mode.synchronous), ("wal", 2));
}

fn log_of(installation: &Installation) -> PathBuf {
    installation.data().join("latchkey.db-wal")
}

/// The logins whose requests began, as a copy shows of which only `log` reached the disk.
async fn started_after_cut(installation: &Installation, log: &[u8]) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("latchkey.db");
    fs::copy(installation.data().join("latchkey.db"), &copy).expect("copied");
    fs::write(folder.path().join("latchkey.db-wal"), log).expect("written");
    let store = SqlStore::open(copy.to_str().expect("plain")).await;
    let store = store.expect("opens");
    store.check_integrity().await.expect("whole");
    let mut unit = store.read().await.expect("begins");
    let trail = unit.audit_records(0, 10_000).await.expect("read");
    verify_chain(None, &trail).expect("the chain holds");
    let started = trail
        .iter()
        .filter(|record| record.event.kind == AuditKind::RequestStarted);
    started.count()
}

#[tokio::test]
async fn f10_what_somebody_saw_accepted_is_there_after_a_power_cut() {
    let mut installation = Installation::start(Plan::default()).await;
    for number in 0..3 {
        let (browser, mails) = (installation.browser(), installation.mail_folder());
        let purpose = Purpose::Reset;
        let mut person = Person::hire(&installation.sandbox, number, purpose, browser, mails).await;
        person.step().await;
        assert!(person.is_at("code"), "accepted: {}", person.place);
        let accepted = fs::metadata(log_of(&installation)).expect("a log").len();
        installation.kill().await;
        let log = fs::read(log_of(&installation)).expect("a log");
        let accepted = usize::try_from(accepted).expect("small");
        // What came later is lost, or reached the disk in pieces.
        let torn = [&log[..accepted], &[0xa5; 5_000]].concat();
        let expected = number as usize + 1;
        for log in [&log[..accepted], &torn] {
            assert_eq!(started_after_cut(&installation, log).await, expected);
        }
        installation.launch().await;
    }
}
