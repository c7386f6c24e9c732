use super::{Membership, NotSignedIn, SignInService, record::of_staff};
use crate::local::LOCAL_ROLES;
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, Role, SignIn, UnitOfWork};
use latchkey_values::SignInId;
use serde_json::json;

/// Roles are never older than this when something is decided by them.
const ROLES_KEEP: SignedDuration = SignedDuration::from_secs(60);
/// Each request counts as use, but not each is worth a write.
const BETWEEN_TOUCHES: SignedDuration = SignedDuration::from_secs(60);

/// What is to be done about somebody's roles.
enum Standing {
    /// They are as they were.
    Unchanged,
    /// They were read anew.
    Read(Vec<Role>),
    /// They are signed in no more, and why.
    Over(&'static str),
    /// Nobody knows, and nobody knew for too long.
    Unknown,
}

impl SignInService {
    /// Who is signed in by `id`, with roles read from the directory a minute ago at most. `None` when
    /// they are signed in no more.
    ///
    /// While the directory does not answer, roles stay for a few minutes; then nobody is signed in.
    ///
    /// # Errors
    /// [`NotSignedIn::Store`].
    pub async fn current(&self, id: SignInId) -> Result<Option<SignIn>, NotSignedIn> {
        let mut unit = self.store().read().await?;
        let Some(sign_in) = unit.sign_in(id, self.now()).await? else {
            return Ok(None);
        };
        let standing = if sign_in.principal.is_local() {
            local_standing(unit.as_mut(), &sign_in).await?
        } else {
            drop(unit);
            self.directory_standing(&sign_in).await
        };
        match standing {
            Standing::Unchanged => self.touched(sign_in).await.map(Some),
            Standing::Read(roles) => self.with_roles(sign_in, roles).await,
            Standing::Over(reason) => {
                self.end_all(&sign_in, reason).await?;
                Ok(None)
            }
            Standing::Unknown => Ok(None),
        }
    }

    async fn directory_standing(&self, sign_in: &SignIn) -> Standing {
        let Some(directory) = &self.parts().directory else {
            return Standing::Over("no-directory");
        };
        if sign_in.principal.issuer != directory.oidc.issuer() {
            return Standing::Over("another-directory");
        }
        let age = self.now().duration_since(sign_in.roles_read_at);
        if !age.is_negative() && age < ROLES_KEEP {
            return Standing::Unchanged;
        }
        match directory.source.membership(&sign_in.principal).await {
            Ok(Membership::Active(groups)) => match directory.roles.roles_of(&groups) {
                roles if roles.is_empty() => Standing::Over("no-role"),
                roles => Standing::Read(roles),
            },
            Ok(Membership::Gone) => Standing::Over("gone"),
            Err(_) if age < directory.grace => Standing::Unchanged,
            Err(error) => {
                tracing::error!(%error, "somebody is turned away until the directory answers");
                Standing::Unknown
            }
        }
    }

    /// Notes that it is in use.
    async fn touched(&self, sign_in: SignIn) -> Result<SignIn, NotSignedIn> {
        let now = self.now();
        if now.duration_since(sign_in.last_seen_at) < BETWEEN_TOUCHES {
            return Ok(sign_in);
        }
        let mut unit = self.store().begin().await?;
        unit.touch_sign_in(sign_in.id, now).await?;
        unit.commit().await?;
        Ok(SignIn {
            last_seen_at: now,
            ..sign_in
        })
    }

    /// Notes what the directory said. `None` when they signed out meanwhile.
    async fn with_roles(
        &self,
        sign_in: SignIn,
        roles: Vec<Role>,
    ) -> Result<Option<SignIn>, NotSignedIn> {
        let now = self.now();
        let changed = roles != sign_in.roles;
        let renewed = SignIn {
            expires_at: sign_in.expires_with(&roles),
            roles,
            roles_read_at: now,
            last_seen_at: now,
            ..sign_in
        };
        let mut unit = self.store().begin().await?;
        // Time may have run out with the roles it now has.
        let is_alive = renewed.expires_at > now
            && unit
                .set_sign_in_roles(renewed.id, &renewed.roles, now, renewed.expires_at)
                .await?
            && unit.touch_sign_in(renewed.id, now).await?;
        if is_alive && changed {
            let event = of_staff(AuditKind::RolesChanged, &renewed, None, []);
            unit.append_audit(now, event).await?;
        }
        unit.commit().await?;
        Ok(is_alive.then_some(renewed))
    }

    /// Ends every sign-in of a person, by the portal itself.
    async fn end_all(&self, sign_in: &SignIn, reason: &str) -> Result<(), NotSignedIn> {
        let mut unit = self.store().begin().await?;
        let ended = unit.end_sign_ins_of(&sign_in.principal).await?;
        // Somebody else may have ended them a moment ago.
        if ended > 0 {
            let details = [("reason", json!(reason)), ("ended", json!(ended))];
            let event = of_staff(AuditKind::SignedOut, sign_in, None, details);
            unit.append_audit(self.now(), event).await?;
        }
        Ok(unit.commit().await?)
    }
}

/// The portal's own people are asked about in its own database, each time.
async fn local_standing(
    unit: &mut dyn UnitOfWork,
    sign_in: &SignIn,
) -> Result<Standing, NotSignedIn> {
    let Ok(name) = sign_in.principal.subject.parse() else {
        return Ok(Standing::Over("gone"));
    };
    Ok(match unit.local_administrator(&name).await? {
        Some(administrator) if !administrator.disabled => {
            if sign_in.roles == LOCAL_ROLES {
                Standing::Unchanged
            } else {
                Standing::Read(LOCAL_ROLES.to_vec())
            }
        }
        Some(_) => Standing::Over("disabled"),
        None => Standing::Over("gone"),
    })
}
