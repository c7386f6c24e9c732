use super::{FactorRefusal, Factors, VERIFY};
use crate::{
    Answer, Error, Failure, OktaId,
    models::factor_result::{FactorResult, VerifyResponse},
    request::Request,
};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

/// What Okta says about a code or an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeCheck {
    /// It is right. A code cannot be used again.
    Right,
    /// It is wrong.
    Wrong,
    /// It was used before; the app will show another.
    UsedBefore,
    /// It was right, too early or too late; the app will show another.
    OutsideTimeWindow,
    /// It was sent too long ago.
    Expired,
    /// Too many wrong ones: none counts for now.
    Locked,
    /// The factor is not active any more.
    NotActive,
}

/// What a person typed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Typed<'a> {
    PassCode(&'a str),
    Answer(&'a str),
}

impl CodeCheck {
    /// The outcome behind a refusal; any other error stays one.
    pub(super) fn of_refusal(error: Error) -> Result<Answer<Self>, Error> {
        let value = match FactorRefusal::of(&error) {
            Some(FactorRefusal::Wrong) => Self::Wrong,
            Some(FactorRefusal::UsedBefore) => Self::UsedBefore,
            Some(FactorRefusal::OutsideTimeWindow) => Self::OutsideTimeWindow,
            Some(FactorRefusal::Locked | FactorRefusal::TriesUsedUp) => Self::Locked,
            Some(FactorRefusal::NotActive) => Self::NotActive,
            _ => return Err(error),
        };
        Ok(Answer {
            value,
            request_id: error.request_id().map(str::to_owned),
        })
    }

    /// `None` for a result that decides nothing about a code.
    fn of_result(result: FactorResult) -> Option<Self> {
        match result {
            FactorResult::Success => Some(Self::Right),
            FactorResult::Failed | FactorResult::Rejected | FactorResult::Cancelled => {
                Some(Self::Wrong)
            }
            FactorResult::PasscodeReplayed => Some(Self::UsedBefore),
            FactorResult::TimeWindowExceeded => Some(Self::OutsideTimeWindow),
            FactorResult::Expired | FactorResult::Timeout => Some(Self::Expired),
            FactorResult::Challenge
            | FactorResult::Waiting
            | FactorResult::Error
            | FactorResult::Unknown => None,
        }
    }
}

/// An answer to a verification that decides nothing: never taken for a success.
pub(super) fn unreadable(request_id: Option<String>) -> Error {
    Error::Unclear {
        failure: Failure::Unreadable("factorResult".to_owned()),
        request_id,
    }
}

impl Factors<'_> {
    /// Checks a code: one that was sent, or one of an authenticator app.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor. [`Error::Unclear`]: the code may be used up.
    pub async fn check_code(
        &self,
        user: &OktaId,
        factor: &OktaId,
        code: &SecretString,
    ) -> Result<Answer<CodeCheck>, Error> {
        self.check(user, factor, &Typed::PassCode(code.expose_secret()))
            .await
    }

    /// Checks the answer to the factor's security question.
    ///
    /// # Errors
    /// As [`Factors::check_code`].
    pub async fn check_answer(
        &self,
        user: &OktaId,
        factor: &OktaId,
        answer: &SecretString,
    ) -> Result<Answer<CodeCheck>, Error> {
        self.check(user, factor, &Typed::Answer(answer.expose_secret()))
            .await
    }

    async fn check(
        &self,
        user: &OktaId,
        factor: &OktaId,
        typed: &Typed<'_>,
    ) -> Result<Answer<CodeCheck>, Error> {
        let request = Request::post(VERIFY)
            .id(user)
            .id(factor)
            .counts_tries()
            .json(typed)?;
        let answer = match self.client.write::<VerifyResponse>(&request).await {
            Ok(answer) => answer,
            Err(error) => return CodeCheck::of_refusal(error),
        };
        let request_id = answer.request_id;
        match CodeCheck::of_result(answer.value.result) {
            Some(value) => Ok(Answer { value, request_id }),
            None => Err(unreadable(request_id)),
        }
    }
}
