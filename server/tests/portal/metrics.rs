//! What monitoring sees.

use crate::harness::{Browser, Portal};
use std::collections::BTreeSet;

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

/// What is counted when Alice sets a new password after one wrong code, then visits a page that does not
/// exist.
const COUNTED: &[(&str, f64)] = &[
    ("latchkey_requests_started_total", 1.0),
    ("latchkey_requests_ended_total{outcome=\"completed\"}", 1.0),
    ("latchkey_codes_total{event=\"sent\"}", 1.0),
    ("latchkey_codes_total{event=\"refused\"}", 1.0),
    ("latchkey_codes_total{event=\"accepted\"}", 1.0),
    (
        "latchkey_operations_total{kind=\"set-password\",outcome=\"intended\"}",
        1.0,
    ),
    (
        "latchkey_operations_total{kind=\"set-password\",outcome=\"done\"}",
        1.0,
    ),
    (
        "latchkey_mails_total{letter=\"code\",outcome=\"sent\"}",
        1.0,
    ),
    (
        "latchkey_mails_total{letter=\"password-changed\",outcome=\"sent\"}",
        2.0,
    ),
    (
        "latchkey_jobs_total{kind=\"deliver-code\",outcome=\"done\"}",
        1.0,
    ),
    ("latchkey_jobs_dead", 0.0),
    ("latchkey_database_up", 1.0),
    ("latchkey_okta_circuit_open{connection=\"okta\"}", 0.0),
    ("latchkey_okta_credential_refused{connection=\"okta\"}", 0.0),
    (
        "latchkey_http_requests_total{route=\"/do/reset/identify\",status=\"3xx\"}",
        1.0,
    ),
    (
        "latchkey_http_requests_total{route=\"(none)\",status=\"4xx\"}",
        1.0,
    ),
];

/// The number at the end of the line that begins with `name`.
fn value(page: &str, name: &str) -> f64 {
    let line = page.lines().find(|line| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    let line = line.unwrap_or_else(|| panic!("no {name} in\n{page}"));
    let (_, number) = line.rsplit_once(' ').expect("a number");
    number.parse().expect("a number")
}

#[tokio::test]
async fn monitoring_sees_what_happened_and_to_nobody() {
    let recorder = latchkey::metrics::recorder().expect("a recorder");
    let _recording = metrics::set_default_local_recorder(&recorder);
    let mut portal = Portal::start().await;
    let monitoring = portal.report(recorder.handle()).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    browser.enter_code("000000").await;
    browser.enter_code(&portal.newest_code()).await;
    browser.choose_password(PASSWORD).await;
    portal.run_jobs().await;
    browser.get("/nowhere/alice.winter").await;

    let answer = Browser::new(monitoring).get("/metrics").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/plain; version=0.0.4; charset=utf-8")
    );
    let page = &answer.body;
    for (name, expected) in COUNTED {
        assert!(
            (value(page, name) - expected).abs() < 0.5,
            "{name} in\n{page}"
        );
    }
    assert!(
        value(
            page,
            "latchkey_calls_total{host=\"127.0.0.1\",status=\"2xx\"}"
        ) > 0.0
    );
    assert!(
        value(
            page,
            "latchkey_database_wait_seconds_count{access=\"write\"}"
        ) > 0.0
    );
    // The numbers may hold any digits.
    let names: Vec<_> = page
        .lines()
        .filter_map(|line| line.rsplit_once(' '))
        .collect();
    for personal in ["alice", "winter", "@", "000000", PASSWORD] {
        let told = names.iter().find(|(name, _)| name.contains(personal));
        assert_eq!(told, None, "{personal}");
    }
}

#[tokio::test]
async fn every_metric_says_what_it_means() {
    let recorder = latchkey::metrics::recorder().expect("a recorder");
    let _recording = metrics::set_default_local_recorder(&recorder);
    let mut portal = Portal::start().await;
    let monitoring = portal.report(recorder.handle()).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    browser.choose_password(PASSWORD).await;
    let page = Browser::new(monitoring).get("/metrics").await.body;
    let named = |word: &str| -> BTreeSet<_> {
        let lines = page.lines().filter_map(|line| line.strip_prefix(word));
        lines.filter_map(|rest| rest.split(' ').next()).collect()
    };
    let types = named("# TYPE ");
    assert!(types.len() > 10, "{page}");
    assert_eq!(types, named("# HELP "));
}

#[tokio::test]
async fn monitoring_outlives_the_database() {
    let recorder = latchkey::metrics::recorder().expect("a recorder");
    let _recording = metrics::set_default_local_recorder(&recorder);
    let mut portal = Portal::start().await;
    let monitoring = portal.report(recorder.handle()).await;
    portal.store().close().await;
    let page = Browser::new(monitoring).get("/metrics").await.body;
    assert!(value(&page, "latchkey_database_up").abs() < 0.5, "{page}");
    assert!(value(&page, "latchkey_jobs_dead").is_nan(), "{page}");
}

#[tokio::test]
async fn metrics_and_pages_are_at_addresses_of_their_own() {
    let recorder = latchkey::metrics::recorder().expect("a recorder");
    let mut portal = Portal::start().await;
    let monitoring = portal.report(recorder.handle()).await;
    assert_eq!(portal.browser().get("/metrics").await.status, 404);
    for path in ["/", "/reset", "/readyz", "/assets/main-0a.css"] {
        assert_eq!(
            Browser::new(monitoring).get(path).await.status,
            404,
            "{path}"
        );
    }
}
