use std::time::Duration;

/// How the runner works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunnerSettings {
    /// How many jobs run at once in this process.
    pub workers: usize,
    /// How many of them may be jobs that nobody waits for.
    pub bulk_workers: usize,
    /// How long a claimed job is ours, unless we renew it: a job of a node that died starts again
    /// after this time.
    pub lease: Duration,
    /// The longest wait between two looks at the queue.
    pub poll: Duration,
    /// How often a job is started before it is put among the dead.
    pub max_attempts: u32,
    /// The wait after a job's first failure; it doubles with each one that follows.
    pub first_retry: Duration,
    /// The longest wait after a failure.
    pub longest_retry: Duration,
}

impl Default for RunnerSettings {
    fn default() -> Self {
        Self {
            workers: 4,
            bulk_workers: 1,
            // Short, because after a crash of a single node nobody can tell that its leases are void.
            lease: Duration::from_secs(15),
            poll: Duration::from_secs(1),
            max_attempts: 10,
            first_retry: Duration::from_secs(5),
            longest_retry: Duration::from_mins(30),
        }
    }
}
