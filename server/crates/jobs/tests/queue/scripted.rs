use async_trait::async_trait;
use latchkey_domain::Job;
use latchkey_jobs::{Handler, JobError};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

/// What a handler does in one attempt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Finish,
    Retry,
    Wait,
    Fail,
    Panic,
    Hang,
}

/// A handler that follows a script, and finishes when it has come to its end.
pub(crate) struct Scripted {
    kind: &'static str,
    script: Mutex<VecDeque<Act>>,
    otherwise: Act,
    seen: Mutex<Vec<Job>>,
}

impl Scripted {
    pub(crate) fn new(kind: &'static str, script: &[Act]) -> Arc<Self> {
        Self::build(kind, script, Act::Finish)
    }

    pub(crate) fn always(kind: &'static str, act: Act) -> Arc<Self> {
        Self::build(kind, &[], act)
    }

    fn build(kind: &'static str, script: &[Act], otherwise: Act) -> Arc<Self> {
        let script = Mutex::new(script.iter().copied().collect());
        Arc::new(Self {
            kind,
            script,
            otherwise,
            seen: Mutex::default(),
        })
    }

    /// The jobs it was given, in order.
    pub(crate) fn seen(&self) -> Vec<Job> {
        self.seen.lock().expect("unpoisoned").clone()
    }

    /// The number of each attempt, as the queue counted it.
    pub(crate) fn attempts(&self) -> Vec<u32> {
        self.seen().iter().map(|job| job.attempts).collect()
    }
}

#[async_trait]
impl Handler for Scripted {
    fn kind(&self) -> &'static str {
        self.kind
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        self.seen.lock().expect("unpoisoned").push(job.clone());
        let act = self.script.lock().expect("unpoisoned").pop_front();
        match act.unwrap_or(self.otherwise) {
            Act::Finish => Ok(()),
            Act::Retry => Err(JobError::retry("not now")),
            Act::Wait => Err(JobError::wait("not before somebody acts")),
            Act::Fail => Err(JobError::fail("never")),
            Act::Panic => panic!("as the script wants"),
            Act::Hang => hang().await,
        }
    }

    /// Less than the time after which a lease is renewed: time flies for who hangs, and the database
    /// does not fly along.
    fn time_limit(&self) -> Duration {
        Duration::from_secs(4)
    }
}

/// Never ends. Meanwhile the runtime's time flies, so that a limit comes at once.
async fn hang() -> ! {
    struct Resume;
    impl Drop for Resume {
        fn drop(&mut self) {
            tokio::time::resume();
        }
    }
    tokio::time::pause();
    let _resume = Resume;
    std::future::pending().await
}
