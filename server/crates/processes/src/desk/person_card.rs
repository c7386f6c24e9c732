use super::{
    protection::{self, Protection},
    search_people::serves_the_desk,
};
use crate::{
    Engine, EngineError,
    eligibility::{self, Eligibility},
};
use jiff::{SignedDuration, Timestamp};
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_credential_stores::Person;
use latchkey_domain::{
    Actor, AuditFilter, AuditKind, AuditPage, AuditRecord, CaseNote, Process, RequestFilter,
    UnitOfWork,
};
use latchkey_mail::NotServedReason;
use latchkey_values::{Alias, PersonNames, UserStatus};

/// What an agent sees of somebody. No address and nothing that proves anything.
#[derive(Clone, Debug)]
pub struct PersonCard {
    /// The credential store that knows them.
    pub store: Alias,
    /// The store's id of the person.
    pub id: String,
    /// Login and names.
    pub names: PersonNames,
    /// The account's status.
    pub status: UserStatus,
    /// When the password last changed; `None` when there is none or the store does not say.
    pub password_changed: Option<Timestamp>,
    /// When they last signed in; `None` when they never did, or the store cannot tell.
    pub last_sign_in: Option<Timestamp>,
    /// Requests about them that began within a week.
    pub requests_of_week: u32,
    /// Whether so many codes were wrong in a row that none is accepted.
    pub is_blocked: bool,
    /// What agents did last for them, the newest first; five at most.
    pub desk_actions: Vec<AuditRecord>,
    /// What each process of the service desk would do.
    pub processes: Vec<DeskProcess>,
}

/// A process of the service desk, for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskProcess {
    /// Its short name.
    pub alias: Alias,
    /// Its name on screens.
    pub name: String,
    /// What has to be written down to open a case.
    pub asks_for: CaseNote,
    /// Whether it serves the person.
    pub verdict: DeskVerdict,
}

/// Whether a process of the service desk serves somebody, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeskVerdict {
    /// It does.
    Serves,
    /// It does, and a second agent has to confirm each action.
    ServesWithSecondAgent(Protection),
    /// It does not, because the person is protected and there is no second agent.
    Protected(Protection),
    /// It is not for them; the reason is the one in the audit trail.
    NotFor(&'static str),
    /// It cannot help.
    NotPossible(NotServedReason),
}

/// What came of looking somebody up.
#[derive(Clone, Debug)]
pub enum PersonLookedUp {
    /// Who it is.
    Found(Box<PersonCard>),
    /// Nobody has this id (any more).
    Gone,
    /// The directory cannot be asked now.
    Unreachable,
}

/// Requests so recent are worth an agent's attention.
const RECENT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// More are not counted.
const MOST_REQUESTS: u32 = 50;
const MOST_ACTIONS: u32 = 5;

/// What agents do, in the audit trail.
const ACTIONS: &[AuditKind] = &[
    AuditKind::RequestStarted,
    AuditKind::OperationIntended,
    AuditKind::HandoverCodeMade,
    AuditKind::ConfirmationGiven,
];

impl DeskVerdict {
    /// Whether a case can be opened.
    #[must_use]
    pub fn serves(&self) -> bool {
        matches!(self, Self::Serves | Self::ServesWithSecondAgent(_))
    }

    pub(super) fn of(process: &Process, person: &Person) -> Self {
        match eligibility::judge(process, person) {
            Eligibility::Silent(why) => Self::NotFor(why),
            Eligibility::Told(reason) => Self::NotPossible(reason),
            Eligibility::Served => match protection::of_person(process, person) {
                None => Self::Serves,
                Some(protection) if protection::is_refused(process) => Self::Protected(protection),
                Some(protection) => Self::ServesWithSecondAgent(protection),
            },
        }
    }
}

impl Engine {
    /// What an agent may see of the person with this id in a credential store.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn person_card(
        &self,
        _agent: &Granted<HelpCallers>,
        store: &Alias,
        id: &str,
    ) -> Result<PersonLookedUp, EngineError> {
        let mut unit = self.read().await?;
        let mut processes = unit.processes().await?;
        processes.retain(|process| serves_the_desk(process) && process.credential_store == *store);
        let Some(first) = processes.first() else {
            return Ok(PersonLookedUp::Gone);
        };
        let Ok(credential_store) = self.credential_store(first).await else {
            return Ok(PersonLookedUp::Unreachable);
        };
        let person = match credential_store.person(id).await {
            Ok(Some(person)) => person,
            Ok(None) => return Ok(PersonLookedUp::Gone),
            Err(failure) => {
                let error = &failure as &dyn std::error::Error;
                tracing::warn!(error, "a person cannot be read");
                return Ok(PersonLookedUp::Unreachable);
            }
        };
        let last_sign_in = credential_store.last_sign_in(&person.id).await;
        Ok(PersonLookedUp::Found(Box::new(PersonCard {
            store: store.clone(),
            status: person.status,
            password_changed: person.password_changed,
            last_sign_in: last_sign_in.unwrap_or(None),
            requests_of_week: self.requests_of_week(unit.as_mut(), &person.id).await?,
            is_blocked: self.person_is_blocked(unit.as_mut(), &person.id).await?,
            desk_actions: desk_actions(unit.as_mut(), &person.id).await?,
            processes: processes
                .iter()
                .map(|process| desk_process(process, &person))
                .collect(),
            id: person.id,
            names: person.names,
        })))
    }

    async fn requests_of_week(
        &self,
        unit: &mut dyn UnitOfWork,
        person: &str,
    ) -> Result<u32, EngineError> {
        let filter = RequestFilter {
            person: Some(person.to_owned()),
            from: Some(self.now() - RECENT),
            ..RequestFilter::default()
        };
        let records = unit.request_records(&filter, None, MOST_REQUESTS).await?;
        Ok(u32::try_from(records.len()).unwrap_or(MOST_REQUESTS))
    }
}

async fn desk_actions(
    unit: &mut dyn UnitOfWork,
    person: &str,
) -> Result<Vec<AuditRecord>, EngineError> {
    let filter = AuditFilter {
        kinds: ACTIONS.to_vec(),
        actor: Some(Actor::Staff),
        person: Some(person.to_owned()),
        ..AuditFilter::default()
    };
    Ok(unit
        .find_audit(&filter, AuditPage::Newest, MOST_ACTIONS)
        .await?)
}

fn desk_process(process: &Process, person: &Person) -> DeskProcess {
    DeskProcess {
        alias: process.alias.clone(),
        name: process.name.clone(),
        asks_for: process.desk.asks_for,
        verdict: DeskVerdict::of(process, person),
    }
}
