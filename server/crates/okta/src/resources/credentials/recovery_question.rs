use super::{Credentials, Value};
use crate::{Answer, Error, OktaId, request::Request};
use latchkey_values::NewPassword;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

/// A security question with its answer, for Okta's own recovery. The factor of that kind has another.
#[derive(Clone, Debug)]
pub struct RecoveryQuestion {
    /// The question in words.
    pub question: String,
    /// Its answer; Okta compares without regard to case.
    pub answer: SecretString,
}

/// `recovery_question` as bodies hold it.
#[derive(Serialize)]
pub(crate) struct QuestionCredential<'a> {
    recovery_question: Question<'a>,
}

#[derive(Serialize)]
struct Question<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    answer: &'a str,
}

#[derive(Serialize)]
struct WithPassword<'a> {
    password: Value<'a>,
    #[serde(flatten)]
    question: QuestionCredential<'a>,
}

impl RecoveryQuestion {
    pub(crate) fn credential(&self) -> QuestionCredential<'_> {
        QuestionCredential {
            recovery_question: Question {
                question: Some(&self.question),
                answer: self.answer.expose_secret(),
            },
        }
    }
}

impl Credentials<'_> {
    /// Sets a new password for one who knows the answer to the recovery question, in one step: there is no call
    /// that checks the answer alone.
    ///
    /// # Errors
    /// [`crate::factors::FactorRefusal::Wrong`] for a wrong answer; [`super::PasswordRefusal::of`] explains a
    /// refused password; [`Error::is_not_allowed_in_status`], also without a question.
    pub async fn reset_with_answer(
        &self,
        id: &OktaId,
        answer: &SecretString,
        new: &NewPassword,
    ) -> Result<Answer<crate::Credentials>, Error> {
        let body = WithPassword {
            password: Value {
                value: new.expose(),
            },
            question: QuestionCredential {
                recovery_question: Question {
                    question: None,
                    answer: answer.expose_secret(),
                },
            },
        };
        let request =
            Request::post("/api/v1/users/{id}/credentials/forgot_password_recovery_question")
                .id(id);
        self.client.write(&request.json(&body)?).await
    }

    /// Changes the recovery question for one who knows the password.
    ///
    /// # Errors
    /// E0000014 for a wrong password; [`Error::is_not_allowed_in_status`].
    pub async fn change_recovery_question(
        &self,
        id: &OktaId,
        password: &SecretString,
        question: &RecoveryQuestion,
    ) -> Result<Answer<crate::Credentials>, Error> {
        let body = WithPassword {
            password: Value {
                value: password.expose_secret(),
            },
            question: question.credential(),
        };
        let request =
            Request::post("/api/v1/users/{id}/credentials/change_recovery_question").id(id);
        self.client.write(&request.json(&body)?).await
    }
}
