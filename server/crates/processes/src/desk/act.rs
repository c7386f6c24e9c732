use super::protection::{self, Protection};
use crate::{
    Engine, EngineError,
    audit_entry::WithDetail,
    author::Author,
    carry_out::{Effect, Kept},
    proven::{Proven, Unproven},
};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_credential_stores::Failure;
use latchkey_domain::{
    AuditKind, ConfirmationAnswer, DeskAction, DeskCase, OperationKind, Process, UnitOfWork,
};
use latchkey_values::{RequestId, UserStatus};

/// What came of an action for a caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionOutcome {
    /// It is done.
    Done,
    /// There is nothing to do: the account is not locked. Nothing was changed.
    NothingToDo,
    /// A second agent was asked, and has not answered yet.
    Waits(Protection),
    /// A second agent said no.
    RefusedBySecond {
        /// Who.
        by: String,
    },
    /// The person is protected, and there is no second agent.
    Protected(Protection),
    /// The service desk is stopped.
    Frozen,
    /// This agent, or the service desk as a whole, did too much in an hour.
    TooMany {
        /// When it can go on.
        until: Timestamp,
    },
    /// The directory gave no clear answer; the portal is finding out.
    Unclear,
    /// The directory could not be reached; nothing changed.
    TryAgain,
    /// The process does not offer it, the account changed since the proof, or the directory refuses.
    NotPossible,
    /// The case is not this agent's, or nothing (more) is proven in it.
    Over,
}

impl From<Unproven> for ActionOutcome {
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

impl From<Effect> for ActionOutcome {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Done => Self::Done,
            Effect::Unclear | Effect::Overtaken => Self::Unclear,
            Effect::Failed(Failure::Unavailable(_)) => Self::TryAgain,
            Effect::Failed(_) => Self::NotPossible,
        }
    }
}

/// Whether a process lets agents do something.
pub(super) fn is_offered(process: &Process, action: DeskAction) -> bool {
    match action {
        DeskAction::Unlock => process.offers.unlock,
        DeskAction::HandOver | DeskAction::ExpirePassword | DeskAction::SignOut => {
            process.offers.reset
        }
    }
}

impl Engine {
    /// Does something for a caller whose identity is proven in this case. That spends the proof.
    ///
    /// Runs in a task of its own, like a password change.
    ///
    /// # Errors
    /// [`EngineError::Store`] before the directory was called; afterwards an unclear outcome is told
    /// as such and settled by a job.
    pub async fn act_for_caller(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        action: DeskAction,
    ) -> Result<ActionOutcome, EngineError> {
        let (engine, agent) = (self.clone(), agent.clone());
        let step = tokio::spawn(async move { engine.check_and_act(&agent, id, action).await });
        step.await.map_err(|_| EngineError::Interrupted)?
    }

    async fn check_and_act(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        action: DeskAction,
    ) -> Result<ActionOutcome, EngineError> {
        let (proven, case) = match self.allowed(agent, id, action).await? {
            Ok(allowed) => allowed,
            Err(outcome) => return Ok(outcome),
        };
        if action == DeskAction::Unlock && proven.person.status != UserStatus::LockedOut {
            self.note_status(id, proven.person.status).await?;
            return Ok(ActionOutcome::NothingToDo);
        }
        if let Err(until) = self.count_action(agent).await? {
            return Ok(ActionOutcome::TooMany { until });
        }
        let store = self.credential_store(&proven.process).await?;
        let person = &proven.person.id;
        let by = Author::from(agent);
        let effect = match action {
            DeskAction::HandOver => return self.make_handover(agent, &proven, case).await,
            DeskAction::Unlock => {
                let call = store.unlock(person);
                self.carry_out(&proven, OperationKind::Unlock, by, Kept::default(), call)
                    .await?
            }
            DeskAction::SignOut => {
                let call = store.revoke_sessions(person);
                self.carry_out(
                    &proven,
                    OperationKind::RevokeSessions,
                    by,
                    Kept::default(),
                    call,
                )
                .await?
            }
            DeskAction::ExpirePassword => {
                let call = store.expire_password(person);
                self.carry_out(
                    &proven,
                    OperationKind::ExpirePassword,
                    by,
                    Kept::default(),
                    call,
                )
                .await?
            }
        };
        Ok(effect.into())
    }

    /// The proven person of this agent's case, if the action may be done to them now: everything is
    /// asked again, whatever the page showed.
    async fn allowed(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        action: DeskAction,
    ) -> Result<Result<(Proven, DeskCase), ActionOutcome>, EngineError> {
        let mut unit = self.read().await?;
        let Some((_, case)) = self.own_case(unit.as_mut(), agent, id).await? else {
            return Ok(Err(ActionOutcome::Over));
        };
        if unit.desk_freeze().await?.is_some() {
            return Ok(Err(ActionOutcome::Frozen));
        }
        drop(unit);
        let (request, subject, process) = match self.subject(id).await? {
            Ok(subject) => subject,
            Err(unproven) => return Ok(Err(unproven.into())),
        };
        if !is_offered(&process, action) {
            return Ok(Err(ActionOutcome::NotPossible));
        }
        let by = Author::from(agent);
        let proven = match self.proven(request, subject, process, by).await? {
            Ok(proven) => proven,
            Err(unproven) => return Ok(Err(unproven.into())),
        };
        let mut unit = self.read().await?;
        let protection = self.protection(unit.as_mut(), &proven.process, &proven.person, action);
        let Some(protection) = protection.await? else {
            return Ok(Ok((proven, case)));
        };
        drop(unit);
        if protection::is_refused(&proven.process) {
            return Ok(Err(ActionOutcome::Protected(protection)));
        }
        if case.is_confirmed(action) {
            return Ok(Ok((proven, case)));
        }
        self.ask_second(agent, id, action, protection)
            .await
            .map(Err)
    }

    /// Asks for a second agent's word, once.
    async fn ask_second(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        action: DeskAction,
        protection: Protection,
    ) -> Result<ActionOutcome, EngineError> {
        let mut unit: Box<dyn UnitOfWork> = self.begin().await?;
        let Some((request, mut case)) = self.own_case(unit.as_mut(), agent, id).await? else {
            return Ok(ActionOutcome::Over);
        };
        if !case.ask(action, self.now()) {
            let answer = case.confirmation.map(|confirmation| confirmation.answer);
            return Ok(match answer {
                Some(ConfirmationAnswer::Refused { by }) => ActionOutcome::RefusedBySecond { by },
                _ => ActionOutcome::Waits(protection),
            });
        }
        unit.put_desk_case(&case, None).await?;
        let event = Author::from(agent)
            .event(AuditKind::ConfirmationAsked, &request)
            .with("action", serde_json::json!(action));
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(ActionOutcome::Waits(protection))
    }
}
