use crate::{
    CodeOutcome, Engine, EngineError, author::Author, deliver_code,
    resend_code::seconds_until_resend,
};
use jiff::SignedDuration;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_domain::{AuditKind, Challenge, Process, Request, Verification};
use latchkey_values::{ChallengeId, RequestId};

/// How long a proof at the service desk can be used (design: never longer than ten minutes).
pub(crate) const PROOF_LASTS: SignedDuration = SignedDuration::from_mins(10);

/// What came of sending a code to the person a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRequested {
    /// It is on its way; any earlier one is dead.
    Sent,
    /// The last code is too recent.
    TooSoon {
        /// Seconds until the next one may be sent.
        wait_seconds: u32,
    },
    /// This case has used up its codes.
    NoneLeft,
    /// The service desk is stopped.
    Frozen,
    /// The case is not this agent's, or does not ask for a code (any more).
    Over,
}

/// Whether a process asks for a verification.
pub(super) fn asks_for(process: &Process, verification: Verification) -> bool {
    let steps = &process.verifications.steps;
    steps.iter().any(|step| step.verification == verification)
}

/// Whether a person passed a verification in this request.
pub(super) fn has_passed(request: &Request, verification: Verification) -> bool {
    let subject = request.subject.as_ref();
    subject.is_some_and(|subject| subject.passed.contains(&verification))
}

impl Engine {
    /// Mails a code to the person's own address, for them to read out.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then an earlier code is still valid.
    pub async fn send_case_code(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
    ) -> Result<CodeRequested, EngineError> {
        let mut unit = self.begin().await?;
        let now = self.now();
        let Some((mut request, _)) = self.own_case(unit.as_mut(), agent, id).await? else {
            return Ok(CodeRequested::Over);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        let wanted = request.awaits_code(now)
            && request.subject.is_some()
            && asks_for(&process, Verification::EmailCode)
            && !has_passed(&request, Verification::EmailCode);
        if !wanted {
            return Ok(CodeRequested::Over);
        }
        if unit.desk_freeze().await?.is_some() {
            return Ok(CodeRequested::Frozen);
        }
        let last = unit.challenge(id).await?;
        let wait_seconds = last.map_or(0, |last| seconds_until_resend(&last, now));
        if wait_seconds > 0 {
            return Ok(CodeRequested::TooSoon { wait_seconds });
        }
        if request.codes_sent >= process.code_sends {
            return Ok(CodeRequested::NoneLeft);
        }
        request.codes_sent += 1;
        let challenge = ChallengeId::new(self.clock(), self.entropy());
        let challenge = Challenge::new(challenge, id, &process, now);
        unit.save_request(&request).await?;
        unit.put_challenge(&challenge).await?;
        deliver_code::enqueue(self, unit.as_mut(), &challenge).await?;
        let event = Author::from(agent).event(AuditKind::CodeRequested, &request);
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(CodeRequested::Sent)
    }

    /// Checks what the caller read out as the code.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then no try was taken and no answer given.
    pub async fn enter_case_code(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
        typed: &str,
    ) -> Result<CodeOutcome, EngineError> {
        let mut unit = self.read().await?;
        if self.own_case(unit.as_mut(), agent, id).await?.is_none() {
            return Ok(CodeOutcome::Over);
        }
        drop(unit);
        self.submit_code_by(id, typed, Author::from(agent)).await
    }
}
