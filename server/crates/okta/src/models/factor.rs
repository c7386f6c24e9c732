use super::null_as_default;
use crate::OktaId;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;
use std::fmt;

/// A factor a person has enrolled (management spec, schema `UserFactor`).
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Factor {
    /// The id.
    pub id: OktaId,
    /// What proves the person.
    #[serde(rename = "factorType", default)]
    pub kind: FactorKind,
    /// Who checks it.
    #[serde(default)]
    pub provider: FactorProvider,
    /// Whether it can be used.
    #[serde(default)]
    pub status: FactorStatus,
    /// When it was enrolled.
    pub created: Option<Timestamp>,
    /// The last change: activated, another number.
    pub last_updated: Option<Timestamp>,
    /// Where it reaches the person.
    #[serde(default, deserialize_with = "null_as_default")]
    pub profile: FactorProfile,
    #[serde(rename = "_embedded", default, deserialize_with = "null_as_default")]
    embedded: Embedded,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Embedded {
    activation: Option<FactorActivation>,
}

impl Factor {
    /// What the person needs to finish the enrolment; `None` when there is nothing to finish.
    #[must_use]
    pub fn activation(&self) -> Option<&FactorActivation> {
        self.embedded.activation.as_ref()
    }
}

/// What a person needs to finish the enrolment of an authenticator app (schema `UserFactor`, `_embedded`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FactorActivation {
    /// The secret that app and Okta share, in base 32; `None` for a push.
    pub shared_secret: Option<SecretString>,
    /// For how many seconds a code is valid.
    pub time_step: Option<u32>,
    /// The end of a push's enrolment.
    pub expires_at: Option<Timestamp>,
}

/// Where a factor reaches the person. `Debug` hides it.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FactorProfile {
    /// In E.164; `sms` and `call`.
    pub phone_number: Option<String>,
    /// `call`.
    pub phone_extension: Option<String>,
    /// `email`.
    pub email: Option<String>,
    /// The login the app shows; `push` and TOTP.
    pub credential_id: Option<String>,
    /// The device as its owner named it; `push`.
    pub name: Option<String>,
    /// The question's key, such as `disliked_food`.
    pub question: Option<String>,
    /// The question in words.
    pub question_text: Option<String>,
}

impl fmt::Debug for FactorProfile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FactorProfile(…)")
    }
}

/// A factor a person may enrol (schema `UserFactorSupported`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SupportedFactor {
    /// What would prove the person.
    #[serde(rename = "factorType", default)]
    pub kind: FactorKind,
    /// Who would check it.
    #[serde(default)]
    pub provider: FactorProvider,
    /// Whether the person has it already.
    #[serde(default)]
    pub status: FactorStatus,
    /// Whether the org wants everybody to have it.
    #[serde(default)]
    pub enrollment: FactorEnrollment,
}

/// What proves a person (schema `UserFactorType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum FactorKind {
    /// A code by text message.
    #[serde(rename = "sms")]
    Sms,
    /// A code read out over the telephone.
    #[serde(rename = "call")]
    Call,
    /// A code by email.
    #[serde(rename = "email")]
    Email,
    /// A question on the telephone's screen (Okta Verify).
    #[serde(rename = "push")]
    Push,
    /// The code an authenticator app shows.
    #[serde(rename = "token:software:totp")]
    Totp,
    /// The answer to a security question.
    #[serde(rename = "question")]
    Question,
    /// Okta `FastPass`; read and removed here, never used.
    #[serde(rename = "signed_nonce")]
    SignedNonce,
    /// A one-time code of another provider.
    #[serde(rename = "token")]
    Token,
    /// A device that shows codes.
    #[serde(rename = "token:hardware")]
    HardwareToken,
    /// A counter of the org's own.
    #[serde(rename = "token:hotp")]
    Hotp,
    /// A security key of the older kind.
    #[serde(rename = "u2f")]
    U2f,
    /// Another provider's page.
    #[serde(rename = "web")]
    Web,
    /// A passkey or security key.
    #[serde(rename = "webauthn")]
    WebAuthn,
    /// A kind this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Who checks a factor (schema `UserFactorProvider`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FactorProvider {
    /// Okta.
    Okta,
    /// Okta, for an app that follows Google's.
    Google,
    /// A provider this version does not use, or none given.
    #[default]
    #[serde(other)]
    Other,
}

/// Whether a factor can be used (schema `UserFactorStatus`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FactorStatus {
    /// It can.
    Active,
    /// Enrolled by the org, not used yet.
    Enrolled,
    /// The person has not shown yet that they hold it.
    PendingActivation,
    /// Its enrolment was not finished in time.
    Expired,
    /// Switched off.
    Inactive,
    /// Switched off for everybody.
    Disabled,
    /// The person does not have it.
    NotSetup,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

/// Whether the org wants everybody to have a factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FactorEnrollment {
    /// It does.
    Required,
    /// It does not.
    Optional,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;
    use serde_json::json;

    #[test]
    fn unknown_missing_and_null_fields_do_not_fail() {
        let factor: Factor = serde_json::from_value(json!({
            "id": "abc1", "factorType": "telepathy", "provider": "ACME", "status": "ASLEEP",
            "profile": null, "_embedded": null, "_links": {"self": {}}
        }))
        .expect("tolerant");
        assert_eq!(factor.kind, FactorKind::Unknown);
        assert_eq!(factor.provider, FactorProvider::Other);
        assert_eq!(factor.status, FactorStatus::Unknown);
        assert!(factor.activation().is_none());
    }

    #[test]
    fn debug_output_shows_neither_numbers_nor_secrets() {
        let factor: Factor = serde_json::from_value(json!({
            "id": "ost1", "factorType": "token:software:totp", "provider": "OKTA",
            "profile": {"phoneNumber": "+15554151337", "credentialId": "alice@example.com"},
            "_embedded": {"activation": {"sharedSecret": "JBTWGV22G4ZGKV3N", "timeStep": 30}}
        }))
        .expect("valid");
        let shown = format!("{factor:?}");
        assert!(!shown.contains("555") && !shown.contains("alice") && !shown.contains("JBTW"));
        let activation = factor.activation().expect("an enrolment to finish");
        let secret = activation.shared_secret.as_ref().expect("a secret");
        assert_eq!(secret.expose_secret(), "JBTWGV22G4ZGKV3N");
    }
}
