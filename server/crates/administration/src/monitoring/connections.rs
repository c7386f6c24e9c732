use crate::{Administration, AdministrationError};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_okta::{Circuit, Client, CredentialHealth, Forbidden, Health};
use latchkey_values::Alias;

/// How the portal gets on with other systems.
#[derive(Clone, Debug)]
pub struct Integrations {
    /// The connections, by alias.
    pub connections: Vec<ConnectionHealth>,
    /// Jobs that wait or run, on all nodes together.
    pub jobs_queued: u32,
    /// Jobs that were given up.
    pub jobs_dead: u32,
}

/// What this node's calls so far have shown about a connection.
#[derive(Clone, Debug)]
pub struct ConnectionHealth {
    /// Its alias.
    pub alias: Alias,
    /// How it is.
    pub state: ConnectionState,
    /// When it last answered with anything but a server error; `None` before the first answer.
    pub last_success: Option<Timestamp>,
    /// When it last could not be reached or was broken, and why; `None` when it never was.
    pub last_failure: Option<(Timestamp, String)>,
    /// Calls that were last refused for missing rights.
    pub forbidden: Vec<ForbiddenCall>,
    /// Calls left, the bucket nearest to its end first.
    pub rate: Vec<RateLeft>,
}

/// How a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// Nothing was asked of it since the start.
    NotCalledYet,
    /// It answers.
    Working,
    /// It does not answer; calls fail at once.
    Down {
        /// Since then.
        since: Timestamp,
        /// When it will be asked again; `None` when that is happening now.
        retry_at: Option<Timestamp>,
    },
    /// It refuses the credential: no call can work until an admin acts.
    CredentialRefused {
        /// Since then.
        since: Timestamp,
    },
}

/// A kind of call that was refused for missing rights since it last worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForbiddenCall {
    /// Verb and path, with placeholders.
    pub call: String,
    /// The first refusal.
    pub since: Timestamp,
    /// How often.
    pub times: u32,
}

/// Calls left in one of Okta's buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLeft {
    /// Which calls.
    pub bucket: &'static str,
    /// Calls a window.
    pub limit: u32,
    /// Calls left in it.
    pub remaining: u32,
    /// When the next window opens, by Okta's clock.
    pub resets_at: Timestamp,
}

impl Administration {
    /// How the portal gets on with other systems. Calls none of them.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn integrations(
        &self,
        _granted: &Granted<ViewMonitoring>,
    ) -> Result<Integrations, AdministrationError> {
        let (jobs_queued, jobs_dead) = self.store.read().await?.job_counts().await?;
        let clients = self.connections.last_known();
        let connections = clients
            .into_iter()
            .map(|(alias, client)| of(alias, &client));
        Ok(Integrations {
            connections: connections.collect(),
            jobs_queued,
            jobs_dead,
        })
    }
}

fn of(alias: Alias, client: &Client) -> ConnectionHealth {
    let health = client.health();
    let mut headroom = client.rate_headroom();
    headroom.sort_by_key(|known| u64::from(known.remaining) * 100 / u64::from(known.limit.max(1)));
    let rate = headroom.into_iter().map(|known| RateLeft {
        bucket: known.calls,
        limit: known.limit,
        remaining: known.remaining,
        resets_at: known.resets_at,
    });
    ConnectionHealth {
        alias,
        state: state(&health),
        last_success: health.last_success,
        last_failure: health
            .last_failure
            .map(|failure| (failure.at, failure.error.to_string())),
        forbidden: health.forbidden.iter().map(forbidden).collect(),
        rate: rate.collect(),
    }
}

fn state(health: &Health) -> ConnectionState {
    match (health.circuit, health.credential) {
        (Circuit::Open { since, retry_at }, _) => ConnectionState::Down {
            since,
            retry_at: Some(retry_at),
        },
        (Circuit::HalfOpen { since }, _) => ConnectionState::Down {
            since,
            retry_at: None,
        },
        (Circuit::Closed, CredentialHealth::Refused { since }) => {
            ConnectionState::CredentialRefused { since }
        }
        (Circuit::Closed, CredentialHealth::Ok) => match health.last_success {
            None if health.last_failure.is_none() => ConnectionState::NotCalledYet,
            _ => ConnectionState::Working,
        },
    }
}

fn forbidden(forbidden: &Forbidden) -> ForbiddenCall {
    ForbiddenCall {
        call: format!("{} {}", forbidden.method, forbidden.path),
        since: forbidden.since,
        times: forbidden.times,
    }
}
