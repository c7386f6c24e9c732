use async_trait::async_trait;
use latchkey_domain::{Store, StoreError, UnitOfWork};
use metrics::{counter, histogram};
use std::{future::Future, sync::Arc};
use tokio::time::Instant;

/// A database whose transactions are timed until they begin: they wait for a free connection and, on
/// SQLite, for the one writer.
pub(crate) struct TimedStore(pub(crate) Arc<dyn Store>);

#[async_trait]
impl Store for TimedStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        timed("write", self.0.begin()).await
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        timed("read", self.0.read()).await
    }

    fn commits(&self) -> Option<u64> {
        self.0.commits()
    }
}

async fn timed<T>(
    access: &'static str,
    transaction: impl Future<Output = Result<T, StoreError>>,
) -> Result<T, StoreError> {
    let started = Instant::now();
    let begun = transaction.await;
    histogram!("latchkey_database_wait_seconds", "access" => access)
        .record(started.elapsed().as_secs_f64());
    if begun.is_err() {
        counter!("latchkey_database_failures_total", "access" => access).increment(1);
    }
    begun
}
