//! Okta's factors as verifications. One operation a file.

mod check_code;
mod poll_push;
mod send_code;
mod start_push;
mod usable_factors;

use super::{OktaCredentialStore, failure, known};
use crate::{
    CodeDelivery, CodeVerdict, FactorAnswer, FactorReference, FactorStore, Failure, PushStart,
    PushState, UsableFactor,
};
use async_trait::async_trait;
use latchkey_okta::{Answer, Client, Error, OktaId, Priority};
use secrecy::SecretString;
use std::net::IpAddr;

#[async_trait]
impl FactorStore for OktaCredentialStore {
    async fn usable_factors(&self, person: &str) -> Result<Vec<UsableFactor>, Failure> {
        usable_factors::usable_factors(&self.interactive(), &known(person)?).await
    }

    async fn send_code(
        &self,
        person: &str,
        factor: &FactorReference,
    ) -> Result<FactorAnswer<CodeDelivery>, Failure> {
        let (person, factor) = ids(person, factor)?;
        send_code::send_code(&self.interactive(), &person, &factor).await
    }

    async fn check_code(
        &self,
        person: &str,
        factor: &FactorReference,
        typed: &SecretString,
    ) -> Result<FactorAnswer<CodeVerdict>, Failure> {
        let (person, id) = ids(person, factor)?;
        check_code::check_code(&self.interactive(), &person, factor.kind, &id, typed).await
    }

    async fn start_push(
        &self,
        person: &str,
        factor: &FactorReference,
        address: Option<IpAddr>,
    ) -> Result<FactorAnswer<PushStart>, Failure> {
        let (person, factor) = ids(person, factor)?;
        start_push::start_push(&self.interactive(), &person, &factor, address).await
    }

    async fn poll_push(
        &self,
        person: &str,
        factor: &FactorReference,
        transaction: &str,
    ) -> Result<PushState, Failure> {
        let (person, factor) = ids(person, factor)?;
        poll_push::poll_push(&self.interactive(), &person, &factor, transaction).await
    }
}

impl OktaCredentialStore {
    /// Somebody waits for each of these calls.
    fn interactive(&self) -> Client {
        self.okta.with_priority(Priority::Interactive)
    }
}

/// The ids of a person and a factor that this store named before.
fn ids(person: &str, factor: &FactorReference) -> Result<(OktaId, OktaId), Failure> {
    Ok((known(person)?, known(&factor.id)?))
}

/// What a call came to; `gone` when there is no such factor, or no such person, any more.
fn answered<T, Outcome>(
    called: Result<Answer<T>, Error>,
    outcome: impl FnOnce(T) -> Outcome,
    gone: Outcome,
) -> Result<FactorAnswer<Outcome>, Failure> {
    match called {
        Ok(answer) => Ok(FactorAnswer {
            outcome: outcome(answer.value),
            request_id: answer.request_id,
        }),
        Err(error) if error.is_not_found() => Ok(FactorAnswer {
            outcome: gone,
            request_id: error.request_id().map(str::to_owned),
        }),
        Err(error) => Err(failure::of_write(error)),
    }
}
