//! Recorded requests for tokens. They were signed; what signs them again is a service app of the sandbox.

use latchkey_sandbox::okta::{OAuthAppChange, SeededApp};
use serde_json::json;

use super::Exchange;
use crate::client::{Api, Reply};
use crate::oauth::client_keys::{Key, Service, proof};

/// Sends the request: without a proof where the recorded org missed one, without a nonce where it wanted one.
pub(super) async fn ask(api: &Api, exchange: &Exchange, nonce: &str) -> Reply {
    let request = exchange.request.as_ref().expect("a recorded form");
    let scope = request["scope"].as_str().expect("a recorded scope");
    let service = Service::new(api, SeededApp::DpopService);
    let change = OAuthAppChange {
        granted_scopes: Some(scope.split(' ').map(str::to_owned).collect()),
        ..OAuthAppChange::default()
    };
    api.org()
        .change_oauth_app(&service.app.client_id, change)
        .unwrap();
    let claims = match exchange.body["error"].as_str() {
        Some("invalid_dpop_proof") => None,
        Some(_) => Some(json!({})),
        None => Some(json!({ "nonce": nonce })),
    };
    let key = Key::new();
    let proofs: Vec<String> = claims
        .iter()
        .map(|claims| proof(api, &key, "POST", "/oauth2/v1/token", claims))
        .collect();
    service
        .ask(&service.assertion(&json!({})), scope, &proofs)
        .await
}
