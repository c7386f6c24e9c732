use super::{FactorRefusal, Factors, VERIFY};
use crate::{
    Answer, Error, OktaId,
    models::factor_result::{FactorResult, VerifyResponse},
    request::Request,
};

/// What became of a code to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeSending {
    /// It is on its way.
    Sent,
    /// One was sent moments ago (a text message or call within 30 seconds, an email within 5), and counts.
    SentMomentsAgo,
    /// Too many wrong codes, or tries: none is sent for now.
    Locked,
    /// The factor is not active any more.
    NotActive,
    /// It could not be delivered.
    Undeliverable,
}

impl CodeSending {
    /// The outcome behind a refusal; any other error stays one.
    pub(super) fn of_refusal(error: Error) -> Result<Answer<Self>, Error> {
        let value = match FactorRefusal::of(&error) {
            Some(FactorRefusal::SentMomentsAgo) => Self::SentMomentsAgo,
            Some(FactorRefusal::Locked | FactorRefusal::TriesUsedUp) => Self::Locked,
            Some(FactorRefusal::NotActive) => Self::NotActive,
            Some(FactorRefusal::Undeliverable | FactorRefusal::InvalidPhoneNumber) => {
                Self::Undeliverable
            }
            _ => return Err(error),
        };
        Ok(Answer {
            value,
            request_id: error.request_id().map(str::to_owned),
        })
    }
}

impl Factors<'_> {
    /// Sends a code by text message, call or email. It lives five minutes; an earlier one dies.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor. [`Error::Unclear`]: one may be on its way.
    pub async fn send_code(
        &self,
        user: &OktaId,
        factor: &OktaId,
    ) -> Result<Answer<CodeSending>, Error> {
        let request = Request::post(VERIFY).id(user).id(factor);
        let answer = match self.client.write::<VerifyResponse>(&request).await {
            Ok(answer) => answer,
            Err(error) => return CodeSending::of_refusal(error),
        };
        let value = match answer.value.result {
            FactorResult::Challenge => CodeSending::Sent,
            FactorResult::Error | FactorResult::Failed => CodeSending::Undeliverable,
            _ => return Err(super::check::unreadable(answer.request_id)),
        };
        Ok(Answer {
            value,
            request_id: answer.request_id,
        })
    }
}
