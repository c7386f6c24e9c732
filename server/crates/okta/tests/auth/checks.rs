//! What the admin sees who saves and tests a connection.

use crate::{
    org::{Org, bearer, service_auth},
    support,
};
use latchkey_okta::{Client, CredentialHealth, CredentialProblem, TokenCheck};
use serde_json::json;
use wiremock::ResponseTemplate;

fn with_api_token(org: &Org) -> Client {
    support::client(&support::http(), &org.url())
}

fn error(status: u16, code: &str, summary: &str) -> ResponseTemplate {
    let body = json!({"errorCode": code, "errorSummary": summary, "errorId": "oae1",
        "errorLink": code, "errorCauses": []});
    ResponseTemplate::new(status).set_body_json(body)
}

#[tokio::test]
async fn an_api_token_needs_no_token_and_reads() {
    let people = ResponseTemplate::new(200).set_body_json(json!([{"id": "00u1"}]));
    let org = Org::start([], [people]).await;
    let client = with_api_token(&org);
    let check = client.check_token().await.expect("nothing to ask for");
    assert_eq!(check, TokenCheck::NotNeeded);
    client.check_read().await.expect("read");
    let call = &org.calls().await[0];
    assert_eq!(call.headers["authorization"], "SSWS 00token");
    assert_eq!(
        (call.url.path(), call.url.query()),
        ("/api/v1/users", Some("limit=1"))
    );
    assert_eq!(org.token_requests().await.len(), 0);
}

#[tokio::test]
async fn a_revoked_api_token_is_told_from_missing_rights() {
    let revoked = "Invalid token provided";
    let forbidden = "You do not have permission to perform the requested action";
    let rights_missing = CredentialProblem::RightsMissing { scopes: Vec::new() };
    for (status, code, words, problem) in [
        (401, "E0000011", revoked, CredentialProblem::Refused),
        (403, "E0000006", forbidden, rights_missing),
    ] {
        let org = Org::start([], [error(status, code, words)]).await;
        let client = with_api_token(&org);
        let error = client.check_read().await.expect_err(code);
        assert_eq!(error.credential_problem(), Some(problem.clone()));
        assert_eq!(error.okta_words(), Some(words));
        assert!(
            !format!("{error} {error:?}").contains(words),
            "not for logs"
        );
        let is_refused = client.health().credential != CredentialHealth::Ok;
        assert_eq!(is_refused, problem == CredentialProblem::Refused);
        assert_eq!(org.calls().await.len(), 1, "{code} is not tried again");
    }
}

#[tokio::test]
async fn the_headroom_is_what_the_last_answers_told() {
    let limits = |answer: ResponseTemplate, limit, remaining| {
        answer
            .insert_header("date", "Thu, 01 Jan 2026 09:00:00 GMT")
            .insert_header("x-rate-limit-limit", limit)
            .insert_header("x-rate-limit-remaining", remaining)
            .insert_header("x-rate-limit-reset", "1767258030")
    };
    let people = ResponseTemplate::new(200).set_body_json(json!([]));
    let tokens = [limits(bearer("at-1"), "150", "149")];
    let org = Org::start(tokens, [limits(people, "300", "298")]).await;
    let client = org.client(service_auth(false), 1);
    assert_eq!(client.rate_headroom(), []);
    client.check_read().await.expect("read");
    let headroom = client.rate_headroom();
    let shown: Vec<_> = headroom
        .iter()
        .map(|limit| (limit.calls, limit.limit, limit.remaining))
        .collect();
    assert_eq!(
        shown,
        [("/oauth2/v1/token", 150, 149), ("/api/v1/users", 300, 298)]
    );
    assert_eq!(headroom[1].resets_at.to_string(), "2026-01-01T09:00:30Z");
}
