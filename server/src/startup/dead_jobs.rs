use latchkey_domain::Store;

/// Work that was given up is seen to by a person, who has to know of it.
pub(super) async fn report(store: &dyn Store) -> anyhow::Result<()> {
    let (_, dead) = store.read().await?.job_counts().await?;
    if dead > 0 {
        tracing::warn!(
            dead,
            "jobs were given up; `latchkey job list --dead` shows them"
        );
    }
    Ok(())
}
