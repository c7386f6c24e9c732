use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
    deliver_code,
};
use jiff::Timestamp;
use latchkey_domain::{AuditKind, Challenge, Network, Purpose, Request};
use latchkey_values::{ChallengeId, Login, RequestId};

/// What came of saying who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identified {
    /// A request exists; if somebody is known by that login, a code will be mailed.
    Started(RequestId),
    /// Too many starts; the next one counts from `until` on.
    Limited {
        /// When the limit starts anew.
        until: Timestamp,
    },
    /// No process offers this.
    NotOffered,
}

impl Engine {
    /// Begins a request. Answers before the directory is asked, in the same way for everybody.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was begun.
    pub async fn identify(
        &self,
        purpose: Purpose,
        login: Login,
        network: Network,
    ) -> Result<Identified, EngineError> {
        let mut unit = self.begin().await?;
        let Some(process) = self.process_for(unit.as_mut(), purpose).await? else {
            return Ok(Identified::NotOffered);
        };
        let id = RequestId::new(self.clock(), self.entropy());
        let request = Request::new(id, &process, purpose, login, self.now());
        let counted = self
            .count_start(unit.as_mut(), &request.login.key(), network)
            .await?;
        if let Err(limit) = counted {
            let event =
                by_visitor(AuditKind::StartLimited, &request, network).with("limit", limit.name);
            self.audit(unit.as_mut(), event).await?;
            self.commit(unit).await?;
            return Ok(Identified::Limited { until: limit.until });
        }
        let challenge = Challenge::new(
            ChallengeId::new(self.clock(), self.entropy()),
            id,
            &process,
            self.now(),
        );
        unit.insert_request(&request).await?;
        unit.put_challenge(&challenge).await?;
        deliver_code::enqueue(self, unit.as_mut(), &challenge).await?;
        let event = by_visitor(AuditKind::RequestStarted, &request, network)
            .with("login", request.login.as_str());
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(Identified::Started(id))
    }
}
