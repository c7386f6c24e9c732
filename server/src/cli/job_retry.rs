use super::dead_job::{DeadJobs, not_found, record};
use crate::startup::open_store;
use latchkey_domain::{AuditKind, Store as _};
use latchkey_values::{Clock as _, SystemClock};

/// `latchkey job retry`: a running portal takes the jobs up within a second.
pub(super) async fn run(dead: &DeadJobs) -> anyhow::Result<()> {
    let store = open_store(&dead.file.load()?).await?;
    let now = SystemClock.now();
    let mut unit = store.begin().await?;
    let mut jobs = Vec::new();
    for &id in &dead.ids {
        let job = unit.revive_job(id, now).await?;
        jobs.push(job.ok_or_else(|| not_found(id))?);
    }
    record(unit, AuditKind::JobRetried, &jobs, now).await?;
    for job in jobs {
        println!("{} {} is queued again", job.kind, job.id);
    }
    Ok(())
}
