//! `/api/v1/users/{id}/lifecycle`.

use super::{RevokeSessions, SendEmail};
use crate::{Answer, Client, Error, OktaId, User, request::Request};
use secrecy::SecretString;
use serde::Deserialize;

/// Calls that move an account from one status to another.
#[derive(Clone, Copy)]
pub struct Lifecycle<'a> {
    pub(crate) client: &'a Client,
}

/// Where a person starts an account; empty when Okta mailed it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActivationLink {
    /// The whole address.
    #[serde(rename = "activationUrl")]
    pub url: Option<SecretString>,
    /// The token in it.
    #[serde(rename = "activationToken")]
    pub token: Option<SecretString>,
}

/// Where a person chooses a new password; empty when Okta mailed it.
#[derive(Clone, Debug, Deserialize)]
pub struct ResetLink {
    /// The whole address.
    #[serde(rename = "resetPasswordUrl")]
    pub url: Option<SecretString>,
}

/// A password for one sign-in.
#[derive(Clone, Debug, Deserialize)]
pub struct TemporaryPassword {
    /// The password.
    #[serde(rename = "tempPassword")]
    pub value: SecretString,
}

impl Lifecycle<'_> {
    /// STAGED or DEPROVISIONED becomes ACTIVE with a password, PROVISIONED without.
    ///
    /// # Errors
    /// [`Error::is_not_allowed_in_status`].
    pub async fn activate(
        &self,
        id: &OktaId,
        email: SendEmail,
    ) -> Result<Answer<ActivationLink>, Error> {
        let request = Request::post("/api/v1/users/{id}/lifecycle/activate").id(id);
        self.client
            .write(&request.query("sendEmail", &email.is_yes()))
            .await
    }

    /// A new activation link for PROVISIONED or RECOVERY; the status stays.
    ///
    /// # Errors
    /// [`Error::is_not_allowed_in_status`].
    pub async fn reactivate(
        &self,
        id: &OktaId,
        email: SendEmail,
    ) -> Result<Answer<ActivationLink>, Error> {
        let request = Request::post("/api/v1/users/{id}/lifecycle/reactivate").id(id);
        self.client
            .write(&request.query("sendEmail", &email.is_yes()))
            .await
    }

    /// Any status becomes DEPROVISIONED; access to applications is destroyed. `email` goes to the admin.
    ///
    /// # Errors
    /// [`Error::is_not_found`] also when the account is deactivated already.
    pub async fn deactivate(&self, id: &OktaId, email: SendEmail) -> Result<Answer<()>, Error> {
        let request = Request::post("/api/v1/users/{id}/lifecycle/deactivate").id(id);
        self.client
            .write_nothing(&request.query("sendEmail", &email.is_yes()))
            .await
    }

    /// ACTIVE becomes SUSPENDED; sessions end.
    ///
    /// # Errors
    /// E0000001 in any other status.
    pub async fn suspend(&self, id: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::post("/api/v1/users/{id}/lifecycle/suspend").id(id))
            .await
    }

    /// SUSPENDED becomes ACTIVE.
    ///
    /// # Errors
    /// E0000001 in any other status.
    pub async fn unsuspend(&self, id: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::post("/api/v1/users/{id}/lifecycle/unsuspend").id(id))
            .await
    }

    /// `LOCKED_OUT` becomes ACTIVE with the same password. Not for accounts a directory owns.
    ///
    /// # Errors
    /// [`Error::is_not_locked`] when there is nothing to unlock.
    pub async fn unlock(&self, id: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::post("/api/v1/users/{id}/lifecycle/unlock").id(id))
            .await
    }

    /// ACTIVE becomes `PASSWORD_EXPIRED`: a new password at the next sign-in.
    ///
    /// # Errors
    /// [`Error::is_not_allowed_in_status`].
    pub async fn expire_password(&self, id: &OktaId) -> Result<Answer<User>, Error> {
        self.client
            .write(&Request::post("/api/v1/users/{id}/lifecycle/expire_password").id(id))
            .await
    }

    /// Replaces the password by a temporary one, another on every call; `PASSWORD_EXPIRED` follows.
    ///
    /// # Errors
    /// [`Error::is_not_allowed_in_status`].
    pub async fn expire_password_with_temp_password(
        &self,
        id: &OktaId,
        sessions: RevokeSessions,
    ) -> Result<Answer<TemporaryPassword>, Error> {
        let request =
            Request::post("/api/v1/users/{id}/lifecycle/expire_password_with_temp_password").id(id);
        self.client
            .write(&request.query("revokeSessions", &sessions.is_yes()))
            .await
    }

    /// Starts Okta's own reset: the old password dies and the account is in RECOVERY until the
    /// link is used. Never before a person has proved who they are.
    ///
    /// # Errors
    /// [`Error::is_not_allowed_in_status`].
    pub async fn reset_password(
        &self,
        id: &OktaId,
        email: SendEmail,
        sessions: RevokeSessions,
    ) -> Result<Answer<ResetLink>, Error> {
        let request = Request::post("/api/v1/users/{id}/lifecycle/reset_password").id(id);
        let request = request
            .query("sendEmail", &email.is_yes())
            .query("revokeSessions", &sessions.is_yes());
        self.client.write(&request).await
    }

    /// Removes all factors; the status stays.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn reset_factors(&self, id: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::post("/api/v1/users/{id}/lifecycle/reset_factors").id(id))
            .await
    }
}
