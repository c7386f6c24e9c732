use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Job, NewJob, Store};
use latchkey_jobs::{Handler, Runner, RunnerSettings};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Clock, JobId};
use std::sync::Arc;
use tempfile::TempDir;

/// A database of its own, with a clock and randomness.
pub(crate) struct House {
    folder: TempDir,
    pub(crate) store: Arc<SqlStore>,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) entropy: Arc<SeededEntropy>,
}

impl House {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = open(&folder).await;
        store.migrate().await.expect("migrated");
        Self {
            folder,
            store: Arc::new(store),
            clock: Arc::new(TestClock::default()),
            entropy: Arc::new(SeededEntropy::new(1)),
        }
    }

    /// The same database, opened once more, as another process would.
    pub(crate) async fn other_node(&self) -> Arc<SqlStore> {
        Arc::new(open(&self.folder).await)
    }

    pub(crate) fn runner(&self, handlers: Vec<Arc<dyn Handler>>) -> Runner {
        self.runner_with(handlers, RunnerSettings::default())
    }

    pub(crate) fn runner_with(
        &self,
        handlers: Vec<Arc<dyn Handler>>,
        settings: RunnerSettings,
    ) -> Runner {
        self.runner_on(Arc::clone(&self.store), handlers, settings)
    }

    pub(crate) fn runner_on(
        &self,
        store: Arc<SqlStore>,
        handlers: Vec<Arc<dyn Handler>>,
        settings: RunnerSettings,
    ) -> Runner {
        Runner::new(
            store,
            Arc::clone(&self.clock) as _,
            Arc::clone(&self.entropy) as _,
            handlers,
            settings,
        )
    }

    /// Queues a job that is due now.
    pub(crate) async fn queue(&self, kind: &'static str) -> JobId {
        let id = JobId::new(&*self.clock, &*self.entropy);
        let job = NewJob {
            id,
            kind,
            payload: serde_json::json!({ "request": "r" }),
            run_at: self.clock.now(),
        };
        let mut tx = self.store.begin().await.expect("begun");
        tx.enqueue(&job).await.expect("queued");
        tx.commit().await.expect("committed");
        id
    }

    /// Claims a job, as a worker does that then dies or dawdles.
    pub(crate) async fn claim(&self, kind: &'static str, until: Timestamp) -> Option<Job> {
        let mut tx = self.store.begin().await.expect("begun");
        let job = tx
            .claim_job(&[kind], self.clock.now(), until)
            .await
            .expect("claimed");
        tx.commit().await.expect("committed");
        job
    }

    /// Has a dead job tried again, as an operator does.
    pub(crate) async fn revive(&self, id: JobId) {
        let mut tx = self.store.begin().await.expect("begun");
        let revived = tx.revive_job(id, self.clock.now()).await.expect("asked");
        assert!(revived.is_some(), "it was not dead");
        tx.commit().await.expect("committed");
    }

    /// How many jobs are (queued or leased, dead).
    pub(crate) async fn counts(&self) -> (u32, u32) {
        self.store
            .read()
            .await
            .expect("begun")
            .job_counts()
            .await
            .expect("counted")
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }

    pub(crate) fn in_seconds(&self, seconds: i64) -> Timestamp {
        self.clock.now() + SignedDuration::from_secs(seconds)
    }
}

async fn open(folder: &TempDir) -> SqlStore {
    let path = folder.path().join("latchkey.db");
    SqlStore::open(path.to_str().expect("a plain path"))
        .await
        .expect("opened")
}
