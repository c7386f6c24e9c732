use super::{
    act::is_offered, handover_code::HandoverCode, protection::is_refused,
    verify_email_code::has_passed,
};
use crate::{Engine, EngineError, proven::still_serves, resend_code::seconds_until_resend};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_domain::{
    Challenge, Confirmation, DeskAction, DeskCase, Operation, OperationKind, OperationState,
    Process, Request, RequestState, Verification,
};
use latchkey_values::{Alias, RequestId, UserStatus};

/// A case as its agent sees it. Nothing that the caller is asked for is in it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// Its id.
    pub id: RequestId,
    /// The credential store that knows the person.
    pub store: Alias,
    /// The store's id of the person.
    pub person: String,
    /// The process it runs, by name.
    pub process: String,
    /// Why the person calls; `None` when nothing was written down.
    pub reason: Option<String>,
    /// The number of the ticket; `None` when there is none.
    pub ticket: Option<String>,
    /// Where it stands.
    pub step: CaseStep,
    /// When it, or the proof, ends by itself.
    pub until: Timestamp,
    /// What the caller is asked for, in order.
    pub verifications: Vec<AskedVerification>,
    /// How many of them have to be passed.
    pub needed: usize,
    /// The code by mail.
    pub code: CodeView,
    /// The attributes that the caller confirms.
    pub personal_data: Vec<String>,
    /// What the agent can do once the caller is proven.
    pub actions: Vec<DeskAction>,
    /// The account's status, as it was last read.
    pub status: UserStatus,
    /// What a second agent said, or was asked.
    pub confirmation: Option<Confirmation>,
    /// Whether protected people are helped when a second agent confirms it.
    pub has_second_agents: bool,
    /// The code to read out; `None` when none was made.
    pub handover: Option<HandoverView>,
    /// What was done to the account; `None` when nothing was.
    pub done: Option<OperationKind>,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseStep {
    /// The caller proves who they are.
    Verify,
    /// The caller is proven; the agent can act.
    Act,
    /// The directory is being asked.
    Working,
    /// Nobody could find out whether it worked; an administrator has to look.
    Unclear,
    /// It is done.
    Done,
    /// It is over without success.
    Ended(RequestState),
}

/// One verification of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedVerification {
    /// Which one.
    pub verification: Verification,
    /// Whether the caller passed it.
    pub is_passed: bool,
}

/// The code by mail, in a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeView {
    /// Whether one was sent that still can be entered.
    pub is_sent: bool,
    /// Tries left with it.
    pub tries_left: u32,
    /// Codes that can still be sent.
    pub codes_left: u32,
    /// Seconds until the next one can be sent; 0 when now.
    pub resend_in_seconds: u32,
}

/// A code that is read out to the caller.
#[derive(Clone, Debug)]
pub struct HandoverView {
    /// The code; `None` once it was used or is too old.
    pub code: Option<HandoverCode>,
    /// When it stops being valid.
    pub until: Timestamp,
    /// Whether the caller used it.
    pub is_used: bool,
}

impl Engine {
    /// A case of this agent. `None` when there is none of this id, or it is somebody else's.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn case(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
    ) -> Result<Option<CaseView>, EngineError> {
        let mut unit = self.read().await?;
        let Some((request, case)) = self.own_case(unit.as_mut(), agent, id).await? else {
            return Ok(None);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        let challenge = unit.challenge(id).await?;
        let operations = unit.operations(id).await?;
        let now = self.now();
        let step = step(&request, &process, &operations, now);
        let done = operations
            .iter()
            .rfind(|operation| operation.state == OperationState::Done);
        let subject = request.subject.as_ref();
        Ok(Some(CaseView {
            id,
            store: process.credential_store.clone(),
            person: case.person.clone(),
            step,
            until: request.expires_at,
            verifications: verifications(&request, &process),
            needed: process.verifications.needed(),
            code: code_view(&request, &process, challenge.as_ref(), now),
            personal_data: process.desk.personal_data.clone(),
            actions: actions(&process),
            status: subject.map_or(UserStatus::Unknown, |subject| subject.status),
            confirmation: case.confirmation.clone(),
            has_second_agents: !is_refused(&process),
            handover: self.handover_view(&case, now),
            done: done.map(|operation| operation.kind),
            process: process.name,
            reason: case.reason,
            ticket: case.ticket,
        }))
    }

    fn handover_view(&self, case: &DeskCase, now: Timestamp) -> Option<HandoverView> {
        let handover = case.handover.as_ref()?;
        let code = || HandoverCode::of(self.digests(), case.request, &handover.nonce);
        Some(HandoverView {
            code: handover.is_open(now).then(code),
            until: handover.until,
            is_used: handover.used_at.is_some(),
        })
    }
}

fn step(
    request: &Request,
    process: &Process,
    operations: &[Operation],
    now: Timestamp,
) -> CaseStep {
    if request.is_overdue(now) {
        return CaseStep::Ended(RequestState::Expired);
    }
    let is_unknown = |one: &Operation| one.state == OperationState::Unknown;
    match request.state {
        RequestState::Identified | RequestState::Verifying if request.subject.is_some() => {
            CaseStep::Verify
        }
        RequestState::Verified if still_serves(process, request) => CaseStep::Act,
        RequestState::Executing if operations.iter().any(is_unknown) => CaseStep::Unclear,
        RequestState::Executing => CaseStep::Working,
        RequestState::Completed => CaseStep::Done,
        RequestState::Identified | RequestState::Verifying | RequestState::Verified => {
            CaseStep::Ended(RequestState::Cancelled)
        }
        ended @ (RequestState::Expired | RequestState::Blocked | RequestState::Cancelled) => {
            CaseStep::Ended(ended)
        }
    }
}

fn verifications(request: &Request, process: &Process) -> Vec<AskedVerification> {
    let asked = process
        .verifications
        .steps
        .iter()
        .map(|step| AskedVerification {
            verification: step.verification,
            is_passed: has_passed(request, step.verification),
        });
    asked.collect()
}

fn code_view(
    request: &Request,
    process: &Process,
    challenge: Option<&Challenge>,
    now: Timestamp,
) -> CodeView {
    let live = challenge.filter(|challenge| !challenge.is_expired(now));
    CodeView {
        is_sent: live.is_some_and(|challenge| challenge.attempts_left > 0),
        tries_left: live.map_or(0, |challenge| challenge.attempts_left),
        codes_left: process.code_sends.saturating_sub(request.codes_sent),
        resend_in_seconds: challenge.map_or(0, |challenge| seconds_until_resend(challenge, now)),
    }
}

fn actions(process: &Process) -> Vec<DeskAction> {
    let mut actions = DeskAction::ALL.to_vec();
    actions.retain(|action| is_offered(process, *action));
    actions
}
