use super::{NotSignedIn, SignInService, record::of_staff};
use latchkey_domain::{AuditKind, Network};
use latchkey_values::SignInId;
use serde_json::json;

impl SignInService {
    /// Ends a sign-in. Nothing happens when it has ended.
    ///
    /// # Errors
    /// [`NotSignedIn::Store`].
    pub async fn sign_out(&self, id: SignInId, network: Network) -> Result<(), NotSignedIn> {
        self.end(id, network, false).await
    }

    /// Ends every sign-in of the person who is signed in by `id`, in whichever browser.
    ///
    /// # Errors
    /// [`NotSignedIn::Store`].
    pub async fn sign_out_everywhere(
        &self,
        id: SignInId,
        network: Network,
    ) -> Result<(), NotSignedIn> {
        self.end(id, network, true).await
    }

    async fn end(
        &self,
        id: SignInId,
        network: Network,
        everywhere: bool,
    ) -> Result<(), NotSignedIn> {
        let now = self.now();
        let mut unit = self.store().begin().await?;
        let Some(sign_in) = unit.sign_in(id, now).await? else {
            return Ok(());
        };
        let ended = if everywhere {
            unit.end_sign_ins_of(&sign_in.principal).await?
        } else {
            u64::from(unit.end_sign_in(id).await?)
        };
        let details = [("everywhere", json!(everywhere)), ("ended", json!(ended))];
        let event = of_staff(AuditKind::SignedOut, &sign_in, Some(network), details);
        unit.append_audit(now, event).await?;
        Ok(unit.commit().await?)
    }
}
