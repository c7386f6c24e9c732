use crate::{AuditKind, OperationKind, Period, Purpose, RequestState, StoreError, Subject};
use async_trait::async_trait;
use jiff::{SignedDuration, civil::Date};
use latchkey_values::Alias;
use serde::{Deserialize, Serialize};

/// How many there are of something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally<T> {
    /// Of what.
    pub of: T,
    /// How many.
    pub count: u32,
}

/// The requests of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfRequests {
    /// The day on which they began.
    pub day: Date,
    /// What they were for.
    pub purpose: Purpose,
    /// How many began.
    pub started: u32,
    /// How many of these reached their goal.
    pub completed: u32,
}

/// What was done to an account by one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestAction {
    /// A new password, without the old one.
    Reset,
    /// A new password for an account that was locked, and no longer is.
    ResetAndUnlock,
    /// A new password in place of the old one.
    Change,
    /// An end to the lock, and nothing else.
    Unlock,
}

/// A person in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedPerson {
    /// The directory's id of the person.
    pub id: String,
    /// The login that the directory had last.
    pub login: String,
    /// First and last name, as the directory had them last.
    pub name: String,
}

/// How people prove who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProofMethod {
    /// A code sent by mail.
    EmailCode,
    /// The current password, when it is changed.
    CurrentPassword,
}

/// How far requests came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funnel<T> {
    /// Which requests.
    pub of: T,
    /// How many began.
    pub started: u32,
    /// How many were about somebody the portal serves.
    pub identified: u32,
    /// How many people proved who they are.
    pub verified: u32,
    /// How many reached their goal.
    pub completed: u32,
    /// The median time from the beginning to the goal; `None` when none reached it.
    pub median: Option<SignedDuration>,
}

impl From<&Subject> for ReportedPerson {
    fn from(subject: &Subject) -> Self {
        let names = &subject.names;
        Self {
            id: subject.id.clone(),
            login: names.login.clone(),
            name: format!("{} {}", names.first, names.last).trim().to_owned(),
        }
    }
}

impl ProofMethod {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::EmailCode, Self::CurrentPassword];

    /// What is recorded when somebody is asked for it; `None` when that is not recorded by itself.
    #[must_use]
    pub fn asked(self) -> Option<AuditKind> {
        match self {
            Self::EmailCode => Some(AuditKind::CodeSent),
            Self::CurrentPassword => None,
        }
    }

    /// What is recorded when it is right; `None` when that is not recorded by itself.
    #[must_use]
    pub fn passed(self) -> Option<AuditKind> {
        match self {
            Self::EmailCode => Some(AuditKind::PersonVerified),
            Self::CurrentPassword => None,
        }
    }

    /// What is recorded when it is wrong.
    #[must_use]
    pub fn failed(self) -> AuditKind {
        match self {
            Self::EmailCode => AuditKind::CodeRefused,
            Self::CurrentPassword => AuditKind::CurrentPasswordRefused,
        }
    }
}

/// Figures about a time that has passed. What is not there is not listed: no row means none.
#[async_trait]
pub trait Reports {
    /// Requests begun, by what they were for.
    async fn requests_by_purpose(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<Purpose>>, StoreError>;
    /// Requests begun, by day and by what they were for, the earliest day first.
    async fn requests_by_day(&mut self, period: &Period) -> Result<Vec<DayOfRequests>, StoreError>;
    /// Requests begun, by process and by where they stand now.
    async fn requests_by_state(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<(Alias, RequestState)>>, StoreError>;
    /// What was done to accounts, by the time it was done.
    async fn requests_by_action(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<RequestAction>>, StoreError>;
    /// Blocks begun, by the name of the limit that was reached.
    async fn blocks_by_limit(&mut self, period: &Period) -> Result<Vec<Tally<String>>, StoreError>;
    /// The `most` people to whom `kind` was done most often, the first one first.
    async fn people_by_operations(
        &mut self,
        kind: OperationKind,
        period: &Period,
        most: u32,
    ) -> Result<Vec<Tally<ReportedPerson>>, StoreError>;
    /// Failed proofs.
    async fn failures_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError>;
    /// Different people who proved who they are, by how they did it.
    async fn people_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Tally<ProofMethod>>, StoreError>;
    /// How far requests came, by process.
    async fn funnel_by_process(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Funnel<Alias>>, StoreError>;
    /// How far requests came in which people were asked for a proof, by how. There `identified` is
    /// the same as `started`.
    async fn funnel_by_method(
        &mut self,
        period: &Period,
    ) -> Result<Vec<Funnel<ProofMethod>>, StoreError>;
}
