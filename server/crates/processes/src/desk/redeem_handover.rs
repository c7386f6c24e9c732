use super::handover_code::HandoverCode;
use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
    deliver_code,
    limits::{Counted, hourly},
};
use jiff::Timestamp;
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Challenge, DeskCase, Process, Purpose, Request, Subject,
    UnitOfWork, Verification, Visitor,
};
use latchkey_values::{ChallengeId, RequestId};
use serde_json::Map;

/// Codes that one network may try in an hour.
const PER_NETWORK: u32 = 30;
/// Codes that one browser may try in an hour.
const PER_DEVICE: u32 = 10;

/// What came of typing a code that an agent read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redeemed {
    /// A request exists; a code goes to the person's own address.
    Started(RequestId),
    /// It is no code, or works no more.
    NoMatch,
    /// Too many were tried.
    Limited {
        /// When the next one counts.
        until: Timestamp,
    },
}

/// A code that fits, and what it belongs to.
struct Fitting {
    case: DeskCase,
    process: Process,
    request: Request,
    subject: Subject,
}

impl Engine {
    /// Whether anybody can have a code from the service desk.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn takes_handovers(&self) -> Result<bool, EngineError> {
        let processes = self.desk_processes().await?;
        Ok(processes.iter().any(|process| process.offers.reset))
    }

    /// Takes the code that an agent read out, once. What the caller proved to the agent counts on, but
    /// for the mailed code: that is asked for again, so that nobody but the person gets further.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then no try was taken.
    pub async fn redeem_handover(
        &self,
        typed: &str,
        visitor: &Visitor,
    ) -> Result<Redeemed, EngineError> {
        let mut unit = self.begin().await?;
        if let Err(until) = self.take_handover_try(unit.as_mut(), visitor).await? {
            self.commit(unit).await?;
            return Ok(Redeemed::Limited { until });
        }
        let Some(fitting) = self.fitting(unit.as_mut(), typed).await? else {
            let event = refused(visitor);
            self.audit(unit.as_mut(), event).await?;
            self.commit(unit).await?;
            return Ok(Redeemed::NoMatch);
        };
        let id = self.go_on(unit.as_mut(), fitting, visitor).await?;
        self.commit(unit).await?;
        Ok(Redeemed::Started(id))
    }

    async fn take_handover_try(
        &self,
        unit: &mut dyn UnitOfWork,
        visitor: &Visitor,
    ) -> Result<Result<(), Timestamp>, EngineError> {
        let network = visitor.network.to_string();
        let device = visitor.device.as_str();
        let counted = |name, most, key: &str, shown: &str| -> Counted {
            self.counted(hourly(name, most), key, shown)
        };
        let limits = [
            counted("handover-codes-in-network", PER_NETWORK, &network, &network),
            counted("handover-codes-of-device", PER_DEVICE, device, "a browser"),
        ];
        let mut taken = Ok(());
        for limit in limits {
            let hit = self.hit(unit, limit, Some(visitor.network)).await?;
            taken = taken.and(hit.map(drop).map_err(|reached| reached.until));
        }
        Ok(taken)
    }

    /// What a typed code belongs to; `None` when it does not fit, was used, is too old, or nothing may be
    /// done with it now.
    async fn fitting(
        &self,
        unit: &mut dyn UnitOfWork,
        typed: &str,
    ) -> Result<Option<Fitting>, EngineError> {
        let Some(code) = HandoverCode::typed(typed) else {
            return Ok(None);
        };
        let case = unit.desk_case_of_code(&code.digest(self.digests())).await?;
        let is_open = |case: &DeskCase| {
            let handover = case.handover.as_ref();
            handover.is_some_and(|handover| handover.is_open(self.now()))
        };
        let Some(case) = case.filter(is_open) else {
            return Ok(None);
        };
        let request = unit.request(case.request).await?;
        let subject = request.as_ref().and_then(|one| one.subject.clone());
        let (Some(request), Some(subject)) = (request, subject) else {
            return Ok(None);
        };
        let process = self.serving_process(unit, &request).await?;
        let is_frozen = unit.desk_freeze().await?.is_some();
        let serves = process.active && process.offers.reset && !is_frozen;
        Ok(serves.then_some(Fitting {
            case,
            process,
            request,
            subject,
        }))
    }

    async fn go_on(
        &self,
        unit: &mut dyn UnitOfWork,
        fitting: Fitting,
        visitor: &Visitor,
    ) -> Result<RequestId, EngineError> {
        let Fitting {
            mut case,
            process,
            request: before,
            mut subject,
        } = fitting;
        let now = self.now();
        if let Some(handover) = case.handover.as_mut() {
            handover.used_at = Some(now);
        }
        subject
            .passed
            .retain(|passed| *passed != Verification::EmailCode);
        let id = RequestId::new(self.clock(), self.entropy());
        let mut request = Request::new(id, &process, Purpose::Reset, before.login.clone(), now);
        request.subject = Some(subject);
        let challenge = ChallengeId::new(self.clock(), self.entropy());
        let challenge = Challenge::new(challenge, id, &process, now);
        unit.insert_request(&request, None).await?;
        unit.put_challenge(&challenge).await?;
        unit.put_desk_case(&case, None).await?;
        deliver_code::enqueue(self, unit, &challenge).await?;
        let used = by_visitor(AuditKind::HandoverCodeUsed, &before, visitor.network);
        self.audit(unit, used.with("request", id.to_string()))
            .await?;
        let started = by_visitor(AuditKind::RequestStarted, &request, visitor.network)
            .with("login", request.login.as_str())
            .with("handover", before.id.to_string());
        self.audit(unit, started).await?;
        Ok(id)
    }
}

fn refused(visitor: &Visitor) -> AuditEvent {
    AuditEvent {
        kind: AuditKind::HandoverCodeRefused,
        actor: Actor::Visitor,
        subject: None,
        request: None,
        network: Some(visitor.network.to_string()),
        details: Map::new(),
    }
}
