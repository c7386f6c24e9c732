use crate::{Engine, EngineError, audit_entry::WithDetail, author::Author, desk::PROOF_LASTS};
use latchkey_domain::{
    AuditKind, Challenge, ChallengeOver, Network, Process, Request, RequestState, UnitOfWork,
    Verification,
};
use latchkey_values::{Code, RequestId};

/// What came of entering a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOutcome {
    /// It was right.
    Verified,
    /// It was wrong.
    Wrong {
        /// Tries left with this code.
        tries_left: u32,
    },
    /// Its time was up.
    Expired,
    /// Too many wrong ones; a new code can be asked for, if any is left.
    NoTriesLeft,
    /// The request does not await a code.
    Over,
}

impl Engine {
    /// Checks what was typed as the code. Anything typed counts as a try, also what cannot be a code.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then no try was taken and no answer given.
    pub async fn submit_code(
        &self,
        id: RequestId,
        typed: &str,
        network: Network,
    ) -> Result<CodeOutcome, EngineError> {
        self.submit_code_by(id, typed, network.into()).await
    }

    /// The same, by whoever it is.
    pub(crate) async fn submit_code_by(
        &self,
        id: RequestId,
        typed: &str,
        by: Author,
    ) -> Result<CodeOutcome, EngineError> {
        let mut unit = self.begin().await?;
        let now = self.now();
        let Some(request) = unit
            .request(id)
            .await?
            .filter(|request| request.awaits_code(now))
        else {
            return Ok(CodeOutcome::Over);
        };
        let Some(mut challenge) = unit.challenge(id).await? else {
            return Ok(CodeOutcome::Over);
        };
        match challenge.take_attempt(now) {
            Ok(()) => {}
            Err(ChallengeOver::Expired) => return Ok(CodeOutcome::Expired),
            Err(ChallengeOver::NoAttemptsLeft) => return Ok(CodeOutcome::NoTriesLeft),
        }
        let blocked = self.codes_are_blocked(unit.as_mut(), &request).await?;
        if self.fits(&challenge, typed) && request.subject.is_some() && !blocked {
            return self.accept(unit, request, &by).await;
        }
        unit.put_challenge(&challenge).await?;
        self.refuse(unit, request, &challenge, &by).await
    }

    async fn accept(
        &self,
        mut unit: Box<dyn UnitOfWork>,
        mut request: Request,
        by: &Author,
    ) -> Result<CodeOutcome, EngineError> {
        let process = self.serving_process(unit.as_mut(), &request).await?;
        let is_enough = request.pass(Verification::EmailCode, &process.verifications)?;
        // An agent goes on with what else is asked for.
        let goes_on = is_enough || matches!(by, Author::Agent(_));
        if is_enough && process.is_for_the_desk() {
            request.limit_proof(self.now() + PROOF_LASTS);
        }
        if !goes_on {
            // The process was changed meanwhile, and asks for more than it can be given.
            request.end(RequestState::Cancelled)?;
        }
        unit.save_request(&request).await?;
        unit.delete_challenge(request.id).await?;
        self.forget_wrong_codes(unit.as_mut(), &request).await?;
        let event = by
            .event(AuditKind::PersonVerified, &request)
            .with("verification", serde_json::json!(Verification::EmailCode))
            .with("enough", is_enough);
        self.audit(unit.as_mut(), event).await?;
        if !goes_on {
            let event = by.event(AuditKind::RequestEnded, &request);
            self.audit(unit.as_mut(), event.with("end", "asks-for-more"))
                .await?;
        }
        self.commit(unit).await?;
        Ok(if goes_on {
            CodeOutcome::Verified
        } else {
            CodeOutcome::Over
        })
    }

    /// Compares in constant time, and does the same work when there is nothing to compare with.
    fn fits(&self, challenge: &Challenge, typed: &str) -> bool {
        let Ok(code) = typed.parse::<Code>() else {
            return false;
        };
        let typed = self.digests().code(&challenge.id.to_string(), &code);
        let expected = challenge
            .digest
            .as_ref()
            .map_or("", |digest| digest.as_hex());
        latchkey_secrets::matches(&typed, expected)
    }

    async fn refuse(
        &self,
        mut unit: Box<dyn UnitOfWork>,
        mut request: Request,
        challenge: &Challenge,
        by: &Author,
    ) -> Result<CodeOutcome, EngineError> {
        let process = self.process(unit.as_mut(), &request.process).await?;
        let tries_left = challenge.attempts_left;
        let counted = self.count_wrong_code(unit.as_mut(), &request, by.network());
        let is_over =
            counted.await?.is_err() || (tries_left == 0 && is_last_code(&request, &process));
        let event = by
            .event(AuditKind::CodeRefused, &request)
            .with("tries-left", tries_left);
        self.audit(unit.as_mut(), event).await?;
        if is_over {
            request.end(RequestState::Blocked)?;
            unit.save_request(&request).await?;
            let event = by
                .event(AuditKind::RequestEnded, &request)
                .with("end", "blocked");
            self.audit(unit.as_mut(), event).await?;
        }
        self.commit(unit).await?;
        Ok(if tries_left == 0 || is_over {
            CodeOutcome::NoTriesLeft
        } else {
            CodeOutcome::Wrong { tries_left }
        })
    }
}

fn is_last_code(request: &Request, process: &Process) -> bool {
    request.codes_sent >= process.code_sends
}
