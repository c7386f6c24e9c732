use crate::{
    Administration, Export, ExportError,
    export::{CSV, csv_rows},
};
use futures::{StreamExt as _, stream};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::{AuditKind, RequestFilter, RequestRecord, Store};
use latchkey_values::RequestId;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// Requests read and written at once: the most that an export holds in memory.
const SLICE: u32 = 500;

const COLUMNS: [&str; 13] = [
    "id",
    "began",
    "login",
    "person_id",
    "person_login",
    "person_name",
    "purpose",
    "state",
    "process",
    "codes_sent",
    "wrong_proofs",
    "verified",
    "ended",
];

/// What an export still has to do.
struct Rest {
    store: Arc<dyn Store>,
    filter: RequestFilter,
    /// The last request written; `None` before the first.
    last: Option<RequestId>,
    is_begun: bool,
    _permit: OwnedSemaphorePermit,
}

impl Administration {
    /// Takes requests away as a table for spreadsheets, those that began last first, up to those that
    /// began now. It is on the record before the first byte leaves. One export at a time on each node.
    ///
    /// # Errors
    /// [`ExportError`]; then nothing left the portal.
    pub async fn export_requests(
        &self,
        granted: &Granted<ViewMonitoring>,
        filter: RequestFilter,
    ) -> Result<Export, ExportError> {
        let permit = Arc::clone(&self.heavy_work).try_acquire_owned();
        let permit = permit.map_err(|_| ExportError::Busy)?;
        let now = self.clock.now();
        let mut unit = self.store.begin().await?;
        let details = [("report", json!("requests")), ("filter", told(&filter))];
        let event = granted.event(AuditKind::ReportExported, details);
        unit.append_audit(now, event).await?;
        unit.commit().await?;
        let until = filter.until.map_or(now, |until| until.min(now));
        let rest = Rest {
            store: Arc::clone(&self.store),
            filter: RequestFilter {
                until: Some(until),
                ..filter
            },
            last: None,
            is_begun: false,
            _permit: permit,
        };
        Ok(Export {
            file_name: format!("requests-{}.csv", now.strftime("%Y-%m-%d")),
            content_type: CSV,
            body: stream::try_unfold(rest, Rest::next).boxed(),
        })
    }
}

impl Rest {
    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, ExportError> {
        let mut unit = self.store.read().await?;
        let found = unit.request_records(&self.filter, self.last, SLICE);
        let requests = found.await?;
        drop(unit);
        if requests.is_empty() && self.is_begun {
            return Ok(None);
        }
        let head = (!self.is_begun).then(|| COLUMNS.map(str::to_owned));
        let bytes = csv_rows(head.into_iter().chain(requests.iter().map(row)))?;
        self.last = requests.last().map(|request| request.id).or(self.last);
        self.is_begun = true;
        Ok(Some((bytes, self)))
    }
}

/// What stands in each of the [`COLUMNS`].
fn row(request: &RequestRecord) -> [String; 13] {
    let person = request.person.as_ref();
    let of_person = |part: fn(&latchkey_domain::ReportedPerson) -> &String| {
        person.map(part).cloned().unwrap_or_default()
    };
    [
        request.id.to_string(),
        request.created_at.to_string(),
        request.login.clone(),
        of_person(|person| &person.id),
        of_person(|person| &person.login),
        of_person(|person| &person.name),
        name_of(&request.purpose),
        name_of(&request.state),
        request.process.to_string(),
        request.codes_sent.to_string(),
        request.failures.to_string(),
        moment(request.verified_at),
        moment(request.ended_at),
    ]
}

fn moment(at: Option<Timestamp>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

/// The name under which something is stored.
pub(super) fn name_of(value: &impl Serialize) -> String {
    let name = json!(value);
    name.as_str().map(str::to_owned).unwrap_or_default()
}

/// What was looked for, for the record.
fn told(filter: &RequestFilter) -> Value {
    json!({ "states": filter.states, "process": filter.process, "purpose": filter.purpose,
        "person": filter.person, "from": filter.from, "until": filter.until })
}
