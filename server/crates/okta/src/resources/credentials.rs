//! `/api/v1/users/{id}/credentials`.

mod recovery_question;
mod refusal;

pub(crate) use recovery_question::QuestionCredential;
pub use recovery_question::RecoveryQuestion;
pub use refusal::PasswordRefusal;

use super::{RevokeSessions, SendEmail, Strict, lifecycle::ResetLink};
use crate::{Answer, Client, Error, OktaId, request::Request};
use latchkey_values::NewPassword;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

/// Calls on people's passwords.
#[derive(Clone, Copy)]
pub struct Credentials<'a> {
    pub(crate) client: &'a Client,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeBody<'a> {
    old_password: Value<'a>,
    new_password: Value<'a>,
    revoke_sessions: bool,
}

#[derive(Serialize)]
struct Value<'a> {
    value: &'a str,
}

impl Credentials<'_> {
    /// Changes a password for one who knows the old one. [`Strict`] adds the minimum age.
    ///
    /// # Errors
    /// [`PasswordRefusal::of`] explains a refusal.
    pub async fn change_password(
        &self,
        id: &OktaId,
        old: &SecretString,
        new: &NewPassword,
        strict: Strict,
        sessions: RevokeSessions,
    ) -> Result<Answer<crate::Credentials>, Error> {
        let body = ChangeBody {
            old_password: Value {
                value: old.expose_secret(),
            },
            new_password: Value {
                value: new.expose(),
            },
            revoke_sessions: sessions.is_yes(),
        };
        let request = Request::post("/api/v1/users/{id}/credentials/change_password").id(id);
        self.client
            .write(&request.query("strict", &strict.is_yes()).json(&body)?)
            .await
    }

    /// A one-time link to a new password; the status stays. An older link dies.
    ///
    /// # Errors
    /// [`Error::is_not_allowed_in_status`]; without a recovery question too (Classic Engine).
    pub async fn forgot_password(
        &self,
        id: &OktaId,
        email: SendEmail,
    ) -> Result<Answer<ResetLink>, Error> {
        let request = Request::post("/api/v1/users/{id}/credentials/forgot_password").id(id);
        self.client
            .write(&request.query("sendEmail", &email.is_yes()))
            .await
    }
}
