use super::{FactorRefusal, Factors, TransactionId, VERIFY, check::unreadable};
use crate::{
    Answer, Error, OktaId,
    models::factor_result::{FactorResult, VerifyResponse},
    request::Request,
};
use http::{HeaderName, HeaderValue};
use jiff::Timestamp;
use serde::Serialize;
use std::net::IpAddr;

/// How a push is shown on the telephone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PushRequest {
    /// The person must choose one of three numbers, which only who waits for them knows. Orgs without that
    /// feature ask for yes or no all the same: see [`StartedPush::number`].
    pub number_challenge: bool,
    /// Where the person is, as far as known: the telephone shows a place for it.
    pub address: Option<IpAddr>,
}

/// What became of a push to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushStart {
    /// The telephone asks.
    Started(StartedPush),
    /// Too many refused or wrong ones: none is sent for now.
    Locked,
    /// The factor is not active any more.
    NotActive,
}

/// A push on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartedPush {
    /// What to poll.
    pub transaction: TransactionId,
    /// The number the person must choose; `None` when the telephone asks for yes or no only.
    pub number: Option<u32>,
    /// When it ends unanswered; `None` when Okta does not tell.
    pub expires_at: Option<Timestamp>,
}

/// How far a push is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushPoll {
    /// Nobody has answered yet.
    Waiting,
    /// The person agreed, and chose the right number where there was one.
    Approved,
    /// The person refused, or chose a wrong number.
    Rejected,
    /// Nobody answered in time.
    TimedOut,
    /// It was called off.
    Cancelled,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    use_number_matching_challenge: bool,
}

impl Factors<'_> {
    /// Sends a push to the person's telephone. [`Factors::poll_push`] tells the answer.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor. [`Error::Unclear`]: the telephone may ask, and
    /// its answer cannot be heard.
    pub async fn start_push(
        &self,
        user: &OktaId,
        factor: &OktaId,
        push: PushRequest,
    ) -> Result<Answer<PushStart>, Error> {
        let mut request = Request::post(VERIFY).id(user).id(factor);
        if push.number_challenge {
            request = request.json(&Body {
                use_number_matching_challenge: true,
            })?;
        }
        if let Some(address) = push.address
            && let Ok(address) = HeaderValue::from_str(&address.to_string())
        {
            request = request.header(HeaderName::from_static("x-forwarded-for"), address);
        }
        match self.client.write::<VerifyResponse>(&request).await {
            Ok(answer) => started(answer),
            Err(error) => refused(error),
        }
    }

    /// How far a push is. Okta asks for a pause between polls; a few seconds do.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown transaction, which a finished one becomes in time.
    pub async fn poll_push(
        &self,
        user: &OktaId,
        factor: &OktaId,
        transaction: &TransactionId,
    ) -> Result<PushPoll, Error> {
        let request =
            Request::get("/api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}")
                .id(user)
                .id(factor)
                .text(transaction.as_str());
        let answer: VerifyResponse = self.client.read(&request).await?;
        match answer.result {
            FactorResult::Waiting | FactorResult::Challenge => Ok(PushPoll::Waiting),
            FactorResult::Success => Ok(PushPoll::Approved),
            FactorResult::Rejected | FactorResult::Failed => Ok(PushPoll::Rejected),
            FactorResult::Timeout | FactorResult::Expired => Ok(PushPoll::TimedOut),
            FactorResult::Cancelled => Ok(PushPoll::Cancelled),
            FactorResult::Error
            | FactorResult::PasscodeReplayed
            | FactorResult::TimeWindowExceeded
            | FactorResult::Unknown => Err(Error::Unreadable {
                path: "factorResult".to_owned(),
            }),
        }
    }
}

fn started(answer: Answer<VerifyResponse>) -> Result<Answer<PushStart>, Error> {
    let response = answer.value;
    let transaction = response.transaction().and_then(|text| text.parse().ok());
    let (FactorResult::Waiting, Some(transaction)) = (response.result, transaction) else {
        return Err(unreadable(answer.request_id));
    };
    let push = StartedPush {
        transaction,
        number: response.number(),
        expires_at: response.expires_at,
    };
    Ok(Answer {
        value: PushStart::Started(push),
        request_id: answer.request_id,
    })
}

fn refused(error: Error) -> Result<Answer<PushStart>, Error> {
    let value = match FactorRefusal::of(&error) {
        Some(FactorRefusal::Locked | FactorRefusal::TriesUsedUp) => PushStart::Locked,
        Some(FactorRefusal::NotActive) => PushStart::NotActive,
        _ => return Err(error),
    };
    Ok(Answer {
        value,
        request_id: error.request_id().map(str::to_owned),
    })
}
