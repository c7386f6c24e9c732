//! `/api/v1/users/{userId}/factors`: what people prove themselves with.
//!
//! A refusal that a person can act on (a wrong code, one sent moments ago) is an outcome, not an error. A call
//! that sends a code or a push is never repeated when its effect is unknown. Removing all factors at once is
//! [`Lifecycle::reset_factors`](super::lifecycle::Lifecycle::reset_factors).

mod activate;
mod check;
mod enroll;
mod push;
mod refusal;
mod resend;
mod send_code;
mod transaction;

pub use activate::Activated;
pub use check::CodeCheck;
pub use enroll::{NewFactor, Proof};
pub use push::{PushPoll, PushRequest, PushStart, StartedPush};
pub use refusal::FactorRefusal;
pub use send_code::CodeSending;
pub use transaction::{InvalidTransactionId, TransactionId};

use crate::{Answer, Client, Error, Factor, OktaId, SupportedFactor, request::Request};

const FACTORS: &str = "/api/v1/users/{userId}/factors";
const FACTOR: &str = "/api/v1/users/{userId}/factors/{factorId}";
const VERIFY: &str = "/api/v1/users/{userId}/factors/{factorId}/verify";

/// Calls on people's factors.
#[derive(Clone, Copy)]
pub struct Factors<'a> {
    pub(crate) client: &'a Client,
}

impl Factors<'_> {
    /// The factors a person has enrolled, those whose enrolment is not finished too. Okta leaves out what the
    /// person's enrolment policy does not allow.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person.
    pub async fn list(&self, user: &OktaId) -> Result<Vec<Factor>, Error> {
        self.client.read(&Request::get(FACTORS).id(user)).await
    }

    /// One factor. While a push is being enrolled, its status tells whether the person has finished.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor.
    pub async fn get(&self, user: &OktaId, factor: &OktaId) -> Result<Factor, Error> {
        self.client
            .read(&Request::get(FACTOR).id(user).id(factor))
            .await
    }

    /// The factors a person may enrol.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person.
    pub async fn list_supported(&self, user: &OktaId) -> Result<Vec<SupportedFactor>, Error> {
        self.client
            .read(&Request::get("/api/v1/users/{userId}/factors/catalog").id(user))
            .await
    }

    /// Removes one factor. With a push, Okta also removes the codes of the same app.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown person or factor.
    pub async fn unenroll(&self, user: &OktaId, factor: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::delete(FACTOR).id(user).id(factor))
            .await
    }
}
