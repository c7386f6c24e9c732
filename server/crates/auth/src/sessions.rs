use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{BrowserSession, Digest, Store, StoreError};
use latchkey_values::Clock;
use sha2::{Digest as _, Sha256};
use std::{fmt, sync::Arc};
use tower_sessions::{
    SessionStore,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Browser sessions in the database. Only the hash of a session's id is kept.
///
/// A session ends when it was not used for a while, by our clock; the expiry that the session
/// library computes from the machine's clock is not used.
#[derive(Clone)]
pub struct DatabaseSessions {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    idle: SignedDuration,
}

impl DatabaseSessions {
    /// Sessions that end after `idle` without use.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, idle: SignedDuration) -> Self {
        Self { store, clock, idle }
    }

    /// Each use prolongs a session, but not each use is worth a write: it waits until a quarter of
    /// the idle time has passed.
    fn is_worth_renewing(&self, session: &BrowserSession, now: Timestamp) -> bool {
        session.expires_at.duration_since(now) * 4 < self.idle * 3
    }

    /// Writes the data that is there now, so that a change made meanwhile is not lost.
    async fn renew(&self, id: &Digest, now: Timestamp) -> std::result::Result<(), StoreError> {
        let mut unit = self.store.begin().await?;
        let Some(session) = unit.session(id, now).await? else {
            return Ok(());
        };
        if self.is_worth_renewing(&session, now) {
            let expires_at = now + self.idle;
            unit.put_session(&BrowserSession {
                expires_at,
                ..session
            })
            .await?;
            unit.commit().await?;
        }
        Ok(())
    }

    fn written(&self, record: &Record, now: Timestamp) -> Result<BrowserSession> {
        let data = serde_json::to_string(&record.data)
            .map_err(|error| Error::Encode(error.to_string()))?;
        Ok(BrowserSession {
            id: hashed(&record.id),
            data,
            expires_at: now + self.idle,
        })
    }
}

#[async_trait]
impl SessionStore for DatabaseSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let now = self.clock.now();
        let mut unit = self.store.begin().await.map_err(backend)?;
        while unit
            .session(&hashed(&record.id), now)
            .await
            .map_err(backend)?
            .is_some()
        {
            record.id = Id::default();
        }
        unit.put_session(&self.written(record, now)?)
            .await
            .map_err(backend)?;
        unit.commit().await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let now = self.clock.now();
        let mut unit = self.store.begin().await.map_err(backend)?;
        if unit
            .session(&hashed(&record.id), now)
            .await
            .map_err(backend)?
            .is_none()
        {
            // It ended while the request ran (signed out in another tab): it must stay dead.
            tracing::debug!("a session ended during a request");
            return Ok(());
        }
        unit.put_session(&self.written(record, now)?)
            .await
            .map_err(backend)?;
        unit.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.clock.now();
        let key = hashed(id);
        let mut unit = self.store.read().await.map_err(backend)?;
        let session = unit.session(&key, now).await.map_err(backend)?;
        drop(unit);
        let Some(session) = session else {
            return Ok(None);
        };
        if self.is_worth_renewing(&session, now)
            && let Err(error) = self.renew(&key, now).await
        {
            // The session is still good; the next request tries again.
            tracing::warn!(%error, "a session could not be prolonged");
        }
        read(*id, &session).map(Some)
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut unit = self.store.begin().await.map_err(backend)?;
        unit.delete_session(&hashed(id)).await.map_err(backend)?;
        unit.commit().await.map_err(backend)
    }
}

impl fmt::Debug for DatabaseSessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DatabaseSessions")
            .field("idle", &self.idle)
            .finish_non_exhaustive()
    }
}

/// An id is 128 random bits, so a plain hash cannot be guessed back.
fn hashed(id: &Id) -> Digest {
    let hash = Sha256::digest(id.0.to_le_bytes());
    Digest::from_hex(
        hash.iter()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")),
    )
}

fn read(id: Id, session: &BrowserSession) -> Result<Record> {
    let data =
        serde_json::from_str(&session.data).map_err(|error| Error::Decode(error.to_string()))?;
    let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires_at.as_second())
        .map_err(|error| Error::Decode(error.to_string()))?;
    Ok(Record {
        id,
        data,
        expiry_date,
    })
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err takes"
)]
fn backend(error: StoreError) -> Error {
    Error::Backend(error.to_string())
}
