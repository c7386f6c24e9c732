use std::sync::Arc;
use tokio::sync::Notify;

/// Tells the runner of this process that work was committed, so that it need not wait for its next
/// look at the queue. Clones ring the same bell; a ring that nobody hears costs only that wait.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// A bell of its own.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Rings. Call it after the commit: before, there is nothing to see yet.
    pub fn notify(&self) {
        self.0.notify_one();
    }

    /// Waits for a ring; one that came since the last wait counts.
    pub(crate) async fn rung(&self) {
        self.0.notified().await;
    }
}
