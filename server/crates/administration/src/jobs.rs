use crate::{
    Administration,
    monitoring::{SendAlert, WatchBlocks},
    processes::SendTestMail,
    retention::PurgeHistory,
};
use latchkey_jobs::{Handler, Recurring};
use std::{sync::Arc, time::Duration};

/// The job handlers of administration, for the runner.
#[must_use]
pub fn handlers(administration: &Administration) -> Vec<Arc<dyn Handler>> {
    vec![
        Arc::new(WatchBlocks(administration.clone())),
        Arc::new(SendAlert(administration.clone())),
        Arc::new(SendTestMail(administration.clone())),
        Arc::new(PurgeHistory(administration.clone())),
    ]
}

/// The work that comes round by itself.
#[must_use]
pub fn recurring() -> Vec<Recurring> {
    vec![
        Recurring {
            kind: WatchBlocks::KIND,
            every: Duration::from_mins(1),
        },
        Recurring {
            kind: PurgeHistory::KIND,
            every: Duration::from_hours(24),
        },
    ]
}
