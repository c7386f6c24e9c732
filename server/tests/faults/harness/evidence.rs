use super::Patience;
use crate::whole_portal::{Mail, mailbox};
use latchkey_domain::{
    AuditKind, AuditRecord, Challenge, Operation, OperationState, Request, RequestState, Store,
    UnitOfWork,
};
use latchkey_sandbox::okta::{CallRecord, LogRecord, Org, UserSnapshot};
use latchkey_values::RequestId;
use std::{fs, path::Path};

/// Where to look.
#[derive(Clone, Copy)]
pub(crate) struct Case<'a> {
    pub(crate) okta: &'a Org,
    /// The folder with the mails.
    pub(crate) mails: &'a Path,
    pub(crate) data: &'a Path,
    /// What must not be found in the data.
    pub(crate) secrets: &'a [String],
}

/// A request with all that belongs to it.
pub(crate) struct Run {
    pub(crate) request: Request,
    pub(crate) challenge: Option<Challenge>,
    pub(crate) operations: Vec<Operation>,
}

/// What is left after a fault, to be judged.
pub(crate) struct Evidence {
    pub(crate) trail: Vec<AuditRecord>,
    pub(crate) runs: Vec<Run>,
    pub(crate) dead_jobs: u32,
    /// What the org did, by its own log.
    pub(crate) log: Vec<LogRecord>,
    pub(crate) users: Vec<UserSnapshot>,
    /// What the org was asked.
    pub(crate) calls: Vec<CallRecord>,
    pub(crate) mails: Vec<Mail>,
    /// The secrets that were found, and where.
    pub(crate) leaks: Vec<String>,
}

impl Evidence {
    /// Reads the org's log first, because all it shows must have an intent in the database, and the
    /// mails last, because all that the database notes must have been sent.
    pub(crate) async fn gather(store: &dyn Store, case: Case<'_>) -> Self {
        let mut log = case.okta.log_events();
        log.retain(|record| record.actor == "svc-latchkey@example.com");
        let mut unit = reading(store).await;
        let trail = trail(unit.as_mut()).await;
        let mut runs = Vec::new();
        for id in started(&trail) {
            runs.push(run(unit.as_mut(), id).await);
        }
        let (_, dead_jobs) = unit.job_counts().await.expect("counts");
        Self {
            runs,
            dead_jobs,
            log,
            users: case.okta.users(),
            calls: case.okta.calls(),
            leaks: leaks(case.data, case.secrets),
            mails: mailbox::read(case.mails),
            trail,
        }
    }

    /// Every operation.
    pub(crate) fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.runs.iter().flat_map(|run| &run.operations)
    }

    /// Operations whose outcome is not known.
    pub(crate) fn open_operations(&self) -> usize {
        self.operations()
            .filter(|operation| operation.is_open())
            .count()
    }

    /// Whether nothing is under way.
    pub(crate) fn is_settled(&self) -> bool {
        self.open_operations() == 0 && self.runs.iter().all(|run| self.has_ended(run))
    }

    fn has_ended(&self, run: &Run) -> bool {
        match run.request.state {
            RequestState::Executing => run
                .operations
                .iter()
                .any(|operation| operation.state == OperationState::Unknown),
            RequestState::Completed => {
                self.noted(run, AuditKind::NoticeSent) >= self.channels(run).len()
            }
            _ => true,
        }
    }

    /// What the trail tells of somebody's requests, for people to read.
    pub(crate) fn story(&self, login: &str) -> String {
        let theirs = self
            .runs
            .iter()
            .filter(|run| run.request.login.as_str() == login);
        let ids: Vec<_> = theirs.map(|run| Some(run.request.id)).collect();
        let records = self
            .trail
            .iter()
            .filter(|record| ids.contains(&record.event.request));
        let line = |record: &AuditRecord| {
            format!(
                "{} {:?} {:?}",
                record.at, record.event.kind, record.event.details
            )
        };
        records.map(line).collect::<Vec<_>>().join("\n")
    }

    /// The channels by which the person of a request is told, as mails name them in their ids.
    pub(crate) fn channels(&self, run: &Run) -> Vec<&'static str> {
        let id = run.request.subject.as_ref().map(|subject| &subject.id);
        let user = self.users.iter().find(|user| Some(&user.id) == id);
        let Some(user) = user else {
            return Vec::new();
        };
        let second = user.second_email.as_ref();
        let recovery = second.is_some_and(|second| *second != user.email);
        let channels = [Some("primary"), recovery.then_some("recovery")];
        channels.into_iter().flatten().collect()
    }

    /// How many records of this kind there are about a request.
    pub(crate) fn noted(&self, run: &Run, kind: AuditKind) -> usize {
        let about = |record: &&AuditRecord| {
            record.event.request == Some(run.request.id) && record.event.kind == kind
        };
        self.trail.iter().filter(about).count()
    }
}

/// A busy database is asked again: it is the portal's patience that is on trial, not ours.
async fn reading(store: &dyn Store) -> Box<dyn UnitOfWork> {
    let patience = Patience::of(60, "a database that can be read");
    loop {
        match store.read().await {
            Ok(unit) => return unit,
            Err(_) => patience.look_again().await,
        }
    }
}

async fn trail(unit: &mut dyn UnitOfWork) -> Vec<AuditRecord> {
    const PAGE: u32 = 1_000;
    let mut trail: Vec<AuditRecord> = Vec::new();
    loop {
        let after = trail.last().map_or(0, |record| record.sequence);
        let page = unit.audit_records(after, PAGE).await.expect("records");
        if page.is_empty() {
            return trail;
        }
        trail.extend(page);
    }
}

fn started(trail: &[AuditRecord]) -> impl Iterator<Item = RequestId> {
    let starts = trail
        .iter()
        .filter(|record| record.event.kind == AuditKind::RequestStarted);
    starts.filter_map(|record| record.event.request)
}

async fn run(unit: &mut dyn UnitOfWork, id: RequestId) -> Run {
    let request = unit.request(id).await.expect("read");
    Run {
        request: request.expect("a request that began is there"),
        challenge: unit.challenge(id).await.expect("read"),
        operations: unit.operations(id).await.expect("read"),
    }
}

fn leaks(folder: &Path, secrets: &[String]) -> Vec<String> {
    let mut leaks = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        // SQLite removes its own files now and then.
        let bytes = fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let found = secrets.iter().filter(|secret| text.contains(*secret));
        leaks.extend(found.map(|secret| format!("{secret} in {}", path.display())));
    }
    leaks
}
