//! An audit trail of a million records, and requests that wait for their outcome.

use crate::directory::Person;
use anyhow::{Context as _, Result};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Digest, NewJob, Offers, Operation, OperationKind, Process,
    Purpose, Request, Store as _, Subject, UnitOfWork, Verification, Verifications,
};
use latchkey_store::SqlStore;
use latchkey_values::{
    Clock as _, JobId, OperationId, OsEntropy, PasswordPolicy, PersonNames, RequestId, SystemClock,
    UserStatus,
};
use serde_json::{Map, json};
use std::{fs, path::Path};

/// How long the trail is.
const RECORDS: usize = 1_000_000;
/// Records that share a transaction while it is made.
const BATCH: usize = 5_000;

/// Opens the SQLite file at `path`, which is made if need be.
pub(crate) async fn open(path: &Path) -> Result<SqlStore> {
    let store = SqlStore::open(path.to_str().context("not Unicode")?).await?;
    store.migrate().await?;
    Ok(store)
}

/// Puts a trail of a million records at `path`. It is made once and kept in `folder`, because that
/// takes a minute or two; what is measured is always a copy.
pub(crate) async fn copy_trail(folder: &Path, path: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let kept = folder.join(format!("trail-{RECORDS}.db"));
    if !kept.exists() {
        let unfinished = kept.with_extension("new");
        if unfinished.exists() {
            fs::remove_file(&unfinished)?;
        }
        let store = open(&unfinished).await?;
        append(&store, RECORDS).await?;
        // The last connection takes the write-ahead log into the file.
        store.close().await;
        fs::rename(&unfinished, &kept)?;
    }
    fs::copy(kept, path)?;
    Ok(())
}

/// Appends so many records as resets leave them.
async fn append(store: &SqlStore, records: usize) -> Result<()> {
    let mut left = records;
    while left > 0 {
        let mut unit = store.begin().await?;
        let batch = left.min(BATCH);
        for number in 0..batch {
            let now = SystemClock.now();
            unit.append_audit(now, event(number)).await?;
        }
        unit.commit().await?;
        left -= batch;
    }
    Ok(())
}

/// Takes turns among three kinds of record, with details as the engine writes them.
pub(crate) fn event(number: usize) -> AuditEvent {
    let operation = OperationId::new(&SystemClock, &OsEntropy).to_string();
    let (kind, details) = match number % 3 {
        0 => (
            AuditKind::RequestStarted,
            json!({ "login": "robin.castellan@example.com", "process": "employees", "purpose": "reset" }),
        ),
        1 => (
            AuditKind::OperationIntended,
            json!({ "kind": "set-password", "operation": operation, "process": "employees" }),
        ),
        _ => (
            AuditKind::OperationSettled,
            json!({ "kind": "set-password", "operation": operation, "outcome": "done",
                    "inferred": false, "answer": "aQ3bX9vT2kLmNp7RsWyZ4cDf" }),
        ),
    };
    let details = match details {
        serde_json::Value::Object(details) => details,
        _ => Map::new(),
    };
    AuditEvent {
        kind,
        actor: Actor::Visitor,
        subject: Some("00u1a2b3c4d5e6f7g8h9".to_owned()),
        request: Some(RequestId::new(&SystemClock, &OsEntropy)),
        network: Some("203.0.113.0/24".to_owned()),
        details,
    }
}

/// Adds so many requests whose new password was on its way when the portal was killed, the look
/// for their outcome due now.
pub(crate) async fn leave_open(store: &SqlStore, number: usize, people: &[Person]) -> Result<()> {
    let mut unit = store.begin().await?;
    for person in people.iter().cycle().take(number) {
        leave_one_open(unit.as_mut(), person).await?;
    }
    Ok(unit.commit().await?)
}

async fn leave_one_open(unit: &mut dyn UnitOfWork, person: &Person) -> Result<()> {
    let intended = SystemClock.now() - SignedDuration::from_mins(1);
    let request = executing(person, intended)?;
    let operation = Operation::intend(
        OperationId::new(&SystemClock, &OsEntropy),
        request.id,
        OperationKind::SetPassword,
        &person.id,
        Some(intended - SignedDuration::from_hours(24)),
        intended,
    );
    unit.insert_request(&request, None).await?;
    unit.insert_operation(&operation).await?;
    let look = NewJob {
        id: JobId::new(&SystemClock, &OsEntropy),
        kind: "settle-operation",
        payload: json!({ "request": request.id }),
        run_at: intended,
    };
    Ok(unit.enqueue(&look).await?)
}

fn executing(person: &Person, at: Timestamp) -> Result<Request> {
    let id = RequestId::new(&SystemClock, &OsEntropy);
    let login = person.login.parse()?;
    let mut request = Request::new(id, &process()?, Purpose::Reset, login, at);
    request.begin_verification(Some(Subject {
        id: person.id.clone(),
        names: PersonNames::default(),
        status: UserStatus::Active,
        policy: PasswordPolicy::default(),
        rests_on: Digest::from_hex(String::new()),
        served_by: None,
        passed: Vec::new(),
    }))?;
    request.pass(Verification::EmailCode, &Verifications::default())?;
    request.execute()?;
    Ok(request)
}

/// The process every measurement runs, as the configuration file has it.
pub(crate) fn process() -> Result<Process> {
    Ok(Process {
        excluded_groups: vec!["No self-service".to_owned()],
        ..Process::new(
            "employees".parse()?,
            "Employee self-service".to_owned(),
            "okta".parse()?,
            Offers::ALL,
        )
    })
}
