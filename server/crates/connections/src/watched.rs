use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Store, StoreError, UnitOfWork};
use latchkey_values::Clock;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// How old what is in use may be before the database is asked whether it changed.
pub const LOOK_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(2);

/// Makes something of the connections and credential stores in the database.
#[async_trait]
pub trait Make: Send + Sync {
    /// What is made.
    type Made: Send + Sync;

    /// Makes it; `last` is what was made before.
    async fn make(
        &self,
        unit: &mut dyn UnitOfWork,
        last: Option<&Self::Made>,
    ) -> Result<Self::Made, StoreError>;
}

/// What a [`Make`] made, made anew when the configuration changed. Asking costs one small read every
/// [`LOOK_AGAIN_AFTER`], whoever asks how often.
pub struct Watched<M: Make> {
    make: M,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    current: RwLock<Option<Current<M::Made>>>,
    /// Held by the one who looks.
    looking: Mutex<()>,
}

struct Current<T> {
    made: Arc<T>,
    version: i64,
    looked_at: Timestamp,
}

impl<M: Make> Watched<M> {
    /// Nothing is read yet.
    #[must_use]
    pub fn new(make: M, store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Self {
        Self {
            make,
            store,
            clock,
            current: RwLock::new(None),
            looking: Mutex::new(()),
        }
    }

    /// What is configured, as of a moment ago. While the database is away, what was configured last.
    ///
    /// # Errors
    /// [`StoreError`] when there never was an answer.
    pub async fn get(&self) -> Result<Arc<M::Made>, StoreError> {
        let Some(current) = self.last() else {
            return self.look(true).await;
        };
        if !self.is_due() {
            return Ok(current);
        }
        // Whoever comes while somebody looks goes on with what there is.
        match self.looking.try_lock() {
            Err(_) => Ok(current),
            Ok(held) => Ok(self.look_holding(held).await.unwrap_or_else(|error| {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "cannot see whether the configuration changed");
                current
            })),
        }
    }

    /// What is configured now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look_now(&self) -> Result<Arc<M::Made>, StoreError> {
        self.look(false).await
    }

    /// What was configured when somebody last asked; `None` before that.
    #[must_use]
    pub fn last(&self) -> Option<Arc<M::Made>> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|current| Arc::clone(&current.made))
    }

    async fn look(&self, only_first: bool) -> Result<Arc<M::Made>, StoreError> {
        let held = self.looking.lock().await;
        match self.last() {
            Some(made) if only_first => Ok(made),
            _ => self.look_holding(held).await,
        }
    }

    async fn look_holding(
        &self,
        _held: tokio::sync::MutexGuard<'_, ()>,
    ) -> Result<Arc<M::Made>, StoreError> {
        let looked_at = self.clock.now();
        let mut unit = self.store.read().await?;
        let version = unit.configuration_version().await?;
        let last = self.last();
        let made = match last {
            Some(made) if self.version() == Some(version) => made,
            last => Arc::new(self.make.make(unit.as_mut(), last.as_deref()).await?),
        };
        let current = Current {
            made: Arc::clone(&made),
            version,
            looked_at,
        };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(current);
        Ok(made)
    }

    fn version(&self) -> Option<i64> {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.as_ref().map(|current| current.version)
    }

    /// A clock that was set back is no reason to wait.
    fn is_due(&self) -> bool {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        current.as_ref().is_none_or(|current| {
            now < current.looked_at || now.duration_since(current.looked_at) >= LOOK_AGAIN_AFTER
        })
    }
}
