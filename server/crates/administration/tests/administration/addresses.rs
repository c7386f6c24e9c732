//! Item 82: where the portal may be sent.

use crate::{
    harness::{CANARY, House, change, input, store_record},
    okta,
};
use latchkey_administration::{
    connections::{ConnectionFault, ConnectionSaved},
    credential_stores::{StoreTest, StoreUnderTest},
};
use latchkey_credential_stores::{CheckLine, CheckResult};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

/// Addresses that lead inside, around a check, or nowhere.
const REFUSED: [&str; 54] = [
    "",
    "example.okta.com",
    "http://example.okta.com",
    "ftp://example.okta.com",
    "file:///etc/passwd",
    "gopher://example.okta.com",
    "javascript:alert(1)",
    "data:text/plain,x",
    "https://",
    "https://user@example.okta.com",
    "https://user:secret@example.okta.com",
    "https://example.okta.com@127.0.0.1",
    "https://example.okta.com/path",
    "https://example.okta.com/?x=1",
    "https://example.okta.com/#x",
    "https://example-admin.okta.com",
    "https://localhost",
    "https://localhost:8443",
    "https://127.0.0.1",
    "https://127.1",
    "https://127.0.0.1.",
    "https://2130706433",
    "https://0x7f000001",
    "https://0x7f.1",
    "https://0177.0.0.1",
    "https://0",
    "https://0.0.0.0",
    "https://10.0.0.1",
    "https://172.16.0.1",
    "https://192.168.1.1",
    "https://169.254.169.254",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1",
    "https://100.100.100.200",
    "https://168.63.129.16",
    "https://198.18.0.1",
    "https://224.0.0.1",
    "https://255.255.255.255",
    "https://[::]",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://[::ffff:a9fe:a9fe]",
    "https://[64:ff9b::10.0.0.1]",
    "https://[fe80::1]",
    "https://[fc00::1]",
    "https://metadata.google.internal",
    "https://intranet",
    "https://portal.example.com",
    "https://okta.com",
    "https://example.okta.com.evil.example.com",
    "https://evilokta.com",
    "https://example.okta.com:8443",
    "https://example.okta.com\\@127.0.0.1",
    "https://ex\u{430}mple.okta.com.example.org",
];

#[tokio::test]
async fn item_82_no_address_inside_or_outside_of_okta_is_saved() {
    let house = House::new().await;
    for url in REFUSED {
        let saved = house.save(&input("okta", url)).await;
        let ConnectionSaved::Faults(faults) = &saved else {
            panic!("{url}: {saved:?}");
        };
        assert!(
            matches!(faults[..], [ConnectionFault::Url(_)]),
            "{url}: {faults:?}"
        );
    }
    assert_eq!(house.view("okta").await, None);
    assert!(house.trail().await.is_empty());
}

async fn test_of(house: &House, under_test: StoreUnderTest) -> StoreTest {
    let tested = house
        .administration
        .test_credential_store(&house.granted(), &under_test)
        .await;
    tested.expect("an answer")
}

fn saved_okta() -> StoreUnderTest {
    StoreUnderTest {
        record: store_record("people", Some("okta")),
        connection: None,
        person: None,
    }
}

fn code_of_first(lines: &[CheckLine]) -> &str {
    match &lines[0].result {
        CheckResult::Failed(failure) => &failure.code,
        other => panic!("not failed: {other:?}"),
    }
}

#[tokio::test]
async fn item_82_a_test_tells_nothing_of_what_another_server_answered() {
    let inside = MockServer::start().await;
    let words = "inside-only: 4711";
    let body = format!(r#"{{"secret":"{words}","errorSummary":"{words}"}}"#);
    for answer in [
        ResponseTemplate::new(200).set_body_string(body.clone()),
        ResponseTemplate::new(403).set_body_string(format!("<html>{words}</html>")),
        ResponseTemplate::new(404).set_body_string(words),
    ] {
        inside.reset().await;
        Mock::given(any()).respond_with(answer).mount(&inside).await;
        let house = House::with_okta(&inside.uri()).await;
        let StoreTest::Lines(lines) = test_of(&house, saved_okta()).await else {
            panic!("no lines");
        };
        assert!(!format!("{lines:?}").contains("4711"), "{lines:?}");
        let told_time = |line: &CheckLine| matches!(line.result, CheckResult::Passed { .. });
        assert!(!lines.iter().any(told_time), "{lines:?}");
    }
}

#[tokio::test]
async fn item_82_no_redirect_is_followed() {
    let (org, elsewhere) = (MockServer::start().await, okta::org().await);
    let to = format!("{}/api/v1/users", elsewhere.uri());
    let redirect = ResponseTemplate::new(302).insert_header("location", to.as_str());
    Mock::given(any()).respond_with(redirect).mount(&org).await;
    let house = House::with_okta(&org.uri()).await;
    let StoreTest::Lines(lines) = test_of(&house, saved_okta()).await else {
        panic!("no lines");
    };
    assert_eq!(code_of_first(&lines), "not-okta");
    assert_eq!(okta::calls(&elsewhere).await, 0);
}

#[tokio::test]
async fn item_83_a_test_sends_no_saved_secret_to_another_host() {
    let (org, listener) = (okta::org().await, MockServer::start().await);
    let house = House::with_okta(&org.uri()).await;
    let moved = StoreUnderTest {
        connection: Some(change("okta", &listener.uri(), 1)),
        ..saved_okta()
    };
    let tested = test_of(&house, moved).await;
    assert!(
        matches!(&tested, StoreTest::Faults(faults)
        if matches!(faults[..], [ConnectionFault::SecretNeeded(_)])),
        "{tested:?}"
    );
    assert_eq!(okta::calls(&listener).await, 0);
    assert!(!format!("{tested:?}").contains(CANARY));
}
