//! `GET /.well-known/openid-configuration` and `GET /.well-known/oauth-authorization-server`

use serde_json::{Value, json};

use super::apps::Grant;
use super::client_assertion::ALGORITHMS;
use super::scopes;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// What the authorization server can do, and where. It names nothing that this org does not do.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every verb of the router has this form"
)]
pub(crate) fn get(state: &mut State, _: &Call) -> Result<Answer, Refusal> {
    Ok(Answer::json(document(state.base_url())))
}

fn document(base: &str) -> Value {
    let at = |path: &str| format!("{base}/oauth2/v1/{path}");
    let grants = Grant::ALL.map(Grant::as_str);
    let authentication = [
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "none",
    ];
    let mut document = json!({
        "issuer": base,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "userinfo_endpoint": at("userinfo"),
        "jwks_uri": at("keys"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment"],
        "grant_types_supported": grants,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": scopes::OPENID,
        "claims_supported": CLAIMS,
        "code_challenge_methods_supported": ["S256"],
        "introspection_endpoint": at("introspect"),
        "revocation_endpoint": at("revoke"),
        "end_session_endpoint": at("logout"),
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "dpop_signing_alg_values_supported": ALGORITHMS,
    });
    for endpoint in ["token", "introspection", "revocation"] {
        document[format!("{endpoint}_endpoint_auth_methods_supported")] = json!(authentication);
        document[format!("{endpoint}_endpoint_auth_signing_alg_values_supported")] =
            json!(ALGORITHMS);
    }
    document
}

const CLAIMS: [&str; 18] = [
    "iss",
    "ver",
    "sub",
    "aud",
    "iat",
    "exp",
    "jti",
    "auth_time",
    "amr",
    "idp",
    "nonce",
    "name",
    "given_name",
    "family_name",
    "preferred_username",
    "email",
    "email_verified",
    "groups",
];
