use crate::{Engine, EngineError, audit_entry::by_visitor, deliver_code};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{AuditKind, Challenge, Network};
use latchkey_values::{ChallengeId, RequestId};

/// What came of asking for another code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resent {
    /// A new code replaces the old one.
    Sent,
    /// The last code is too recent.
    TooSoon {
        /// Seconds until the next one may be asked for.
        wait_seconds: u32,
    },
    /// This request has used up its codes.
    NoneLeft,
    /// The request does not await a code.
    Over,
}

/// Mail takes a moment; asking again sooner only makes two codes of which one is dead.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

impl Engine {
    /// Issues a new code for a request, with its tries renewed; the old one is dead at once.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then the old code is still valid.
    pub async fn resend_code(
        &self,
        id: RequestId,
        network: Network,
    ) -> Result<Resent, EngineError> {
        let mut unit = self.begin().await?;
        let now = self.now();
        let Some(mut request) = unit
            .request(id)
            .await?
            .filter(|request| request.awaits_code(now))
        else {
            return Ok(Resent::Over);
        };
        let process = self.process(unit.as_mut(), &request.process).await?;
        let last = unit.challenge(id).await?;
        let wait_seconds = last.map_or(0, |challenge| seconds_until_resend(&challenge, now));
        if wait_seconds > 0 {
            return Ok(Resent::TooSoon { wait_seconds });
        }
        if request.codes_sent >= process.code_sends {
            return Ok(Resent::NoneLeft);
        }
        request.codes_sent += 1;
        let challenge = Challenge::new(
            ChallengeId::new(self.clock(), self.entropy()),
            id,
            &process,
            now,
        );
        unit.save_request(&request).await?;
        unit.put_challenge(&challenge).await?;
        deliver_code::enqueue(self, unit.as_mut(), &challenge).await?;
        self.audit(
            unit.as_mut(),
            by_visitor(AuditKind::CodeRequested, &request, network),
        )
        .await?;
        self.commit(unit).await?;
        Ok(Resent::Sent)
    }
}

/// Seconds until another code may be asked for; 0 when now.
pub(crate) fn seconds_until_resend(last: &Challenge, now: Timestamp) -> u32 {
    let wait = (last.issued_at + PAUSE).duration_since(now);
    u32::try_from((wait.as_millis().max(0) + 999) / 1000).unwrap_or(0)
}
