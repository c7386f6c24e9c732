//! `GET /api/v1/org`

use serde_json::json;

use super::call::{Answer, Call};
use super::error::Refusal;
use super::rights::{self, Right};
use super::state::State;
use crate::clock::whole_seconds;

/// Describes the org.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let base = state.base_url();
    let created = whole_seconds(state.created);
    Ok(Answer::json(json!({
        "id": "00ok2m4v7dExaMpLe5d7",
        "subdomain": "example",
        "companyName": "Example Company",
        "status": "ACTIVE",
        "website": "https://www.example.com",
        "endUserSupportHelpURL": "https://help.example.com",
        "phoneNumber": "+1 555 0100",
        "supportPhoneNumber": "+1 555 0199",
        "address1": "1 Example Street",
        "address2": "",
        "city": "San Francisco",
        "state": "California",
        "postalCode": "94105",
        "country": "US",
        "created": created,
        "lastUpdated": created,
        "_links": {
            "preferences": { "href": format!("{base}/api/v1/org/preferences") },
            "contacts": { "href": format!("{base}/api/v1/org/contacts") },
            "oktaSupport": { "href": format!("{base}/api/v1/org/privacy/oktaSupport") },
            "logo": { "href": "" },
        },
    })))
}
