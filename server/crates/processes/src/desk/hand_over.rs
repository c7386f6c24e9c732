use super::{act::ActionOutcome, handover_code::HandoverCode};
use crate::{
    Engine, EngineError,
    author::Author,
    proven::{self, Proven},
    send_confirmation,
};
use jiff::SignedDuration;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_domain::{AuditKind, DeskCase, Handover};

/// How long a code that was read out can be typed.
pub(crate) const CODE_LASTS: SignedDuration = SignedDuration::from_mins(10);

impl Engine {
    /// Makes the code that the agent reads out. The proof is spent on it, and the person is told at
    /// their own addresses, whatever becomes of it.
    pub(super) async fn make_handover(
        &self,
        agent: &Granted<HelpCallers>,
        proven: &Proven,
        case: DeskCase,
    ) -> Result<ActionOutcome, EngineError> {
        let mut unit = self.begin().await?;
        let (id, now) = (proven.request.id, self.now());
        let Some(mut request) = unit.request(id).await? else {
            return Ok(ActionOutcome::Over);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        let is_usable =
            proven::is_proven(&request, now) && proven::still_serves(&process, &request);
        if !is_usable {
            return Ok(ActionOutcome::Over);
        }
        if unit.desk_freeze().await?.is_some() {
            return Ok(ActionOutcome::Frozen);
        }
        request.execute()?;
        request.complete()?;
        let nonce = self.entropy().token();
        let code = HandoverCode::of(self.digests(), id, &nonce);
        let handed = DeskCase {
            handover: Some(Handover {
                nonce,
                until: now + CODE_LASTS,
                used_at: None,
            }),
            ..case
        };
        unit.save_request(&request).await?;
        unit.put_desk_case(&handed, Some(&code.digest(self.digests())))
            .await?;
        send_confirmation::enqueue(self, unit.as_mut(), id).await?;
        let author = Author::from(agent);
        for kind in [AuditKind::HandoverCodeMade, AuditKind::RequestCompleted] {
            self.audit(unit.as_mut(), author.event(kind, &request))
                .await?;
        }
        self.commit(unit).await?;
        Ok(ActionOutcome::Done)
    }
}
