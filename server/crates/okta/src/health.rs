//! What is known about a connection, for status pages, alerts and metrics.

use crate::{
    Circuit, Error, auth::AccessToken, error::Reach, request::Request, response::Received,
};
use http::Method;
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A connection's state, as the calls so far have shown it. Reading it calls nobody.
#[derive(Clone, Debug)]
pub struct Health {
    /// Whether calls go out.
    pub circuit: Circuit,
    /// When Okta last answered with anything but a server error; `None` before the first answer.
    pub last_success: Option<Timestamp>,
    /// The last call that found Okta unreachable or broken; `None` when none did.
    pub last_failure: Option<LastFailure>,
    /// Whether Okta takes the credential.
    pub credential: CredentialHealth,
    /// Calls that Okta last refused for missing rights.
    pub forbidden: Vec<Forbidden>,
}

/// A call that found Okta unreachable or broken.
#[derive(Clone, Debug)]
pub struct LastFailure {
    /// When it failed.
    pub at: Timestamp,
    /// Why. It shows no personal data.
    pub error: Error,
}

/// Whether Okta takes the credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialHealth {
    /// It was not refused, as far as is known.
    Ok,
    /// It is wrong, expired or revoked: 401 for the API token or a new access token, or no access token
    /// for it. No call can work until an admin acts.
    Refused {
        /// The first refusal.
        since: Timestamp,
    },
}

/// A kind of call that Okta refused with E0000006 or `insufficient_scope` since it last worked. A role or scope may be missing;
/// a single refusal may also protect one person, such as a super administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// The verb.
    pub method: Method,
    /// The path with placeholders.
    pub path: &'static str,
    /// The first refusal since it last worked.
    pub since: Timestamp,
    /// Refusals since it last worked.
    pub times: u32,
}

/// Collects what answers show.
pub(crate) struct HealthRecord(Mutex<Facts>);

struct Facts {
    last_success: Option<Timestamp>,
    last_failure: Option<LastFailure>,
    credential: CredentialHealth,
    /// By path and verb.
    forbidden: BTreeMap<(&'static str, String), Forbidden>,
}

impl HealthRecord {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Facts {
            last_success: None,
            last_failure: None,
            credential: CredentialHealth::Ok,
            forbidden: BTreeMap::new(),
        }))
    }

    pub(crate) fn read(&self, circuit: Circuit) -> Health {
        let facts = self.lock();
        Health {
            circuit,
            last_success: facts.last_success,
            last_failure: facts.last_failure.clone(),
            credential: facts.credential,
            forbidden: facts.forbidden.values().cloned().collect(),
        }
    }

    /// Takes note of what came of one call that was sent.
    pub(crate) fn observe(
        &self,
        request: &Request,
        outcome: &Result<Received, Error>,
        now: Timestamp,
    ) {
        let mut facts = self.lock();
        facts.note_reach(outcome.as_ref().err(), now);
        match outcome {
            Ok(_) => {
                facts.accept_credential();
                facts.forbidden.remove(&key(request));
            }
            Err(error) if error.is_invalid_token() => facts.refuse_credential(now),
            Err(error) if error.is_forbidden() => {
                facts.accept_credential();
                facts.forbid(request, now);
            }
            // Okta looks at the credential before it looks for the person.
            Err(error) if error.is_not_found() => facts.accept_credential(),
            Err(_) => {}
        }
    }

    /// Takes note of what came of a request for an access token. A token alone does not show that the
    /// API takes it; the next call will.
    pub(crate) fn observe_token(&self, outcome: &Result<AccessToken, Error>, now: Timestamp) {
        let mut facts = self.lock();
        facts.note_reach(outcome.as_ref().err(), now);
        let problem = outcome.as_ref().err().and_then(Error::credential_problem);
        if problem.is_some() {
            facts.refuse_credential(now);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Facts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Facts {
    /// `None` stands for success.
    fn note_reach(&mut self, error: Option<&Error>, now: Timestamp) {
        match error.map_or(Reach::Well, Error::reach) {
            Reach::Well => self.last_success = Some(now),
            Reach::Failed => {
                let error = error.cloned();
                self.last_failure = error.map(|error| LastFailure { at: now, error });
            }
            Reach::Untold => {}
        }
    }

    fn accept_credential(&mut self) {
        if self.credential != CredentialHealth::Ok {
            tracing::info!("Okta takes the credential again");
        }
        self.credential = CredentialHealth::Ok;
    }

    fn refuse_credential(&mut self, now: Timestamp) {
        if self.credential == CredentialHealth::Ok {
            tracing::error!("Okta refuses the credential: it is wrong, expired or revoked");
            self.credential = CredentialHealth::Refused { since: now };
        }
    }

    fn forbid(&mut self, request: &Request, now: Timestamp) {
        let forbidden = self.forbidden.entry(key(request)).or_insert(Forbidden {
            method: request.method.clone(),
            path: request.template,
            since: now,
            times: 0,
        });
        forbidden.times = forbidden.times.saturating_add(1);
    }
}

fn key(request: &Request) -> (&'static str, String) {
    (request.template, request.method.to_string())
}
