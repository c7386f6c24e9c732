//! Limits on starting: durable, and the same for accounts that do not exist.

use crate::harness::{Browser, Portal, Setup};
use jiff::SignedDuration;

/// Starts from a network behind the trusted proxy; `true` when the limit let it through.
async fn starts(browser: &mut Browser, login: &'static str, network: &str) -> bool {
    let form = browser
        .request(reqwest::Method::POST, "/do/reset/identify")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", network)
        .form(&[("login", login)]);
    let answer = browser.send(form).await;
    assert_eq!(answer.status, 303);
    answer.location() == "/reset/code"
}

fn limited(setup: Setup, limits: &str) -> Setup {
    Setup {
        limits: limits.into(),
        ..setup
    }
}

pub(crate) async fn items_5_6_ten_spellings_share_one_limit_that_outlives_a_restart(setup: Setup) {
    let portal = Portal::start_with(limited(
        setup,
        "starts_per_account_and_network_per_hour = 3",
    ))
    .await;
    for login in [
        "nobody@example.com",
        " NOBODY@example.com",
        "nobody\u{200b}@example.com",
    ] {
        assert!(
            starts(&mut portal.browser(), login, "203.0.113.1").await,
            "{login}"
        );
    }
    assert!(!starts(&mut portal.browser(), "Nobody@Example.com", "203.0.113.1").await);
    let portal = portal.restart().await;
    let mut browser = portal.browser();
    assert!(!starts(&mut browser, "nobody@example.com", "203.0.113.1").await);
    assert!(browser.get("/reset").await.body.contains("role=\"alert\""));
    assert!(
        starts(&mut portal.browser(), "nobody@example.com", "203.0.113.2").await,
        "another network"
    );
    assert!(
        starts(&mut portal.browser(), "somebody@example.com", "203.0.113.1").await,
        "another account"
    );
    portal.advance(SignedDuration::from_hours(1));
    assert!(
        starts(&mut portal.browser(), "nobody@example.com", "203.0.113.1").await,
        "another hour"
    );
}

#[tokio::test]
async fn item_5_a_network_has_a_limit_over_all_accounts() {
    let portal =
        Portal::start_with(limited(Setup::default(), "starts_per_network_per_hour = 2")).await;
    assert!(starts(&mut portal.browser(), "a@example.com", "2001:db8:1:2::a").await);
    assert!(starts(&mut portal.browser(), "b@example.com", "2001:db8:1:2::b").await);
    assert!(
        !starts(&mut portal.browser(), "c@example.com", "2001:db8:1:2::c").await,
        "one /64"
    );
    assert!(starts(&mut portal.browser(), "c@example.com", "2001:db8:1:3::c").await);
}

#[tokio::test]
async fn item_10_a_person_gets_only_so_much_mail_whoever_asks() {
    let portal =
        Portal::start_with(limited(Setup::default(), "mails_per_person_per_hour = 2")).await;
    for network in ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"] {
        assert!(starts(&mut portal.browser(), "alice.winter@example.com", network).await);
        portal.run_jobs().await;
    }
    assert_eq!(portal.mails().len(), 2);
}
