//! "Save and test", line by line.

use crate::{
    harness::{CANARY, House, change, store_record},
    okta,
};
use latchkey_administration::credential_stores::{StoreTest, StoreUnderTest};
use latchkey_credential_stores::{Advice, Check, CheckFailure, CheckLine, CheckResult};
use latchkey_domain::AuditKind;
use wiremock::MockServer;

fn under_test() -> StoreUnderTest {
    StoreUnderTest {
        record: store_record("people", Some("okta")),
        connection: None,
        person: None,
    }
}

async fn lines(house: &House, under_test: &StoreUnderTest) -> Vec<CheckLine> {
    let tested = house
        .administration
        .test_credential_store(&house.granted(), under_test)
        .await;
    match tested.expect("an answer") {
        StoreTest::Lines(lines) => lines,
        other => panic!("{other:?}"),
    }
}

async fn lines_of(server: &MockServer) -> Vec<CheckLine> {
    lines(&House::with_okta(&server.uri()).await, &under_test()).await
}

/// The first check that failed, and how.
fn failure(lines: &[CheckLine]) -> (Check, &CheckFailure) {
    let failed = lines.iter().find_map(|line| match &line.result {
        CheckResult::Failed(failure) => Some((line.check, failure)),
        _ => None,
    });
    failed.expect("a failure")
}

#[tokio::test]
async fn a_good_connection_passes_every_check_in_order() {
    let server = okta::org().await;
    let house = House::with_okta(&server.uri()).await;
    let lines = lines(&house, &under_test()).await;
    let order: Vec<Check> = lines.iter().map(|line| line.check).collect();
    let expected = [
        Check::Reachability,
        Check::Authentication,
        Check::Scopes,
        Check::ReadUser,
        Check::LockState,
        Check::RateHeadroom,
    ];
    assert_eq!(order, expected);
    for line in &lines {
        assert!(
            matches!(line.result, CheckResult::Passed { .. }),
            "{line:?}"
        );
    }
    let requests = server.received_requests().await.expect("recorded");
    assert!(
        requests.iter().all(|request| request.method == "GET"),
        "it only reads"
    );
    let trail = house.trail().await;
    let last = trail.last().expect("a record");
    assert_eq!(last.event.kind, AuditKind::CredentialStoreTested);
}

#[tokio::test]
async fn a_revoked_token_is_told_in_oktas_words_with_what_to_do() {
    let server = okta::refusing(401, "E0000011", "Invalid token provided").await;
    let lines = lines_of(&server).await;
    assert!(
        matches!(lines[0].result, CheckResult::Passed { .. }),
        "reached"
    );
    let (check, failure) = failure(&lines);
    assert_eq!(check, Check::Authentication);
    assert_eq!(failure.code, "E0000011");
    assert_eq!(failure.words.as_deref(), Some("Invalid token provided"));
    assert_eq!(failure.advice, Advice::RenewCredential);
    assert!(
        lines[2..]
            .iter()
            .all(|line| line.result == CheckResult::Skipped)
    );
}

#[tokio::test]
async fn missing_rights_are_told_apart_from_a_bad_token() {
    let words = "You do not have permission to perform the requested action";
    let server = okta::refusing(403, "E0000006", words).await;
    let lines = lines_of(&server).await;
    let (check, failure) = failure(&lines);
    assert_eq!(
        (check, failure.advice),
        (Check::Scopes, Advice::GrantRights)
    );
    assert_eq!(failure.words.as_deref(), Some(words));
}

#[tokio::test]
async fn nobody_at_the_address_is_a_failed_reachability() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let house = House::with_okta(&url).await;
    let lines = lines(&house, &under_test()).await;
    let (check, failure) = failure(&lines);
    assert_eq!(
        (check, failure.code.as_str()),
        (Check::Reachability, "no-connection")
    );
    assert_eq!(failure.advice, Advice::CheckAddress);
}

#[tokio::test]
async fn a_person_nobody_knows_fails_at_reading() {
    let server = okta::org().await;
    let house = House::with_okta(&server.uri()).await;
    let mut wanted = under_test();
    wanted.record.look_up.email = false;
    wanted.record.look_up.login = false;
    wanted.record.look_up.short_name = false;
    wanted.record.look_up.attribute = None;
    wanted.person = Some("alice@example.com".parse().expect("valid"));
    let lines = lines(&house, &wanted).await;
    let (check, failure) = failure(&lines);
    assert_eq!((check, failure.code.as_str()), (Check::ReadUser, "nobody"));
}

#[tokio::test]
async fn what_was_only_entered_is_tested_with_the_saved_secret_of_the_same_host() {
    let server = okta::org().await;
    let house = House::with_okta(&server.uri()).await;
    let unsaved = StoreUnderTest {
        connection: Some(change("okta", &server.uri(), 1)),
        ..under_test()
    };
    lines(&house, &unsaved).await;
    let requests = server.received_requests().await.expect("recorded");
    let expected = format!("SSWS {CANARY}");
    let sent = |request: &wiremock::Request| request.headers.get("authorization").cloned();
    assert!(
        requests
            .iter()
            .all(|request| sent(request).is_some_and(|value| value == expected))
    );
    assert_eq!(
        house.view("okta").await.expect("there").connection.version,
        1
    );
}
