use super::limits::counted;
use crate::sign_in::{NotSignedIn, Proven, SignInService};
use latchkey_domain::{LocalAdministrator, Network, Role, SignIn};
use latchkey_values::{Alias, SignInId};
use secrecy::SecretString;

/// What local administrators may do: set the portal right. They help no callers.
pub(crate) const LOCAL_ROLES: &[Role] = &[Role::PasswordAdmin, Role::CredentialManager];

/// A name is at most 40 characters; what is longer is nobody's, and is not counted letter by letter.
const LONGEST_NAME: usize = 64;

impl SignInService {
    /// Signs a local administrator in by password. `before` is the sign-in of this browser, which ends.
    /// A wrong name, a wrong password and a disabled account give the same answer after the same work.
    ///
    /// # Errors
    /// [`NotSignedIn`] says why nobody is signed in.
    pub async fn sign_in_locally(
        &self,
        name: &str,
        password: SecretString,
        before: Option<SignInId>,
        network: Network,
    ) -> Result<SignIn, NotSignedIn> {
        let name: String = name
            .trim()
            .to_lowercase()
            .chars()
            .take(LONGEST_NAME)
            .collect();
        let taken = self.take_try(counted(&name, network), network).await?;
        let found = self.enabled_administrator(&name).await?;
        let known = found.as_ref().and_then(|found| found.password.clone());
        let is_right = self.0.hashing.is_right(password, known).await;
        let Some(administrator) = found.as_ref().filter(|_| is_right) else {
            let principal = found.as_ref().map(LocalAdministrator::principal);
            self.note_refusal("password", principal.as_ref(), network)
                .await?;
            return Err(NotSignedIn::Refused);
        };
        let mut unit = self.store().begin().await?;
        // Checking took a while.
        let now = unit.local_administrator(&administrator.name).await?;
        if now.as_ref() != Some(administrator) {
            return Err(NotSignedIn::Refused);
        }
        self.give_back_try(unit.as_mut(), &taken).await?;
        let proven = Proven {
            principal: administrator.principal(),
            name: administrator.name.to_string(),
            login: administrator.name.to_string(),
            roles: LOCAL_ROLES.to_vec(),
            authenticated_at: self.now(),
            by: "password",
        };
        let sign_in = self.sign_in(unit.as_mut(), proven, before, network).await?;
        unit.commit().await?;
        Ok(sign_in)
    }

    async fn enabled_administrator(
        &self,
        name: &str,
    ) -> Result<Option<LocalAdministrator>, NotSignedIn> {
        let mut unit = self.store().read().await?;
        let Ok(name) = name.parse::<Alias>() else {
            return Ok(None);
        };
        let found = unit.local_administrator(&name).await?;
        Ok(found.filter(|found| !found.disabled))
    }
}
