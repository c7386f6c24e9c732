use super::null_as_default;
use crate::OktaId;
use jiff::Timestamp;
use latchkey_values::UserStatus;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::fmt;

/// A person's account (management spec, schema `User`).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// The id.
    pub id: OktaId,
    /// The stored status. Okta judges expiry and lock-out at sign-in, so it can be behind.
    #[serde(default = "unknown_status")]
    pub status: UserStatus,
    /// When the account was made.
    pub created: Option<Timestamp>,
    /// When it was last activated; `None` means never.
    pub activated: Option<Timestamp>,
    /// When the status last changed.
    pub status_changed: Option<Timestamp>,
    /// The last sign-in; `None` means never.
    pub last_login: Option<Timestamp>,
    /// The last change of the account.
    pub last_updated: Option<Timestamp>,
    /// The last change of the password; `None` means never.
    pub password_changed: Option<Timestamp>,
    /// Names and addresses.
    #[serde(default, deserialize_with = "null_as_default")]
    pub profile: Profile,
    /// How the person signs in.
    #[serde(default, deserialize_with = "null_as_default")]
    pub credentials: Credentials,
    /// The status an unfinished change leads to; `None` when none is under way.
    pub transitioning_to_status: Option<UserStatus>,
}

fn unknown_status() -> UserStatus {
    UserStatus::Unknown
}

/// A person's attributes. `Debug` hides them all.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Profile {
    /// The login; empty when Okta leaves it out.
    #[serde(deserialize_with = "null_as_default")]
    pub login: String,
    /// The primary address.
    pub email: Option<String>,
    /// The secondary (recovery) address.
    pub second_email: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// The mobile phone number.
    pub mobile_phone: Option<String>,
    /// The locale, such as `en_US`.
    pub locale: Option<String>,
    /// Every other attribute, the org's own included.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl fmt::Debug for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Profile(…)")
    }
}

/// How a person signs in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "RawCredentials")]
pub struct Credentials {
    /// A password exists (Okta shows an empty object for one).
    pub has_password: bool,
    /// Who checks the password.
    pub provider: Provider,
    /// The addresses Okta sends to.
    pub emails: Vec<EmailAddress>,
    /// The security question of Okta's own recovery, in words; `None` without one. Its answer cannot be read.
    pub recovery_question: Option<String>,
}

#[derive(Deserialize)]
struct RawQuestion {
    question: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RawCredentials {
    password: Option<serde::de::IgnoredAny>,
    #[serde(deserialize_with = "null_as_default")]
    provider: Provider,
    #[serde(deserialize_with = "null_as_default")]
    emails: Vec<EmailAddress>,
    recovery_question: Option<RawQuestion>,
}

impl From<RawCredentials> for Credentials {
    fn from(raw: RawCredentials) -> Self {
        Self {
            has_password: raw.password.is_some(),
            provider: raw.provider,
            emails: raw.emails,
            recovery_question: raw.recovery_question.and_then(|question| question.question),
        }
    }
}

/// Who checks a person's password.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Provider {
    /// The kind.
    #[serde(rename = "type", default)]
    pub kind: ProviderType,
    /// Its name; for a directory, the domain.
    pub name: Option<String>,
}

/// The kinds of [`Provider`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProviderType {
    /// Okta itself.
    Okta,
    /// Active Directory.
    ActiveDirectory,
    /// Another LDAP directory.
    Ldap,
    /// Another identity provider.
    Federation,
    /// A social login.
    Social,
    /// Okta, with a password hash that was imported and not used yet.
    Import,
    /// A kind this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

/// One address of a person. `Debug` hides the address.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct EmailAddress {
    /// The address.
    #[serde(default, deserialize_with = "null_as_default")]
    pub value: String,
    /// Whether it was confirmed.
    #[serde(default)]
    pub status: EmailStatus,
    /// Which of the person's addresses it is.
    #[serde(rename = "type", default)]
    pub kind: EmailType,
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "EmailAddress({:?}, {:?})",
            self.kind, self.status
        )
    }
}

/// Whether an address was confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EmailStatus {
    /// Confirmed.
    Verified,
    /// Not confirmed.
    Unverified,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Which of a person's addresses one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EmailType {
    /// `profile.email`.
    Primary,
    /// `profile.secondEmail`.
    Secondary,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn unknown_missing_and_null_fields_do_not_fail() {
        let user: User = serde_json::from_value(json!({
            "id": "00u1", "status": "HIBERNATING", "lastLogin": null, "news": {"a": [1]},
            "profile": {"login": null, "firstName": null, "costCenter": "7"},
            "credentials": {"provider": {"type": "CARRIER_PIGEON"}, "emails": null}
        }))
        .expect("tolerant");
        assert_eq!(user.status, UserStatus::Unknown);
        assert_eq!(user.credentials.provider.kind, ProviderType::Unknown);
        assert!(!user.credentials.has_password);
        assert_eq!(user.profile.rest["costCenter"], "7");
        let bare: User = serde_json::from_value(json!({"id": "00u1"})).expect("tolerant");
        assert_eq!(bare.status, UserStatus::Unknown);
    }

    #[test]
    fn an_empty_password_object_means_there_is_one() {
        let with: Credentials = serde_json::from_value(json!({"password": {}})).expect("valid");
        assert!(with.has_password && with.recovery_question.is_none());
        let asked = json!({"recovery_question": {"question": "Which kettle?"}});
        let with: Credentials = serde_json::from_value(asked).expect("valid");
        assert_eq!(with.recovery_question.as_deref(), Some("Which kettle?"));
    }

    #[test]
    fn debug_output_names_nobody() {
        let user: User = serde_json::from_value(json!({
            "id": "00u1", "profile": {"login": "alice", "email": "alice@example.com", "nick": "alice"},
            "credentials": {"emails": [{"value": "alice@example.com", "status": "VERIFIED", "type": "PRIMARY"}]}
        }))
        .expect("valid");
        assert!(!format!("{user:?}").contains("alice"));
    }
}
