use crate::{Engine, EngineError};
use jiff::Timestamp;
use latchkey_auth::access::{ConfirmActions, Granted};
use latchkey_domain::{AuditEvent, AuditKind, DeskAction, NotConfirmable};
use latchkey_values::{Alias, PersonNames, RequestId};
use serde_json::json;

/// A case that waits for a second agent, as that one sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingCase {
    /// Its id.
    pub id: RequestId,
    /// Whose case it is, by name.
    pub agent: String,
    /// The credential store that knows the person.
    pub store: Alias,
    /// The store's id of the person.
    pub person: String,
    /// The person's login and names.
    pub names: PersonNames,
    /// What is to be done.
    pub action: DeskAction,
    /// Why the person calls; `None` when nothing was written down.
    pub reason: Option<String>,
    /// The number of the ticket; `None` when there is none.
    pub ticket: Option<String>,
    /// When the proof ends.
    pub until: Timestamp,
    /// Whether it is the own case of whoever looks: then somebody else has to answer.
    pub is_own: bool,
}

/// What came of a second agent's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It counts.
    Taken(DeskAction),
    /// It was the agent's own case.
    OwnCase,
    /// Nothing waits for an answer (any more).
    NotWaiting,
    /// The service desk is stopped.
    Frozen,
}

/// More are not listed.
const MOST: u32 = 50;

impl Engine {
    /// The cases that wait for a second agent, the oldest first.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn waiting_cases(
        &self,
        second: &Granted<ConfirmActions>,
    ) -> Result<Vec<WaitingCase>, EngineError> {
        let mut unit = self.read().await?;
        let mut waiting = Vec::new();
        for case in unit.waiting_desk_cases(self.now(), MOST).await? {
            let request = unit.request(case.request).await?;
            let (Some(request), Some(confirmation)) = (request, case.confirmation.clone()) else {
                continue;
            };
            let process = self.serving_process(unit.as_mut(), &request).await?;
            let Some(subject) = request.subject else {
                continue;
            };
            waiting.push(WaitingCase {
                id: case.request,
                is_own: case.belongs_to(&second.member().principal),
                agent: case.agent_name,
                store: process.credential_store,
                person: subject.id,
                names: subject.names,
                action: confirmation.action,
                reason: case.reason,
                ticket: case.ticket,
                until: request.expires_at,
            });
        }
        Ok(waiting)
    }

    /// Takes a second agent's word about the action that a case waits with.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was changed.
    pub async fn answer_confirmation(
        &self,
        second: &Granted<ConfirmActions>,
        id: RequestId,
        confirms: bool,
    ) -> Result<Answered, EngineError> {
        let mut unit = self.begin().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(Answered::NotWaiting);
        };
        let case = unit.desk_case(id).await?;
        let is_usable = crate::proven::is_proven(&request, self.now());
        let Some(mut case) = case.filter(|_| is_usable) else {
            return Ok(Answered::NotWaiting);
        };
        if unit.desk_freeze().await?.is_some() {
            return Ok(Answered::Frozen);
        }
        let member = second.member();
        let action = match case.answer(&member.principal, &member.name, confirms) {
            Ok(action) => action,
            Err(NotConfirmable::OwnCase) => return Ok(Answered::OwnCase),
            Err(NotConfirmable::NotWaiting) => return Ok(Answered::NotWaiting),
        };
        unit.put_desk_case(&case, None).await?;
        let answer = if confirms { "confirmed" } else { "refused" };
        let details = [("action", json!(action)), ("answer", json!(answer))];
        let event = AuditEvent {
            subject: Some(case.person),
            request: Some(id),
            ..second.event(AuditKind::ConfirmationGiven, details)
        };
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(Answered::Taken(action))
    }
}
