//! What Okta says no to, at the token endpoint and at the API.

use crate::org::{Org, bearer, done, id, refusal, service_auth};
use latchkey_okta::{CredentialHealth, CredentialProblem, Error, Scope};
use serde_json::json;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn every_refusal_of_a_token_is_told_in_oktas_words_and_no_call_goes_out() {
    for (status, code, words) in [
        (
            401,
            "invalid_client",
            "The client_assertion JWT kid is invalid.",
        ),
        (
            400,
            "invalid_scope",
            "One or more scopes are not configured.",
        ),
        (
            400,
            "invalid_dpop_proof",
            "The DPoP proof JWT header is missing.",
        ),
        (
            400,
            "access_denied",
            "Policy evaluation failed for this request.",
        ),
        (
            403,
            "access_denied",
            "The request is made from outside the permitted zones.",
        ),
        (
            400,
            "unsupported_grant_type",
            "The grant type is not allowed.",
        ),
    ] {
        let org = Org::start([refusal(status, code, words)], [done()]).await;
        let client = org.client(service_auth(false), 1);
        let error = client.lifecycle().unlock(&id()).await.expect_err(code);
        let Error::Token(refused) = &error else {
            panic!("{error:?}")
        };
        assert_eq!((refused.status, refused.code.as_str()), (status, code));
        assert_eq!(error.okta_words(), Some(words));
        assert_eq!(error.request_id(), Some("req-7"));
        assert_eq!(error.credential_problem(), Some(CredentialProblem::Refused));
        assert!(error.outcome_known() && error.to_string().contains(code));
        assert!(
            !format!("{error} {error:?}").contains(words),
            "not for logs"
        );
        assert_eq!(
            org.token_requests().await.len(),
            1,
            "{code} is not tried again"
        );
        assert_eq!(org.calls().await.len(), 0, "{code}");
        let health = client.health().credential;
        assert!(matches!(health, CredentialHealth::Refused { .. }), "{code}");
    }
}

#[tokio::test]
async fn a_refusal_in_the_form_of_other_errors_is_understood_too() {
    let body = json!({"errorCode": "invalid_client", "errorId": "oae1", "errorCauses": [],
        "errorSummary": "Invalid value for 'client_id' parameter."});
    let org = Org::start([ResponseTemplate::new(401).set_body_json(body)], []).await;
    let client = org.client(service_auth(false), 1);
    let error = client.check_token().await.expect_err("refused");
    assert!(matches!(&error, Error::Token(refused) if refused.code == "invalid_client"));
    let words = "Invalid value for 'client_id' parameter.";
    assert_eq!(error.okta_words(), Some(words));
}

#[tokio::test]
async fn a_page_of_somebody_else_is_no_word_about_the_credential() {
    let page = ResponseTemplate::new(403).set_body_string("<html>blocked</html>");
    let org = Org::start([page], []).await;
    let client = org.client(service_auth(false), 1);
    let error = client.check_token().await.expect_err("blocked");
    assert_eq!(
        (error.okta_words(), error.credential_problem()),
        (None, None)
    );
    assert_eq!(client.health().credential, CredentialHealth::Ok);
}

#[tokio::test]
async fn an_answer_without_a_token_is_unreadable_and_quotes_nothing() {
    let body = json!({"token_type": "Bearer", "access_token": "at-secret"});
    let org = Org::start([ResponseTemplate::new(200).set_body_json(body)], []).await;
    let error = org.client(service_auth(false), 1).check_token().await;
    let error = error.expect_err("no lifetime");
    assert!(matches!(error, Error::Unreadable { .. }));
    assert!(!format!("{error} {error:?}").contains("at-secret"));
}

/// Okta's answer to a token without the scope: no body.
fn lacks_scope(scheme: &str) -> ResponseTemplate {
    let challenge = format!(
        r#"{scheme} authorization_uri="http://acme.example.com/oauth2/v1/authorize", realm="http://acme.example.com", scope="okta.users.manage", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1/users""#
    );
    ResponseTemplate::new(403).insert_header("www-authenticate", challenge.as_str())
}

#[tokio::test]
async fn a_missing_scope_is_named() {
    for scheme in ["Bearer", "DPoP algs=\"ES256\","] {
        let org = Org::start([bearer("at-1")], [lacks_scope(scheme)]).await;
        let client = org.client(service_auth(false), 1);
        let error = client.lifecycle().unlock(&id()).await.expect_err("refused");
        let scopes: Vec<Scope> = vec!["okta.users.manage".parse().expect("scope")];
        assert_eq!(error.missing_scopes(), scopes);
        assert!(error.is_forbidden() && error.outcome_known());
        assert_eq!(
            error.credential_problem(),
            Some(CredentialProblem::RightsMissing { scopes })
        );
        let words = "The access token provided does not contain the required scopes.";
        assert_eq!(error.okta_words(), Some(words));
        assert_eq!(client.health().credential, CredentialHealth::Ok);
        assert_eq!(client.health().forbidden.len(), 1);
        assert_eq!(
            org.token_requests().await.len(),
            1,
            "a new token would not help"
        );
    }
}

#[tokio::test]
async fn a_token_revoked_at_okta_is_replaced() {
    let revoked = ResponseTemplate::new(401).insert_header(
        "www-authenticate",
        r#"Bearer error="invalid_token", error_description="The access token has been revoked.""#,
    );
    let tokens = [bearer("at-1"), bearer("at-2")];
    let org = Org::start(tokens, [revoked, done()]).await;
    let client = org.client(service_auth(false), 1);
    client.lifecycle().unlock(&id()).await.expect("unlocked");
    let calls = org.calls().await;
    assert_eq!(calls[0].headers["authorization"], "Bearer at-1");
    assert_eq!(calls[1].headers["authorization"], "Bearer at-2");
}
