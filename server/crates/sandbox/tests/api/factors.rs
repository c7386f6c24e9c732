//! Factors: enrolling, proving, limits, and what the telephone does.

mod enrolment;
mod phone;
mod proof;

use latchkey_sandbox::okta::FactorSnapshot;
use serde_json::Value;

use super::client::{Api, Reply, address};

/// The path of a person's factors.
fn factors(api: &Api, login: &str) -> String {
    format!("/api/v1/users/{}/factors", api.id(login))
}

/// A person's factor of a kind.
fn own(api: &Api, login: &str, kind: &str) -> FactorSnapshot {
    let factors = api.org().factors(&address(login)).into_iter();
    let mut factors = factors.filter(|factor| factor.kind == kind);
    factors.next().unwrap()
}

/// A call below a person's factor of a kind.
async fn on(api: &Api, login: &str, kind: &str, verb: &str, body: Value) -> Reply {
    let id = own(api, login, kind).id;
    let path = format!("{}/{id}/{verb}", factors(api, login));
    api.post(&path, body).await
}

/// The code in the newest message to a person.
fn last_code(api: &Api, login: &str) -> String {
    api.org().messages(&address(login))[0].code.clone()
}

fn shown_code(api: &Api, login: &str) -> String {
    api.org().authenticator_codes(&address(login))[0]
        .code
        .clone()
}
