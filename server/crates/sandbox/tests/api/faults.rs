//! Faults over HTTP: what the caller sees, and whether the call has had its effect.

mod answers;
mod connections;
mod errors;
mod limits;
mod page;
mod slow;

use http::Method;
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts};

use super::client::{Api, Reply};

/// A sandbox in which a fault is on until it is cleared.
async fn with(kind: FaultKind) -> Api {
    let api = Api::start().await;
    api.org()
        .set_fault(Fault::new(kind).lasting(Lasts::UntilCleared));
    api
}

/// Where carol, who is locked out, is unlocked.
fn unlock_path(api: &Api) -> String {
    format!("/api/v1/users/{}/lifecycle/unlock", api.id("carol.reyes"))
}

/// Unlocks carol, over a connection that may fail.
async fn unlock(api: &Api) -> Result<Reply, reqwest::Error> {
    api.attempt(api.authorized(Method::POST, &unlock_path(api), None))
        .await
}

fn is_unlocked(api: &Api) -> bool {
    api.status("carol.reyes") == "ACTIVE"
}

/// The statuses in the record of calls.
fn recorded(api: &Api) -> Vec<u16> {
    api.org().calls().iter().map(|call| call.status).collect()
}
