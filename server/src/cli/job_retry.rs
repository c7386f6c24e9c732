use super::{
    dead_job::{DeadJobs, refusal},
    operator::operator,
};
use crate::startup::open_store;
use latchkey_administration::monitoring::retry_jobs;
use latchkey_values::{Clock as _, SystemClock};

/// `latchkey job retry`: a running portal takes the jobs up within a second.
pub(super) async fn run(dead: &DeadJobs) -> anyhow::Result<()> {
    let store = open_store(&dead.file.load()?).await?;
    let by = operator();
    let retried = retry_jobs(&*store, SystemClock.now(), (&by).into(), &dead.ids).await;
    for job in retried.map_err(refusal)? {
        println!("{} {} is queued again", job.kind, job.id);
    }
    Ok(())
}
