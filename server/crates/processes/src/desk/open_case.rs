use super::{person_card::DeskVerdict, search_people::serves_the_desk};
use crate::{Engine, EngineError, audit_entry::WithDetail, author::Author};
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_credential_stores::{CredentialStore, Failure, Person};
use latchkey_domain::{
    AuditKind, CaseNote, DeskCase, Process, Purpose, Request, Subject, UnitOfWork,
};
use latchkey_values::{Alias, Login, RequestId};

/// A case that an agent wants to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// By which process.
    pub process: Alias,
    /// The credential store's id of the person.
    pub person: String,
    /// Why they call; may be empty where the process does not ask.
    pub reason: String,
    /// The number of the ticket; likewise.
    pub ticket: String,
}

/// What came of opening a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseOpening {
    /// It is open.
    Opened(RequestId),
    /// It is not; nothing was changed.
    Not(NotOpened),
}

/// Why a case was not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The service desk is stopped.
    Frozen,
    /// There is no such process (any more), or it is not active.
    NoProcess,
    /// Nobody has this id (any more).
    Gone,
    /// The process does not serve this person.
    NotServed(DeskVerdict),
    /// The process asks for a reason.
    ReasonMissing,
    /// The reason is longer than [`NewCase::MAX_REASON`].
    ReasonTooLong,
    /// The process asks for the number of a ticket.
    TicketMissing,
    /// This is no ticket number.
    TicketInvalid,
    /// The directory cannot be asked now.
    Unreachable,
}

impl NewCase {
    /// How long a reason may be, in characters.
    pub const MAX_REASON: usize = 500;
    /// How long a ticket number may be.
    pub const MAX_TICKET: usize = 40;

    fn note_problem(&self, asks_for: CaseNote) -> Option<NotOpened> {
        let (reason, ticket) = (self.reason.trim(), self.ticket.trim());
        let in_ticket = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '#' | '.');
        if asks_for == CaseNote::Reason && reason.is_empty() {
            Some(NotOpened::ReasonMissing)
        } else if asks_for == CaseNote::Ticket && ticket.is_empty() {
            Some(NotOpened::TicketMissing)
        } else if reason.chars().count() > Self::MAX_REASON {
            Some(NotOpened::ReasonTooLong)
        } else if ticket.len() > Self::MAX_TICKET || !ticket.chars().all(in_ticket) {
            Some(NotOpened::TicketInvalid)
        } else {
            None
        }
    }
}

impl Engine {
    /// Opens a case for the person: a request that belongs to this agent, in which nothing is proven yet.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was changed.
    pub async fn open_case(
        &self,
        agent: &Granted<HelpCallers>,
        new: NewCase,
    ) -> Result<CaseOpening, EngineError> {
        let mut unit = self.read().await?;
        if unit.desk_freeze().await?.is_some() {
            return Ok(CaseOpening::Not(NotOpened::Frozen));
        }
        let process = unit.process(&new.process).await?.filter(serves_the_desk);
        drop(unit);
        let Some(process) = process else {
            return Ok(CaseOpening::Not(NotOpened::NoProcess));
        };
        if let Some(problem) = new.note_problem(process.desk.asks_for) {
            return Ok(CaseOpening::Not(problem));
        }
        let Ok(store) = self.credential_store(&process).await else {
            return Ok(CaseOpening::Not(NotOpened::Unreachable));
        };
        let subject = match self.caller(&*store, &process, &new.person).await {
            Ok(Ok(subject)) => subject,
            Ok(Err(problem)) => return Ok(CaseOpening::Not(problem)),
            Err(failure) => {
                let error = &failure as &dyn std::error::Error;
                tracing::warn!(error, "the person of a case cannot be read");
                return Ok(CaseOpening::Not(NotOpened::Unreachable));
            }
        };
        let mut unit = self.begin().await?;
        let opened = self.insert_case(unit.as_mut(), agent, &process, new, subject);
        let Some(id) = opened.await? else {
            return Ok(CaseOpening::Not(NotOpened::Gone));
        };
        self.commit(unit).await?;
        Ok(CaseOpening::Opened(id))
    }

    /// The person a case is about, as the directory knows them now.
    async fn caller(
        &self,
        store: &dyn CredentialStore,
        process: &Process,
        id: &str,
    ) -> Result<Result<Subject, NotOpened>, Failure> {
        let Some(person) = store.person(id).await? else {
            return Ok(Err(NotOpened::Gone));
        };
        let verdict = DeskVerdict::of(process, &person);
        if !verdict.serves() {
            return Ok(Err(NotOpened::NotServed(verdict)));
        }
        let policy = store.password_policy(&person).await?;
        let rests_on = self.proof_rests_on(process, &person);
        let Person {
            id, names, status, ..
        } = person;
        Ok(Ok(Subject {
            id,
            names,
            status,
            policy,
            rests_on,
            served_by: Some(process.alias.clone()),
            passed: Vec::new(),
        }))
    }

    /// `None` when the person has no login that a request could be about.
    async fn insert_case(
        &self,
        unit: &mut dyn UnitOfWork,
        agent: &Granted<HelpCallers>,
        process: &Process,
        new: NewCase,
        subject: Subject,
    ) -> Result<Option<RequestId>, EngineError> {
        let Ok(login) = subject.names.login.parse::<Login>() else {
            return Ok(None);
        };
        let id = RequestId::new(self.clock(), self.entropy());
        let mut request = Request::new(id, process, Purpose::Reset, login, self.now());
        request.codes_sent = 0;
        let person = subject.id.clone();
        request.begin_verification(Some(subject))?;
        let member = agent.member();
        let written = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let case = DeskCase {
            request: id,
            agent: member.principal.clone(),
            agent_name: member.name.clone(),
            person,
            reason: written(&new.reason),
            ticket: written(&new.ticket),
            opened_at: self.now(),
            confirmation: None,
            handover: None,
        };
        unit.insert_request(&request, None).await?;
        unit.put_desk_case(&case, None).await?;
        let event = Author::from(agent)
            .event(AuditKind::RequestStarted, &request)
            .with("login", request.login.as_str())
            .with("process", process.alias.as_str())
            .with("reason", case.reason)
            .with("ticket", case.ticket);
        self.audit(unit, event).await?;
        Ok(Some(id))
    }
}
