//! The handle to the org, and what tests and the control page read through it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::faults::Switchboard;
use super::rate_limits::{RateLimiter, RateLimits};
use super::seed;
use super::state::State;
use super::users::{Status, User};
use crate::clock::Clock;

/// The record of calls keeps this many; older ones go.
const MOST_CALLS: usize = 20_000;

/// What happens to the status of a user whose password an administrator sets. Okta documents it nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatusAfterPassword {
    /// PROVISIONED, RECOVERY and `PASSWORD_EXPIRED` become ACTIVE; `LOCKED_OUT` stays.
    #[default]
    ActiveWhenWaiting,
    /// Every status stays.
    Unchanged,
}

/// One call that the API received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRecord {
    /// The HTTP method.
    pub method: String,
    /// The path as sent, without the query.
    pub path: String,
    /// The status answered; 0 when a fault dropped the call, or the caller hung up, before the org saw it.
    pub status: u16,
}

/// One event of the System Log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRecord {
    /// For example `user.account.unlock_by_admin`.
    pub event_type: String,
    /// Login of the actor.
    pub actor: String,
    /// Logins or group names of the targets.
    pub targets: Vec<String>,
    /// `SUCCESS` or `FAILURE`.
    pub outcome: String,
    /// Why it failed; `None` when it did not.
    pub reason: Option<String>,
    /// When it happened.
    pub published: Timestamp,
    /// The whole event as the API gives it.
    pub json: Value,
}

/// A user as the org has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserSnapshot {
    /// The id.
    pub id: String,
    /// The login.
    pub login: String,
    /// First and last name.
    pub name: String,
    /// The primary address.
    pub email: String,
    /// The recovery address; `None` when there is none.
    pub second_email: Option<String>,
    /// The status.
    pub status: Status,
    /// `OKTA`, `ACTIVE_DIRECTORY`, `FEDERATION`, …
    pub provider: String,
    /// Names of the groups, Everyone among them.
    pub groups: Vec<String>,
    /// Types of the administrator roles.
    pub roles: Vec<String>,
    /// When the password was set last; `None` without a password.
    pub password_changed: Option<Timestamp>,
    /// The last complete sign-in.
    pub last_login: Option<Timestamp>,
    /// How often the sessions were ended by an administrator.
    pub sessions_revoked: u32,
    /// Wrong passwords in a row.
    pub failed_sign_ins: u32,
}

/// The simulated org. Clones are handles to the same org.
#[derive(Debug, Clone)]
pub struct Org(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    clock: Arc<Clock>,
    state: Mutex<State>,
    calls: Mutex<Vec<CallRecord>>,
    faults: Mutex<Switchboard>,
}

impl Org {
    /// The seeded org, answering under `base_url`.
    pub(crate) fn seeded(base_url: String, limits: RateLimits) -> Self {
        let clock = Arc::new(Clock::default());
        let mut state = State::empty(base_url, clock.clone(), RateLimiter::new(limits));
        seed::plant(&mut state);
        Self(Arc::new(Inner {
            clock,
            state: Mutex::new(state),
            calls: Mutex::default(),
            faults: Mutex::default(),
        }))
    }

    pub(crate) fn lock_state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn lock_faults(&self) -> MutexGuard<'_, Switchboard> {
        self.0.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn record(&self, call: CallRecord) {
        let mut calls = self.0.calls.lock().unwrap_or_else(PoisonError::into_inner);
        if calls.len() >= MOST_CALLS {
            calls.drain(..MOST_CALLS / 2);
        }
        calls.push(call);
    }

    /// Every call received, oldest first, refused ones too.
    #[must_use]
    pub fn calls(&self) -> Vec<CallRecord> {
        let calls = self.0.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.clone()
    }

    /// Forgets the calls received so far.
    pub fn forget_calls(&self) {
        let mut calls = self.0.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.clear();
    }

    /// The org's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// Moves the org's clock forward.
    pub fn advance_clock(&self, by: Duration) {
        self.0.clock.advance(by);
    }

    /// Changes the rate limits and starts their windows anew.
    pub fn set_rate_limits(&self, limits: RateLimits) {
        self.lock_state().limiter.resize(limits);
    }

    /// A user by login; `None` when there is none.
    #[must_use]
    pub fn user(&self, login: &str) -> Option<UserSnapshot> {
        let state = self.lock_state();
        state
            .user_by_login(login)
            .map(|user| snapshot(&state, user))
    }

    /// All users in the order of their creation.
    #[must_use]
    pub fn users(&self) -> Vec<UserSnapshot> {
        let state = self.lock_state();
        state
            .users
            .values()
            .map(|user| snapshot(&state, user))
            .collect()
    }

    /// Whether a sign-in with this password would succeed now. Nothing is counted.
    ///
    /// The user must be ACTIVE: an expired or locked-out user with the right password gives `false`.
    #[must_use]
    pub fn accepts_password(&self, login: &str, password: &str) -> bool {
        let state = self.lock_state();
        state.user_by_login(login).is_some_and(|user| {
            let right = user
                .password
                .as_ref()
                .is_some_and(|known| known.is(password));
            user.status == Status::Active && right
        })
    }

    /// Whether this is the password that the org has for the user, whatever the status.
    #[must_use]
    pub fn has_password(&self, login: &str, password: &str) -> bool {
        let state = self.lock_state();
        let user = state.user_by_login(login);
        user.and_then(|user| user.password.as_ref())
            .is_some_and(|known| known.is(password))
    }

    /// The System Log, oldest event first.
    #[must_use]
    pub fn log_events(&self) -> Vec<LogRecord> {
        let state = self.lock_state();
        let entries = state.log.entries.iter();
        entries
            .map(|entry| log_record(entry.published, &entry.json))
            .collect()
    }
}

fn snapshot(state: &State, user: &User) -> UserSnapshot {
    let name = |id: &str| state.groups.get(id).map(|group| group.name().to_owned());
    let second = user.attribute("secondEmail");
    UserSnapshot {
        id: user.id.clone(),
        login: user.login().to_owned(),
        name: user.display_name(),
        email: user.attribute("email").to_owned(),
        second_email: (!second.is_empty()).then(|| second.to_owned()),
        status: user.status,
        provider: user.provider.kind.clone(),
        groups: state
            .group_ids_of(&user.id)
            .into_iter()
            .filter_map(name)
            .collect(),
        roles: user
            .roles
            .iter()
            .map(|held| held.role.kind().to_owned())
            .collect(),
        password_changed: user.password_changed,
        last_login: user.last_login,
        sessions_revoked: user.sessions_revoked,
        failed_sign_ins: user.sign_ins.failures,
    }
}

fn log_record(published: Timestamp, json: &Value) -> LogRecord {
    let text = |pointer: &str| {
        let value = json.pointer(pointer).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    let target = |target: &Value| {
        let kind = target["type"].as_str().unwrap_or_default();
        let field = if kind == "User" {
            "alternateId"
        } else {
            "displayName"
        };
        target[field].as_str().unwrap_or_default().to_owned()
    };
    let targets = json["target"].as_array().into_iter().flatten();
    LogRecord {
        event_type: text("/eventType"),
        actor: text("/actor/alternateId"),
        targets: targets.map(target).collect(),
        outcome: text("/outcome/result"),
        reason: json
            .pointer("/outcome/reason")
            .and_then(Value::as_str)
            .map(str::to_owned),
        published,
        json: json.clone(),
    }
}
