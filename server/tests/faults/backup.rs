//! Backups that are cut off, and backups that are put back.

use crate::{
    harness::{Evidence, Installation, Patience, Person, Plan, Purpose, next_second},
    invariants::assert_hold,
};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, AuditRecord, JobState, NewJob, RequestState as S, Store,
};
use latchkey_store::SqlStore;
use latchkey_testkit::SeededEntropy;
use latchkey_values::{Clock as _, JobId, RequestId, SystemClock};
use serde_json::{Map, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::Duration,
};
use tokio::time::sleep;

fn text(output: &Output) -> String {
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&said).into_owned()
}

/// Runs a command to its success, and returns what it said.
async fn run(installation: &Installation, arguments: &[&str]) -> String {
    let output = installation.run(arguments).await;
    let said = text(&output);
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

/// Fills the database so that copying it takes its time.
async fn fill(store: &SqlStore) {
    for _ in 0..8 {
        let mut unit = store.begin().await.expect("begins");
        for _ in 0..2_000 {
            let event = AuditEvent {
                kind: AuditKind::RequestStarted,
                actor: Actor::Visitor,
                subject: None,
                request: None,
                network: None,
                details: Map::from_iter([("filling".to_owned(), json!("x".repeat(400)))]),
            };
            let appended = unit.append_audit(SystemClock.now(), event).await;
            appended.expect("appended");
        }
        unit.commit().await.expect("committed");
    }
}

/// The head of a backup's trail, all of which holds.
async fn head(backup: &Path) -> i64 {
    let store = SqlStore::open(backup.to_str().expect("plain")).await;
    let store = store.expect("opens");
    store.check_integrity().await.expect("whole");
    let mut unit = store.read().await.expect("begins");
    let head = unit.audit_head().await.expect("read").expect("a record");
    let checked = unit.check_audit(None, 1_000_000).await.expect("read");
    assert_eq!(checked, Ok(Some(head)));
    drop(unit);
    store.close().await;
    head.sequence
}

/// Where backups of these tests go.
struct Backups(tempfile::TempDir);

impl Backups {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("latchkey.db")
    }

    fn argument(&self) -> String {
        self.path().display().to_string()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("plain")
        };
        entries.map(name).collect()
    }
}

#[tokio::test]
async fn f8_a_kill_during_a_backup_leaves_the_one_before_whole_and_offers_no_part() {
    let installation = Installation::start(Plan::default()).await;
    let backups = Backups::new();
    let store = installation.store().await;
    run(&installation, &["backup", &backups.argument()]).await;
    fill(&store).await;
    let earlier = fs::read(backups.path()).expect("a backup");
    let mut cut_off = 0;
    for after in [0, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128] {
        let arguments = ["backup", &backups.argument(), "--replace"];
        let mut command = installation.any_command(&arguments);
        let mut process = command.stdin(Stdio::null()).spawn().expect("it runs");
        let partial = backups.0.path().join("latchkey.db.partial");
        let patience = Patience::of(20, "a backup that is being written");
        while !partial.exists() && process.try_wait().expect("a child").is_none() {
            patience.look_again().await;
        }
        sleep(Duration::from_millis(after)).await;
        process.kill().await.expect("killed");
        if fs::read(backups.path()).expect("a backup") == earlier {
            cut_off += u32::from(partial.exists());
        } else {
            assert!(head(&backups.path()).await >= 16_000, "a whole new one");
            fs::write(backups.path(), &earlier).expect("written");
        }
    }
    assert!(cut_off > 0, "no kill came in time");
    let said = run(&installation, &["backup", &backups.argument(), "--replace"]).await;
    assert!(said.contains("head of its audit trail: "), "{said}");
    assert!(head(&backups.path()).await >= 16_000);
    assert_eq!(backups.names(), ["latchkey.db"]);
}

/// A confirmation that waits for its next try, to somebody who got it long ago.
async fn queue_confirmation(installation: &Installation, request: RequestId) -> JobId {
    let id = JobId::new(&SystemClock, &SeededEntropy::new(11));
    let job = NewJob {
        id,
        kind: "send-confirmation",
        payload: json!({ "request": request, "channel": "primary" }),
        run_at: SystemClock.now() + jiff::SignedDuration::from_mins(5),
    };
    let store = installation.store().await;
    let mut unit = store.begin().await.expect("begins");
    unit.enqueue(&job).await.expect("queued");
    unit.commit().await.expect("committed");
    store.close().await;
    id
}

async fn hire(installation: &Installation, number: u32) -> Person {
    let (browser, mails) = (installation.browser(), installation.mail_folder());
    let purpose = Purpose::Reset;
    Person::hire(&installation.sandbox, number, purpose, browser, mails).await
}

fn writes(installation: &Installation) -> usize {
    let calls = installation.sandbox.okta().calls();
    calls.iter().filter(|call| call.method != "GET").count()
}

fn only(trail: &[AuditRecord], kind: AuditKind) -> &AuditRecord {
    let mut found = trail.iter().filter(|record| record.event.kind == kind);
    let record = found.next().expect("a record");
    assert!(found.next().is_none(), "one {kind:?}");
    record
}

async fn stop(installation: &mut Installation) {
    let node = installation.take_node();
    node.ask_to_end().await;
    assert!(node.ended().await.success());
}

/// A backup that shows one effect open, one mail waiting and one proof unspent, and everything come to its
/// end since.
struct Outdated {
    installation: Installation,
    backups: Backups,
    /// The mail that waits.
    confirmation: JobId,
    /// Whose proof is unspent in the backup.
    proven: Person,
    /// The head of the trail that goes.
    later: String,
}

impl Outdated {
    async fn make() -> Self {
        let installation = Installation::start(Plan {
            has_gate: true,
            ..Plan::default()
        })
        .await;
        let backups = Backups::new();
        let (mut told, mut open, mut proven) = (
            hire(&installation, 1).await,
            hire(&installation, 2).await,
            hire(&installation, 3).await,
        );
        next_second(installation.sandbox.okta()).await;
        told.walk().await.expect("done");
        let request = installation.settled(&[]).await.runs[0].request.id;
        let confirmation = queue_confirmation(&installation, request).await;
        proven.prove().await;
        open.prove().await;
        installation.gate().close();
        let pressed = press(open);
        installation.gate().a_call_waits().await;
        run(&installation, &["backup", &backups.argument()]).await;
        installation.gate().open();
        installation.gate().pass_on();
        let mut open = pressed.await.expect("pressed");
        open.walk().await.expect("done");
        proven.walk().await.expect("done");
        installation.settled(&[]).await;
        let later = run(&installation, &["audit", "head"]).await;
        Self {
            later: later.trim().to_owned(),
            installation,
            backups,
            confirmation,
            proven,
        }
    }
}

/// Presses the button; the answer comes when the call has passed the gate.
fn press(mut person: Person) -> tokio::task::JoinHandle<Person> {
    tokio::spawn(async move {
        person.submit().await;
        person
    })
}

#[tokio::test]
async fn f42_after_an_older_backup_outcomes_are_read_and_nothing_is_done_again() {
    let mut outdated = Outdated::make().await;
    let installation = &mut outdated.installation;
    stop(installation).await;
    let (writes_before, mails_before) = (writes(installation), mails(installation));
    let said = run(installation, &["restore", &outdated.backups.argument()]).await;
    assert!(
        said.contains("is kept as ") && said.contains(&outdated.later),
        "{said}"
    );
    let verify = ["audit", "verify", "--head", &outdated.later];
    let verified = installation.run(&verify).await;
    assert!(
        !verified.status.success(),
        "records are missing: {}",
        text(&verified)
    );

    installation.launch().await;
    let evidence = installation.settled(&[]).await;
    assert!(installation.warnings().contains("restored from a backup"));
    assert_story(&evidence, &outdated.later);
    only_follow_ups_were_sent(installation, writes_before, mails_before);
    held_back(installation, outdated.confirmation).await;
    let proven = &mut outdated.proven;
    proven.look().await;
    assert!(
        !proven.is_at("password"),
        "its proof was spent: {}",
        proven.place
    );
}

/// What the trail says of the restore, and of those whose requests the backup showed.
fn assert_story(evidence: &Evidence, later: &str) {
    let states: Vec<_> = evidence.runs.iter().map(|run| run.request.state).collect();
    let expected = [S::Completed, S::Expired, S::Completed];
    assert_eq!(states, expected, "told, proven, open");
    let restored = only(&evidence.trail, AuditKind::DatabaseRestored);
    assert_eq!(restored.event.details["replaced"], later);
    let seen_to = only(&evidence.trail, AuditKind::RestoreSeenTo);
    let details = &seen_to.event.details;
    let counts = (&details["requests_in_doubt"], &details["requests_ended"]);
    assert_eq!(counts, (&json!(1), &json!(1)));
    let settled = evidence.trail.iter().rfind(|record| {
        record.event.kind == AuditKind::OperationSettled
            && record.event.details["kind"] == "set-password"
    });
    let settled = settled.expect("settled");
    assert_eq!(settled.event.details["inferred"], true);
}

fn mails(installation: &Installation) -> usize {
    crate::whole_portal::mailbox::read(&installation.mail_folder()).len()
}

/// No password was set again. Whoever's outcome was found by reading is told once more, and signed out
/// once more: that this was done before is among what is missing.
fn only_follow_ups_were_sent(
    installation: &Installation,
    writes_before: usize,
    mails_before: usize,
) {
    let calls = installation.sandbox.okta().calls();
    let written = calls.iter().filter(|call| call.method != "GET");
    let again: Vec<_> = written
        .skip(writes_before)
        .map(|call| call.method.as_str())
        .collect();
    assert_eq!(again, ["DELETE"], "signed out, and nothing else");
    assert_eq!(
        mails(installation) - mails_before,
        2,
        "to each of two addresses"
    );
}

/// The mail that waited waits for a person now.
async fn held_back(installation: &Installation, job: JobId) {
    let store = installation.store().await;
    let mut unit = store.read().await.expect("begins");
    let dead = unit.job_records(Some(JobState::Dead), 100).await;
    let dead = dead.expect("read");
    let held_back = dead.iter().find(|dead| dead.id == job);
    let reason = held_back.and_then(|job| job.last_error.as_deref());
    assert!(reason.expect("held back").contains("restored backup"));
}

#[tokio::test]
async fn f42_whoever_walks_on_after_a_restore_comes_to_a_good_end() {
    let mut installation = Installation::start(Plan::default()).await;
    let backups = Backups::new();
    let mut person = hire(&installation, 1).await;
    next_second(installation.sandbox.okta()).await;
    person.prove().await;
    run(&installation, &["backup", &backups.argument()]).await;
    stop(&mut installation).await;
    run(&installation, &["restore", &backups.argument()]).await;
    installation.launch().await;
    let mut again = hire(&installation, 4).await;
    next_second(installation.sandbox.okta()).await;
    again.walk().await.expect("done");
    assert!(again.has_it(&installation.sandbox));
    assert_hold(&installation.settled(&again.secrets()).await);
    run(&installation, &["audit", "verify"]).await;
}

#[tokio::test]
async fn a_backup_is_restored_only_while_the_portal_is_stopped() {
    let mut installation = Installation::start(Plan::default()).await;
    let backups = Backups::new();
    run(&installation, &["backup", &backups.argument()]).await;
    let refused = installation.run(&["restore", &backups.argument()]).await;
    let said = text(&refused);
    assert!(
        !refused.status.success() && said.contains("is in use: stop the portal first"),
        "{said}"
    );
    let refused = installation.run(&["backup", &backups.argument()]).await;
    let said = text(&refused);
    assert!(
        !refused.status.success() && said.contains("is there already"),
        "{said}"
    );
    installation.kill().await;
    run(&installation, &["restore", &backups.argument()]).await;
}
