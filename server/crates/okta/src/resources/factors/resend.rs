use super::{CodeSending, Factors, enroll::Body};
use crate::{Answer, Error, Factor, FactorKind, OktaId, request::Request};
use latchkey_http::NotSent;
use serde::de::IgnoredAny;

impl Factors<'_> {
    /// Sends another code to a telephone or address whose enrolment is not finished. A code for a factor in use
    /// comes from [`Factors::send_code`].
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor; not sent for a factor that has no codes to send.
    pub async fn resend(
        &self,
        user: &OktaId,
        factor: &Factor,
    ) -> Result<Answer<CodeSending>, Error> {
        let body = body(factor).ok_or(Error::NotSent(NotSent::Invalid))?;
        let request = Request::post("/api/v1/users/{userId}/factors/{factorId}/resend")
            .id(user)
            .id(&factor.id)
            .counts_tries()
            .json(&body)?;
        match self.client.write::<IgnoredAny>(&request).await {
            Ok(answer) => Ok(Answer {
                value: CodeSending::Sent,
                request_id: answer.request_id,
            }),
            Err(error) => CodeSending::of_refusal(error),
        }
    }
}

fn body(factor: &Factor) -> Option<Body<'_>> {
    let profile = &factor.profile;
    match factor.kind {
        FactorKind::Sms => Some(Body::sms(profile.phone_number.as_deref()?)),
        FactorKind::Call => Some(Body::call(
            profile.phone_number.as_deref()?,
            profile.phone_extension.as_deref(),
        )),
        FactorKind::Email => Some(Body::email(profile.email.as_deref()?)),
        _ => None,
    }
}
