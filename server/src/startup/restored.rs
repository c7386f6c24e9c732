use anyhow::Context as _;
use latchkey_domain::ChainHead;
use latchkey_jobs::Runner;
use latchkey_processes::Engine;

/// Sees to what a restored backup brought back, before anything of it runs, and says so.
pub(super) async fn see_to(engine: &Engine, runner: &Runner) -> anyhow::Result<()> {
    let kinds = runner.kinds_that_outlive_a_restore();
    let seen_to = engine.follow_restore(&kinds).await;
    let seen_to = seen_to.context("cannot see to what the restored backup brought back")?;
    if let Some(seen_to) = seen_to {
        tracing::error!(
            restored_at = %seen_to.restore.at,
            head = named(seen_to.restore.head),
            replaced = named(seen_to.restore.replaced),
            jobs_held_back = seen_to.jobs_held_back,
            requests_in_doubt = seen_to.requests_in_doubt,
            requests_ended = seen_to.requests_ended,
            "this database was restored from a backup: what happened after it is missing; outcomes are \
             looked up in Okta, and jobs wait for a person (`latchkey job list --dead`)"
        );
    }
    Ok(())
}

fn named(head: Option<ChainHead>) -> String {
    head.map_or_else(|| "none".to_owned(), |head| head.to_string())
}
