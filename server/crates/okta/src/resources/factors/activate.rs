use super::{CodeCheck, Factors, check::Typed};
use crate::{Answer, Error, Factor, FactorStatus, OktaId, request::Request};
use secrecy::{ExposeSecret, SecretString};

/// What became of the last step of an enrolment.
#[derive(Clone, Debug)]
pub enum Activated {
    /// The factor can be used.
    Yes(Box<Factor>),
    /// The person has to finish on their telephone. [`Factors::get`] tells when they have.
    Waiting(Box<Factor>),
    /// The code was not taken; never [`CodeCheck::Right`].
    No(CodeCheck),
}

impl Factors<'_> {
    /// Finishes an enrolment with the code that the person got, or whose app shows it. Without a code it starts
    /// the enrolment of a push anew.
    ///
    /// Okta takes five tries in five minutes, and [`CodeCheck::Locked`] then.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor.
    pub async fn activate(
        &self,
        user: &OktaId,
        factor: &OktaId,
        code: Option<&SecretString>,
    ) -> Result<Answer<Activated>, Error> {
        let mut request =
            Request::post("/api/v1/users/{userId}/factors/{factorId}/lifecycle/activate")
                .id(user)
                .id(factor)
                .counts_tries();
        if let Some(code) = code {
            request = request.json(&Typed::PassCode(code.expose_secret()))?;
        }
        let answer = match self.client.write::<Factor>(&request).await {
            Ok(answer) => answer,
            Err(error) => {
                let refused = CodeCheck::of_refusal(error)?;
                return Ok(Answer {
                    value: Activated::No(refused.value),
                    request_id: refused.request_id,
                });
            }
        };
        let factor = Box::new(answer.value);
        let value = match factor.status {
            FactorStatus::Active => Activated::Yes(factor),
            _ => Activated::Waiting(factor),
        };
        Ok(Answer {
            value,
            request_id: answer.request_id,
        })
    }
}
