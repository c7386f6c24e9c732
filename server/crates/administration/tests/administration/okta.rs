use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

/// The one person of [`org`].
pub(crate) fn alice() -> Value {
    json!({ "id": "00u1", "status": "ACTIVE",
        "profile": { "login": "alice@example.com", "email": "alice@example.com" },
        "credentials": { "provider": { "type": "OKTA", "name": "OKTA" } } })
}

/// A server that answers what the checks ask, as Okta does.
pub(crate) async fn org() -> MockServer {
    let server = MockServer::start().await;
    let user = alice();
    let policy = json!({ "id": "00p1", "name": "Default", "status": "ACTIVE", "system": true });
    answers(&server, "/api/v1/users", 200, json!([user])).await;
    answers(&server, "/api/v1/users/00u1", 200, user).await;
    answers(&server, "/api/v1/users/00u1/groups", 200, json!([])).await;
    answers(&server, "/api/v1/users/00u1/roles", 200, json!([])).await;
    answers(&server, "/api/v1/policies", 200, json!([policy])).await;
    server
}

/// A server that refuses everything in these words.
pub(crate) async fn refusing(status: u16, code: &str, words: &str) -> MockServer {
    let server = MockServer::start().await;
    let body =
        json!({ "errorCode": code, "errorSummary": words, "errorId": "oae1", "errorCauses": [] });
    let answer = ResponseTemplate::new(status).set_body_json(body);
    Mock::given(method("GET"))
        .respond_with(answer)
        .mount(&server)
        .await;
    server
}

async fn answers(server: &MockServer, at: &str, status: u16, body: Value) {
    let answer = ResponseTemplate::new(status)
        .insert_header("X-Rate-Limit-Limit", "600")
        .insert_header("X-Rate-Limit-Remaining", "599")
        .insert_header("Date", "Thu, 01 Jan 2026 09:00:00 GMT")
        .insert_header("X-Rate-Limit-Reset", "1767258060")
        .set_body_json(body);
    let asked = Mock::given(method("GET")).and(path(at));
    asked.respond_with(answer).mount(server).await;
}

/// Answers whoever asks for somebody by login.
pub(crate) async fn knows(server: &MockServer, login: &str, person: Option<Value>) {
    let at = format!("/api/v1/users/{}", login.replace('@', "%40"));
    let unknown = || {
        let words = "Not found: Resource not found";
        let error = json!({ "errorCode": "E0000007", "errorSummary": words });
        (404, error)
    };
    let (status, body) = person.map_or_else(unknown, |person| (200, person));
    answers(server, &at, status, body).await;
}

/// How many calls a server got.
pub(crate) async fn calls(server: &MockServer) -> usize {
    server.received_requests().await.expect("recorded").len()
}
