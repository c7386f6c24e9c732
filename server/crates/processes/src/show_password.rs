use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
    make_password::place,
};
use jiff::SignedDuration;
use latchkey_domain::{
    AuditKind, Digest, MadePassword, Network, Operation, OperationState, UnitOfWork,
};
use latchkey_values::{NewPassword, RequestId};
use secrecy::ExposeSecret as _;

/// So long a password that was shown can come up again: a second click stops the page that the first one
/// was bringing.
const AGAIN_WITHIN: SignedDuration = SignedDuration::from_secs(5);

impl Engine {
    /// The made password of a request, the one time it is shown; a few seconds later it is gone. `link` is
    /// the digest of the mailed link's token; `None` in the browser that proved who the person is.
    /// `Ok(None)` when there is none (any more), or not for this side.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn show_password(
        &self,
        id: RequestId,
        link: Option<&Digest>,
        network: Network,
    ) -> Result<Option<NewPassword>, EngineError> {
        // Most visits find nothing, and must not wait for a writer.
        if self
            .shown_now(self.read().await?.as_mut(), id, link)
            .await?
            .is_none()
        {
            return Ok(None);
        }
        let mut unit = self.begin().await?;
        let Some(made) = self.shown_now(unit.as_mut(), id, link).await? else {
            return Ok(None);
        };
        let Some(request) = unit.request(id).await? else {
            return Ok(None);
        };
        let until = made.expires_at.min(self.now() + AGAIN_WITHIN);
        let shown = MadePassword {
            expires_at: until,
            ..made.clone()
        };
        unit.keep_made_password(&shown).await?;
        let event = by_visitor(AuditKind::PasswordShown, &request, network);
        let event = event.with("operation", made.operation.to_string());
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(self.opened(&made))
    }

    /// Forgets the made password of a request at once: the person has noted it. Nothing happens where this
    /// side could not see it.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn forget_shown_password(
        &self,
        id: RequestId,
        link: Option<&Digest>,
    ) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        if self.shown_now(unit.as_mut(), id, link).await?.is_some() {
            unit.forget_made_password(id).await?;
        }
        self.commit(unit).await
    }

    /// What may be shown to this side now.
    async fn shown_now(
        &self,
        unit: &mut dyn UnitOfWork,
        id: RequestId,
        link: Option<&Digest>,
    ) -> Result<Option<MadePassword>, EngineError> {
        let Some(made) = unit.made_password(id).await? else {
            return Ok(None);
        };
        let operations = unit.operations(id).await?;
        let is_set = |o: &Operation| o.id == made.operation && o.state == OperationState::Done;
        let is_shown = operations.iter().any(is_set)
            && (made.link.is_none() || made.link.as_ref() == link)
            && self.now() < made.expires_at;
        Ok(is_shown.then_some(made))
    }

    /// `None` when the installation's key is another one by now.
    fn opened(&self, made: &MadePassword) -> Option<NewPassword> {
        let row = made.request.to_string();
        let key = self.digests().short_lived_key();
        let opened = key.open(place(&row), &made.sealed);
        if opened.is_err() {
            tracing::warn!("a made password does not open");
        }
        opened.ok()?.expose_secret().parse().ok()
    }
}
