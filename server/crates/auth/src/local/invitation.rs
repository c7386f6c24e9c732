use crate::sign_in::{NotSignedIn, SignInService};
use jiff::Timestamp;
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Digest, Invitation, LocalAdministrator, Network, PasswordHash,
    StoreError,
};
use latchkey_values::{Alias, Entropy, NewPassword};
use secrecy::SecretString;
use serde_json::{Map, json};
use sha2::{Digest as _, Sha256};

/// A password of a local administrator is at least this long: there is no second factor.
const LEAST_CHARS: usize = 15;

/// Whom a link invites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The name they will sign in with.
    pub name: Alias,
}

/// Why no password was set.
#[derive(Debug, thiserror::Error)]
pub enum NotInvited {
    /// The link was never given, was used, is too old, or its person was disabled.
    #[error("there is no such invitation")]
    Unknown,
    /// The password is too short.
    #[error("the password is too short")]
    TooShort,
    /// The password is too easy to guess; a code says why.
    #[error("the password is refused: {0}")]
    Weak(String),
    /// The database or the hash did not do its part; nothing changed.
    #[error("the password could not be set")]
    Unavailable(#[source] Option<StoreError>),
}

impl From<StoreError> for NotInvited {
    fn from(error: StoreError) -> Self {
        Self::Unavailable(Some(error))
    }
}

/// A new invitation, and the token that goes into its link: 256 random bits, which nothing keeps.
#[must_use]
pub fn invite(entropy: &dyn Entropy, now: Timestamp) -> (Invitation, SecretString) {
    let token = entropy.token() + &entropy.token();
    let invitation = Invitation {
        digest: digest(&token),
        expires_at: now + Invitation::LIFETIME,
    };
    (invitation, SecretString::from(token))
}

/// A token is random, so a plain hash cannot be guessed back.
fn digest(token: &str) -> Digest {
    let hash = Sha256::digest(token.as_bytes());
    Digest::from_hex(
        hash.iter()
            .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")),
    )
}

impl SignInService {
    /// Whom a link invites; looking changes nothing. `None` when it does not work (any more).
    ///
    /// # Errors
    /// [`NotSignedIn::Store`].
    pub async fn invited(&self, token: &str) -> Result<Option<Invited>, NotSignedIn> {
        let mut unit = self.store().read().await?;
        let found = unit.invited_administrator(&digest(token)).await?;
        let found = found.filter(|found| is_open(found, self.now()));
        Ok(found.map(|found| Invited { name: found.name }))
    }

    /// Sets the password of whom a link invites. The link is used up, and whoever is signed in under
    /// that name is signed out.
    ///
    /// # Errors
    /// [`NotInvited`]; then the link works as before.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: &NewPassword,
        network: Network,
    ) -> Result<Invited, NotInvited> {
        let invited = self.invited(token).await.map_err(unavailable)?;
        let invited = invited.ok_or(NotInvited::Unknown)?;
        if password.expose().chars().count() < LEAST_CHARS {
            return Err(NotInvited::TooShort);
        }
        let screen = &self.parts().screen;
        screen
            .judge(password, &invited.name)
            .await
            .map_err(NotInvited::Weak)?;
        let secret = SecretString::from(password.expose());
        let hashed = self.0.hashing.hash(secret, &*self.parts().entropy).await;
        let hashed = hashed.ok_or(NotInvited::Unavailable(None))?;
        self.set_password(token, hashed, network).await?;
        Ok(invited)
    }

    async fn set_password(
        &self,
        token: &str,
        hashed: PasswordHash,
        network: Network,
    ) -> Result<(), NotInvited> {
        let now = self.now();
        let mut unit = self.store().begin().await?;
        let found = unit.invited_administrator(&digest(token)).await?;
        // Hashing took a while, and somebody else may have been faster.
        let Some(found) = found.filter(|found| is_open(found, now)) else {
            return Err(NotInvited::Unknown);
        };
        let changed = LocalAdministrator {
            password: Some(hashed),
            invitation: None,
            ..found
        };
        unit.put_local_administrator(&changed).await?;
        let ended = unit.end_sign_ins_of(&changed.principal()).await?;
        let event = AuditEvent {
            kind: AuditKind::LocalAdministratorChanged,
            actor: Actor::Visitor,
            subject: None,
            request: None,
            network: Some(network.to_string()),
            details: Map::from_iter([
                ("change".to_owned(), json!("password-set")),
                ("name".to_owned(), json!(changed.name)),
                ("ended".to_owned(), json!(ended)),
            ]),
        };
        unit.append_audit(now, event).await?;
        Ok(unit.commit().await?)
    }
}

fn is_open(administrator: &LocalAdministrator, now: Timestamp) -> bool {
    let invitation = administrator.invitation.as_ref();
    !administrator.disabled && invitation.is_some_and(|invitation| now < invitation.expires_at)
}

fn unavailable(error: NotSignedIn) -> NotInvited {
    NotInvited::Unavailable(match error {
        NotSignedIn::Store(error) => Some(error),
        _ => None,
    })
}
