use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

/// Places for connections. Once all are taken, a newcomer gets the place of whoever has been here
/// longest without asking for anything: keeping still costs nobody else the portal.
#[derive(Clone)]
pub(super) struct Places {
    free: Arc<Semaphore>,
    quiet: Arc<Mutex<Quiet>>,
}

/// Who has not asked for anything yet, in the order they came.
#[derive(Default)]
struct Quiet {
    arrivals: u64,
    connections: BTreeMap<u64, CancellationToken>,
}

/// The place of one connection; free again when dropped.
pub(super) struct Place {
    arrival: u64,
    gives_way: CancellationToken,
    quiet: Arc<Mutex<Quiet>>,
    _permit: OwnedSemaphorePermit,
}

impl Places {
    pub(super) fn new(number: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(number)),
            quiet: Arc::default(),
        }
    }

    /// A place, which may have to be waited for when everybody has asked for something.
    pub(super) async fn take(&self) -> Option<Place> {
        let free = || Arc::clone(&self.free);
        let permit = if let Ok(permit) = free().try_acquire_owned() {
            permit
        } else {
            self.make_room();
            free().acquire_owned().await.ok()?
        };
        let gives_way = CancellationToken::new();
        let mut quiet = lock(&self.quiet);
        quiet.arrivals += 1;
        let arrival = quiet.arrivals;
        quiet.connections.insert(arrival, gives_way.clone());
        drop(quiet);
        Some(Place {
            arrival,
            gives_way,
            quiet: Arc::clone(&self.quiet),
            _permit: permit,
        })
    }

    fn make_room(&self) {
        if let Some((_, longest)) = lock(&self.quiet).connections.pop_first() {
            longest.cancel();
        }
    }
}

impl Place {
    /// Keeps the place: something was asked for.
    pub(super) fn keep(&self) {
        lock(&self.quiet).connections.remove(&self.arrival);
    }

    /// Cancelled when the connection has to end for somebody else.
    pub(super) fn gives_way(&self) -> CancellationToken {
        self.gives_way.clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.keep();
    }
}

fn lock(quiet: &Mutex<Quiet>) -> MutexGuard<'_, Quiet> {
    quiet.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use tokio::time::timeout;

    #[tokio::test]
    async fn item_87_who_came_first_and_asked_for_nothing_gives_way() {
        let places = Places::new(3);
        let asking = places.take().await.expect("a place");
        let quiet = places.take().await.expect("a place");
        let quiet_too = places.take().await.expect("a place");
        asking.keep();
        let (newcomer, ()) = tokio::join!(places.take(), async {
            quiet.gives_way().cancelled().await;
            drop(quiet);
        });
        assert!(newcomer.is_some());
        assert!(!quiet_too.gives_way().is_cancelled() && !asking.gives_way().is_cancelled());
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_who_asked_for_something_gives_way() {
        let places = Places::new(1);
        let asking = places.take().await.expect("a place");
        asking.keep();
        let waited = timeout(Duration::from_mins(1), places.take());
        assert!(waited.await.is_err() && !asking.gives_way().is_cancelled());
        drop(asking);
        assert!(places.take().await.is_some());
    }
}
