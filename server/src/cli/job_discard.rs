use super::{
    dead_job::{DeadJobs, refusal},
    operator::operator,
};
use crate::startup::open_store;
use latchkey_administration::monitoring::discard_jobs;
use latchkey_values::{Clock as _, SystemClock};

/// `latchkey job discard`: what is left of the jobs is in the audit trail.
pub(super) async fn run(dead: &DeadJobs) -> anyhow::Result<()> {
    let store = open_store(&dead.file.load()?).await?;
    let by = operator();
    let discarded = discard_jobs(&*store, SystemClock.now(), (&by).into(), &dead.ids).await;
    for job in discarded.map_err(refusal)? {
        println!("{} {} is discarded", job.kind, job.id);
    }
    Ok(())
}
