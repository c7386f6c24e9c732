use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
    eligibility::{self, Eligibility},
};
use latchkey_credential_stores::{CredentialStore, PasswordRefusal, Person};
use latchkey_domain::{AuditKind, Network, Process, Request, RequestState, Subject};
use latchkey_values::{NewPassword, RequestId};
use serde::{Deserialize, Serialize};

/// What came of choosing a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasswordOutcome {
    /// It is set.
    Done,
    /// It breaks these rules; nothing changed.
    Refused(Vec<Refusal>),
    /// The directory gave no clear answer; the portal is finding out.
    Unclear,
    /// The directory could not be reached; nothing changed.
    TryAgain,
    /// The account changed since the proof; this portal cannot set its password any more.
    NotPossible,
    /// The request has not been proven, or has ended.
    Over,
}

/// Why a password was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// A rule of the checklist, by [`latchkey_values::Rule::id`].
    Rule(String),
    /// One of the last passwords, or the current one.
    RecentlyUsed,
    /// The last change is too recent.
    TooYoung,
    /// On the directory's list of common passwords.
    Common,
    /// Holds a name of the person.
    ContainsName,
    /// Refused for a reason the directory did not make clear.
    Policy,
}

impl From<PasswordRefusal> for Refusal {
    fn from(refusal: PasswordRefusal) -> Self {
        match refusal {
            PasswordRefusal::RecentlyUsed => Self::RecentlyUsed,
            PasswordRefusal::TooYoung => Self::TooYoung,
            PasswordRefusal::Common => Self::Common,
            PasswordRefusal::ContainsName => Self::ContainsName,
            PasswordRefusal::OldPasswordWrong | PasswordRefusal::Policy => Self::Policy,
        }
    }
}

impl Engine {
    /// Sets the new password of a proven person.
    ///
    /// Runs in a task of its own: a browser that hangs up does not stop it between the call to the
    /// directory and the record of its outcome.
    ///
    /// # Errors
    /// [`EngineError::Store`] before the directory was called; afterwards an unclear outcome is told
    /// as such and settled by a job.
    pub async fn choose_password(
        &self,
        id: RequestId,
        password: NewPassword,
        network: Network,
    ) -> Result<PasswordOutcome, EngineError> {
        let engine = self.clone();
        let step = tokio::spawn(async move { engine.check_and_set(id, &password, network).await });
        step.await.map_err(|_| EngineError::Interrupted)?
    }

    async fn check_and_set(
        &self,
        id: RequestId,
        password: &NewPassword,
        network: Network,
    ) -> Result<PasswordOutcome, EngineError> {
        let mut unit = self.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(PasswordOutcome::Over);
        };
        let subject = match proven(&request, self.now()) {
            Ok(subject) => subject,
            Err(outcome) => return Ok(outcome),
        };
        let process = self.process(unit.as_mut(), &request.process).await?;
        drop(unit);
        let broken = broken_rules(subject, password);
        if !broken.is_empty() {
            return Ok(PasswordOutcome::Refused(broken));
        }
        let store = self.credential_store(&process)?;
        match served_still(store, &process, subject).await {
            StillServed::Yes(person) => {
                self.reset_password(id, store, &process, &person, password, network)
                    .await
            }
            StillServed::No => self.withdraw(id, network).await,
            StillServed::Unreadable => Ok(PasswordOutcome::TryAgain),
        }
    }

    /// Ends a request whose account changed after the proof.
    async fn withdraw(
        &self,
        id: RequestId,
        network: Network,
    ) -> Result<PasswordOutcome, EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(PasswordOutcome::Over);
        };
        if request.end(RequestState::Cancelled).is_err() {
            return Ok(PasswordOutcome::Over);
        }
        unit.save_request(&request).await?;
        let event =
            by_visitor(AuditKind::RequestEnded, &request, network).with("end", "account-changed");
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(PasswordOutcome::NotPossible)
    }
}

/// The proven person of a request, or what a second submit or a stale page gets to hear.
fn proven(request: &Request, now: jiff::Timestamp) -> Result<&Subject, PasswordOutcome> {
    match request.state {
        RequestState::Verified if !request.is_overdue(now) => {
            request.subject.as_ref().ok_or(PasswordOutcome::Over)
        }
        RequestState::Executing => Err(PasswordOutcome::Unclear),
        RequestState::Completed => Err(PasswordOutcome::Done),
        _ => Err(PasswordOutcome::Over),
    }
}

fn broken_rules(subject: &Subject, password: &NewPassword) -> Vec<Refusal> {
    let rules = subject.policy.rules_for(&subject.names);
    let broken = rules
        .into_iter()
        .filter(|rule| !rule.is_met(password.expose()));
    broken
        .map(|rule| Refusal::Rule(rule.id().to_owned()))
        .collect()
}

enum StillServed {
    Yes(Box<Person>),
    No,
    Unreadable,
}

/// Reads the person again: rights and status may have changed since the code was sent.
async fn served_still(
    store: &dyn CredentialStore,
    process: &Process,
    subject: &Subject,
) -> StillServed {
    match store.person(&subject.id).await {
        Ok(Some(person)) if eligibility::judge(process, &person) == Eligibility::Served => {
            StillServed::Yes(Box::new(person))
        }
        Ok(_) => StillServed::No,
        Err(failure) => {
            tracing::warn!(
                error = &failure as &dyn std::error::Error,
                "cannot read the person before a reset"
            );
            StillServed::Unreadable
        }
    }
}
