use super::{
    Directory, Membership, NotSignedIn, SignInService,
    record::{of_staff, of_visitor, who},
};
use crate::oidc::{Attempt, Identity, OidcError, Returned};
use latchkey_domain::{AuditKind, Network, Principal, Role, SignIn, UnitOfWork};
use latchkey_values::SignInId;
use serde_json::json;

/// Somebody who proved who they are.
pub(crate) struct Proven {
    pub(crate) principal: Principal,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) roles: Vec<Role>,
    pub(crate) authenticated_at: jiff::Timestamp,
    /// How they proved it, for records.
    pub(crate) by: &'static str,
}

impl SignInService {
    /// Ends a sign-in at the directory with what the browser brought back. `before` is the sign-in of
    /// this browser, which ends.
    ///
    /// # Errors
    /// [`NotSignedIn`] says why nobody is signed in; the attempt is over.
    pub async fn finish(
        &self,
        attempt: &Attempt,
        returned: &Returned,
        before: Option<SignInId>,
        network: Network,
    ) -> Result<SignIn, NotSignedIn> {
        let directory = self.parts().directory.as_ref();
        let directory = directory.ok_or(NotSignedIn::Unavailable)?;
        let identity = match directory.oidc.finish(attempt, returned).await {
            Ok(identity) => identity,
            Err(error) => {
                if let OidcError::Refused(refusal) = error {
                    self.note_refusal(refusal.name(), None, network).await?;
                }
                return Err(error.into());
            }
        };
        let roles = roles(directory, &identity).await;
        if roles.is_empty() {
            self.note_refusal("no-role", Some(&identity.principal), network)
                .await?;
            return Err(NotSignedIn::NoRole);
        }
        let proven = Proven {
            principal: identity.principal,
            name: identity.name,
            login: identity.login,
            roles,
            authenticated_at: identity.authenticated_at,
            by: "directory",
        };
        let mut unit = self.store().begin().await?;
        let sign_in = self.sign_in(unit.as_mut(), proven, before, network).await?;
        unit.commit().await?;
        Ok(sign_in)
    }

    /// Signs somebody in, in place of whoever was signed in in this browser. Appends to the audit trail,
    /// so it comes last before the commit.
    pub(crate) async fn sign_in(
        &self,
        unit: &mut dyn UnitOfWork,
        proven: Proven,
        before: Option<SignInId>,
        network: Network,
    ) -> Result<SignIn, NotSignedIn> {
        let now = self.now();
        let parts = self.parts();
        let sign_in = SignIn {
            id: SignInId::new(&*parts.clock, &*parts.entropy),
            principal: proven.principal,
            name: proven.name,
            login: proven.login,
            expires_at: now + SignIn::longest(&proven.roles),
            roles: proven.roles,
            roles_read_at: now,
            authenticated_at: proven.authenticated_at,
            last_seen_at: now,
        };
        if let Some(before) = before {
            unit.end_sign_in(before).await?;
        }
        unit.insert_sign_in(&sign_in).await?;
        let details = [("by", json!(proven.by)), ("instead_of", json!(before))];
        let event = of_staff(AuditKind::SignedIn, &sign_in, Some(network), details);
        unit.append_audit(now, event).await?;
        Ok(sign_in)
    }

    /// Records that somebody was turned away.
    pub(crate) async fn note_refusal(
        &self,
        reason: &str,
        principal: Option<&Principal>,
        network: Network,
    ) -> Result<(), NotSignedIn> {
        let details = [
            ("reason", json!(reason)),
            ("who", json!(principal.map(who))),
        ];
        let event = of_visitor(AuditKind::SignInRefused, network, details);
        let mut unit = self.store().begin().await?;
        unit.append_audit(self.now(), event).await?;
        Ok(unit.commit().await?)
    }
}

/// What the directory says now; if it does not answer, what it wrote into the token a moment ago.
async fn roles(directory: &Directory, identity: &Identity) -> Vec<Role> {
    match directory.source.membership(&identity.principal).await {
        Ok(Membership::Active(groups)) => directory.roles.roles_of(&groups),
        Ok(Membership::Gone) => Vec::new(),
        Err(error) => {
            tracing::warn!(%error, "roles are taken from the identity token");
            directory.roles.roles_of(&identity.groups)
        }
    }
}
