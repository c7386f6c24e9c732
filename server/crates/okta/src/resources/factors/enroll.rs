use super::{FACTORS, Factors};
use crate::{Answer, Error, Factor, OktaId, request::Request};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

/// A factor to be enrolled.
#[derive(Clone, Debug)]
pub enum NewFactor {
    /// Codes by text message.
    Sms {
        /// In E.164, such as `+15554151337`.
        phone_number: SecretString,
    },
    /// Codes read out over the telephone.
    Call {
        /// In E.164.
        phone_number: SecretString,
        /// Digits to dial after the number.
        extension: Option<String>,
    },
    /// Codes by email.
    Email {
        /// The person's primary or secondary address; Okta takes no other.
        address: SecretString,
    },
    /// Codes of Okta's own app.
    OktaTotp,
    /// Codes of any other authenticator app.
    GoogleTotp,
    /// Questions on the screen of Okta's app.
    Push,
    /// A security question; active at once.
    Question {
        /// The question's key, such as `disliked_food` (schema `UserFactorSecurityQuestionProfile`).
        question: String,
        /// At least four characters.
        answer: SecretString,
    },
}

/// Whether the person still has to show that they hold what is enrolled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// They have to: Okta sends a code, or gives a secret to an app.
    Wanted,
    /// They have not: who enrols it knows. For numbers and addresses only.
    NotWanted,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body<'a> {
    factor_type: &'static str,
    provider: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<Profile<'a>>,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Profile<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_extension: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a str>,
}

impl<'a> Body<'a> {
    fn new(factor_type: &'static str) -> Self {
        Self {
            factor_type,
            provider: "OKTA",
            profile: None,
        }
    }

    fn at(factor_type: &'static str, profile: Profile<'a>) -> Self {
        Self {
            profile: Some(profile),
            ..Self::new(factor_type)
        }
    }

    /// A text message.
    pub(super) fn sms(phone_number: &'a str) -> Self {
        let profile = Profile {
            phone_number: Some(phone_number),
            ..Profile::default()
        };
        Self::at("sms", profile)
    }

    /// A telephone call.
    pub(super) fn call(phone_number: &'a str, phone_extension: Option<&'a str>) -> Self {
        let profile = Profile {
            phone_number: Some(phone_number),
            phone_extension,
            ..Profile::default()
        };
        Self::at("call", profile)
    }

    /// An email.
    pub(super) fn email(address: &'a str) -> Self {
        let profile = Profile {
            email: Some(address),
            ..Profile::default()
        };
        Self::at("email", profile)
    }
}

impl NewFactor {
    fn body(&self) -> Body<'_> {
        match self {
            Self::Sms { phone_number } => Body::sms(phone_number.expose_secret()),
            Self::Call {
                phone_number,
                extension,
            } => Body::call(phone_number.expose_secret(), extension.as_deref()),
            Self::Email { address } => Body::email(address.expose_secret()),
            Self::OktaTotp => Body::new("token:software:totp"),
            Self::GoogleTotp => Body {
                provider: "GOOGLE",
                ..Body::new("token:software:totp")
            },
            Self::Push => Body::new("push"),
            Self::Question { question, answer } => {
                let profile = Profile {
                    question: Some(question),
                    answer: Some(answer.expose_secret()),
                    ..Profile::default()
                };
                Body::at("question", profile)
            }
        }
    }
}

impl Factors<'_> {
    /// Enrols a factor. Okta sends a first code where there is one to send; `Factor::activation` holds what an
    /// app needs.
    ///
    /// # Errors
    /// [`super::FactorRefusal::of`] explains a refusal; E0000001 with causes when the person has another number
    /// already, an address is not theirs, or the factor is not allowed.
    pub async fn enroll(
        &self,
        user: &OktaId,
        factor: &NewFactor,
        proof: Proof,
    ) -> Result<Answer<Factor>, Error> {
        let request = Request::post(FACTORS)
            .id(user)
            .query("activate", &(proof == Proof::NotWanted))
            .json(&factor.body())?;
        self.client.write(&request).await
    }
}
