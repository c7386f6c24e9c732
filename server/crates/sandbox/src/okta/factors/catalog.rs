//! `GET /api/v1/users/{userId}/factors/catalog`

use serde_json::{Value, json};

use super::read_target;
use super::view::link;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// Type and provider of all that this org offers to everybody.
const OFFERED: [(&str, &str); 7] = [
    ("push", "OKTA"),
    ("token:software:totp", "OKTA"),
    ("token:software:totp", "GOOGLE"),
    ("sms", "OKTA"),
    ("call", "OKTA"),
    ("email", "OKTA"),
    ("question", "OKTA"),
];

/// Lists what a user may enrol, and what of it they have.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = read_target(state, call)?;
    let base = state.base_url();
    let factors = format!("{base}/api/v1/users/{user}/factors");
    let offered = OFFERED.iter().map(|(kind, provider)| {
        let mut own = state.factors_of(&user).iter();
        let own = own
            .find(|factor| factor.method.kind() == *kind && factor.method.provider() == *provider);
        let status = match own {
            None => "NOT_SETUP",
            Some(factor) if factor.is_active => "ACTIVE",
            Some(_) => "PENDING_ACTIVATION",
        };
        let mut links = json!({ "enroll": link(&factors, &["POST"]) });
        if *kind == "question" {
            links["questions"] = link(&format!("{factors}/questions"), &["GET"]);
        }
        json!({
            "factorType": kind,
            "provider": provider,
            "vendorName": provider,
            "status": status,
            "enrollment": "OPTIONAL",
            "_links": links,
        })
    });
    Ok(Answer::json(Value::Array(offered.collect())))
}
