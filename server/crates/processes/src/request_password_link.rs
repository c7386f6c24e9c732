use crate::{
    Engine, EngineError,
    audit_entry::by_visitor,
    deliver_password_link,
    proven::{is_proven, still_serves},
};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{
    AuditKind, Digest, Limit, Network, PasswordLink, PasswordSource, Request, UnitOfWork,
};
use latchkey_values::RequestId;

/// The page a mailed link leads to.
pub const PASSWORD_LINK_PAGE: &str = "/reset/link";

/// Links for one person, whoever asks.
const A_DAY: Limit = Limit {
    name: "links-to-person",
    most: 5,
    window: SignedDuration::from_hours(24),
};

/// Mail takes a moment; asking again sooner only makes two links of which one is dead.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

/// What came of asking for a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkOutcome {
    /// It is on its way.
    Sent,
    /// The person had as many as a day allows.
    TooMany {
        /// When the next one can be asked for.
        until: Timestamp,
    },
    /// The process mails no links.
    NotPossible,
    /// The request has not been proven, or has ended.
    Over,
}

impl Engine {
    /// Mails a proven person a link behind which the new password is made. The request waits for it, so
    /// that the link works as long as the process says. Asked for twice within a moment it is sent once.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then an earlier link still works.
    pub async fn request_password_link(
        &self,
        id: RequestId,
        network: Network,
    ) -> Result<LinkOutcome, EngineError> {
        let mut unit = self.begin().await?;
        let now = self.now();
        let request = unit.request(id).await?;
        let Some(mut request) = request.filter(|request| is_proven(request, now)) else {
            return Ok(LinkOutcome::Over);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        if !still_serves(&process, &request) {
            return Ok(LinkOutcome::Over);
        }
        if !process.offers.reset || process.reset.password != PasswordSource::MailedLink {
            return Ok(LinkOutcome::NotPossible);
        }
        let before = unit.password_link(id).await?;
        if before
            .as_ref()
            .is_some_and(|link| now < link.asked_at + PAUSE)
        {
            return Ok(LinkOutcome::Sent);
        }
        if let Err(until) = self.count_link(unit.as_mut(), &request, network).await? {
            self.commit(unit).await?;
            return Ok(LinkOutcome::TooMany { until });
        }
        let link = PasswordLink::next(id, before.as_ref(), process.reset.minutes, now);
        request.expires_at = request.expires_at.max(link.expires_at);
        unit.save_request(&request).await?;
        unit.put_password_link(&link).await?;
        deliver_password_link::enqueue(self, unit.as_mut(), &link).await?;
        let event = by_visitor(AuditKind::PasswordLinkRequested, &request, network);
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(LinkOutcome::Sent)
    }

    /// `Err` holds the time from which the person can have another.
    async fn count_link(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &Request,
        network: Network,
    ) -> Result<Result<(), Timestamp>, EngineError> {
        let person = request.subject.as_ref().map_or("", |subject| &subject.id);
        let counted = self.counted(A_DAY, person, person);
        let counted = self.hit(unit, counted, Some(network)).await?;
        Ok(counted.map(drop).map_err(|reached| reached.until))
    }

    /// The request that a mailed link belongs to, by the digest of its token, until the link ends; whether
    /// it was used shows in the request. Reads only: a mail scanner that opens links changes nothing.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn password_link(&self, digest: &Digest) -> Result<Option<RequestId>, EngineError> {
        let mut unit = self.read().await?;
        let now = self.now();
        let link = unit.password_link_of(digest).await?;
        let Some(link) = link.filter(|link| link.works(now)) else {
            return Ok(None);
        };
        let Some(request) = unit.request(link.request).await? else {
            return Ok(None);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        let is_asked_for = process.reset.password == PasswordSource::MailedLink;
        Ok(is_asked_for.then_some(request.id))
    }
}
