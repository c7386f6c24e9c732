use super::{alert_recipients::recipients, send_alert};
use crate::Administration;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{
    Actor, AuditEvent, AuditFilter, AuditKind, AuditPage, AuditRecord, Job, StoreError, UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_processes::stops_a_person;
use latchkey_values::EmailAddress;
use metrics::counter;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// When many blocked people are worth an alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockAlert {
    /// More people than this.
    pub people: u32,
    /// Blocked within so many minutes.
    pub minutes: u32,
    /// Who is told by mail.
    pub to: Vec<EmailAddress>,
    /// Whether the owners of the processes concerned are told as well.
    pub tells_owners: bool,
}

impl Default for BlockAlert {
    fn default() -> Self {
        Self {
            people: 10,
            minutes: 60,
            to: Vec::new(),
            tells_owners: false,
        }
    }
}

/// Raises an alert when more people are blocked than is usual: in the log, in the metrics, in the
/// audit trail and by mail, once until the time it looks back on has passed.
pub(crate) struct WatchBlocks(pub(crate) Administration);

/// Records read at once.
const SLICE: u32 = 500;

#[async_trait]
impl Handler for WatchBlocks {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    /// It goes by what is in the database.
    fn outlives_restore(&self) -> bool {
        true
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        let now = self.0.clock.now();
        let since = now - SignedDuration::from_mins(self.0.block_alert.minutes.into());
        let mut unit = self.0.store.read().await?;
        let people = self.blocked_people(unit.as_mut(), since).await?;
        let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
        if count > self.0.block_alert.people {
            let to = recipients(&self.0, unit.as_mut(), &people, since).await?;
            drop(unit);
            self.raise(count, &to, since, now).await?;
        }
        Ok(())
    }
}

impl WatchBlocks {
    pub(crate) const KIND: &'static str = "watch-blocks";

    /// People and accounts blocked since then; stops counting once there are too many.
    async fn blocked_people(
        &self,
        unit: &mut dyn UnitOfWork,
        since: Timestamp,
    ) -> Result<HashSet<String>, StoreError> {
        let filter = since_then(AuditKind::Blocked, since);
        let mut people = HashSet::new();
        let mut after = 0;
        loop {
            let page = AuditPage::After(after);
            let records = unit.find_audit(&filter, page, SLICE).await?;
            people.extend(records.iter().filter_map(blocked_person));
            let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
            match records.last() {
                Some(last) if count <= self.0.block_alert.people => after = last.sequence,
                _ => return Ok(people),
            }
        }
    }

    async fn raise(
        &self,
        people: u32,
        to: &[EmailAddress],
        since: Timestamp,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let minutes = self.0.block_alert.minutes;
        let mut unit = self.0.store.begin().await?;
        let raised = since_then(AuditKind::AlertRaised, since);
        if !unit
            .find_audit(&raised, AuditPage::Newest, 1)
            .await?
            .is_empty()
        {
            return Ok(());
        }
        for to in to {
            send_alert::enqueue(&self.0, unit.as_mut(), people, to).await?;
        }
        unit.append_audit(now, alert(people, minutes)).await?;
        unit.commit().await?;
        self.0.wake.notify();
        counter!("latchkey_alerts_total", "alert" => "people-blocked").increment(1);
        tracing::warn!(people, minutes, "more people are blocked than is usual");
        Ok(())
    }
}

fn since_then(kind: AuditKind, since: Timestamp) -> AuditFilter {
    AuditFilter {
        kinds: vec![kind],
        from: Some(since),
        ..AuditFilter::default()
    }
}

/// Whom a block stops, if it is a person or an account; wherever they are.
fn blocked_person(record: &AuditRecord) -> Option<String> {
    let detail = |name| record.event.details.get(name).and_then(Value::as_str);
    let shown = detail("blocked").filter(|_| detail("limit").is_some_and(stops_a_person))?;
    let person = shown.rsplit_once(" from ").map_or(shown, |(who, _)| who);
    Some(person.to_owned())
}

fn alert(people: u32, minutes: u32) -> AuditEvent {
    let details = [
        ("alert", json!("people-blocked")),
        ("people", json!(people)),
        ("minutes", json!(minutes)),
    ];
    AuditEvent {
        kind: AuditKind::AlertRaised,
        actor: Actor::Portal,
        subject: None,
        request: None,
        network: None,
        details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
    }
}
