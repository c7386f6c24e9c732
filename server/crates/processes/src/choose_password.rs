use crate::{
    Engine, EngineError,
    carry_out::{Effect, Kept},
    proven::{Proven, Unproven},
};
use latchkey_credential_stores::{Failure, PasswordRefusal};
use latchkey_domain::{Network, OperationKind, Subject};
use latchkey_password_screening::{Pattern, Weakness};
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
    /// Known from leaked data.
    Breached,
    /// Holds a name of the company.
    CompanyWord,
    /// Too easy to guess, for this reason.
    Guessable(Pattern),
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

impl From<Unproven> for PasswordOutcome {
    fn from(unproven: Unproven) -> Self {
        match unproven {
            Unproven::Completed => Self::Done,
            Unproven::Executing => Self::Unclear,
            Unproven::Over => Self::Over,
            Unproven::AccountChanged => Self::NotPossible,
            Unproven::Unreadable => Self::TryAgain,
        }
    }
}

impl From<Effect> for PasswordOutcome {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Done => Self::Done,
            Effect::Unclear | Effect::Overtaken => Self::Unclear,
            Effect::Failed(Failure::Password(refusal)) => Self::Refused(vec![refusal.into()]),
            Effect::Failed(Failure::Unavailable(_)) => Self::TryAgain,
            Effect::Failed(_) => Self::NotPossible,
        }
    }
}

impl From<Weakness> for PasswordOutcome {
    fn from(weakness: Weakness) -> Self {
        match weakness {
            Weakness::NotJudged => Self::TryAgain,
            Weakness::Breached => refused(Refusal::Breached),
            Weakness::CompanyWord => refused(Refusal::CompanyWord),
            Weakness::Guessable(pattern) => refused(Refusal::Guessable(pattern)),
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
        let proven = match self.acceptable(id, password, network).await? {
            Ok(proven) => proven,
            Err(outcome) => return Ok(outcome),
        };
        if !proven.process.offers.reset || proven.process.reset.makes_password() {
            return Ok(PasswordOutcome::NotPossible);
        }
        let store = self.credential_store(&proven.process).await?;
        let kept = Kept {
            hash: self.hash_to_remember(&*store, password).await,
            ..Kept::default()
        };
        let call = store.reset(&proven.person.id, password, proven.process.enforces_history);
        let effect = self
            .carry_out(&proven, OperationKind::SetPassword, network, kept, call)
            .await?;
        Ok(effect.into())
    }

    /// The proven person, if the new password keeps the rules that can be checked here.
    pub(crate) async fn acceptable(
        &self,
        id: RequestId,
        password: &NewPassword,
        network: Network,
    ) -> Result<Result<Proven, PasswordOutcome>, EngineError> {
        let (request, subject, process) = match self.subject(id).await? {
            Ok(subject) => subject,
            Err(unproven) => return Ok(Err(unproven.into())),
        };
        let broken = broken_rules(&subject, password);
        if !broken.is_empty() {
            return Ok(Err(PasswordOutcome::Refused(broken)));
        }
        if let Err(weakness) = self.screen().judge(password, &subject.names).await {
            return Ok(Err(weakness.into()));
        }
        match self.was_in_use(&process, &subject, password).await? {
            Some(false) => {}
            Some(true) => return Ok(Err(refused(Refusal::RecentlyUsed))),
            None => return Ok(Err(PasswordOutcome::TryAgain)),
        }
        let proven = self.proven(request, subject, process, network).await?;
        Ok(proven.map_err(PasswordOutcome::from))
    }
}

fn refused(refusal: Refusal) -> PasswordOutcome {
    PasswordOutcome::Refused(vec![refusal])
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
