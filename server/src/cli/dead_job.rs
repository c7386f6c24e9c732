use super::{ConfigFile, operator};
use clap::Args;
use jiff::Timestamp;
use latchkey_domain::{AuditEvent, AuditKind, JobRecord, StoreError, UnitOfWork};
use latchkey_values::JobId;
use serde_json::json;

/// Which dead jobs.
#[derive(Args)]
pub(super) struct DeadJobs {
    /// Their ids, as `latchkey job list --dead` shows them.
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<JobId>,
    #[command(flatten)]
    pub(super) file: ConfigFile,
}

/// What to say when there is none of this id; then nothing is done about the others either.
pub(super) fn not_found(id: JobId) -> anyhow::Error {
    anyhow::anyhow!("there is no dead job {id}; `latchkey job list --dead` shows those there are")
}

/// Makes what was done about `jobs` durable, together with its record.
pub(super) async fn record(
    mut unit: Box<dyn UnitOfWork>,
    kind: AuditKind,
    jobs: &[JobRecord],
    now: Timestamp,
) -> Result<(), StoreError> {
    // The trail comes last: whoever holds it must not wait for rows that others hold.
    for job in jobs {
        unit.append_audit(now, event(kind, job)).await?;
    }
    unit.commit().await
}

fn event(kind: AuditKind, job: &JobRecord) -> AuditEvent {
    let details = [
        ("job", json!(job.id)),
        ("kind", json!(job.kind)),
        ("attempts", json!(job.attempts)),
        ("reason", json!(job.last_error)),
    ];
    let request = job.payload["request"].as_str();
    AuditEvent {
        request: request.and_then(|id| id.parse().ok()),
        ..operator::event(kind, details)
    }
}
