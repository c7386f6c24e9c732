//! Passwords that the portal makes.

use crate::harness::{Answer, Browser, Portal, Setup, captured_logs};
use latchkey_sandbox::okta::SignInOutcome;

const ALICE: &str = "alice.winter@example.com";
const SHOWN: &str = r#"reset = { password = "shown-once", must_change = true, minutes = 20 }"#;
const MAILED: &str = r#"reset = { password = "mailed-link", must_change = true, minutes = 20 }"#;

async fn portal(setup: Setup, reset: &str) -> Portal {
    let process = reset.to_owned();
    Portal::start_with(Setup { process, ..setup }).await
}

/// The made password on a page; `None` when none stands there.
fn shown(page: &Answer) -> Option<String> {
    let start = r#"class="suggestion-text">"#;
    let (_, rest) = page.body.split_once(start)?;
    let text = rest.split_once('<').expect("an end").0;
    Some(text.replace("<!>", "").trim().to_owned())
}

fn shown_on(page: &Answer) -> String {
    shown(page).unwrap_or_else(|| panic!("no password: {page:?}"))
}

/// The password signs in to a change of it, and no further.
fn assert_must_change(portal: &Portal, password: &str) {
    let outcome = portal.sandbox.okta().sign_in(ALICE, password);
    assert_eq!(outcome, SignInOutcome::MustChangePassword);
}

/// The path of the link in the newest mail that has one.
fn mailed_link(portal: &Portal) -> String {
    let mails = portal.mails();
    let mut newest_first = mails.iter().rev();
    let link = newest_first.find_map(|mail| {
        mail.text
            .split_whitespace()
            .find_map(|word| word.split_once("/reset/link?token="))
            .map(|(_, token)| format!("/reset/link?token={token}"))
    });
    link.expect("a mail with a link")
}

pub(crate) async fn a_made_password_is_shown_once_and_must_be_changed_at_the_next_sign_in(
    setup: Setup,
) {
    let portal = portal(setup, SHOWN).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let page = browser.get("/reset/password").await;
    assert!(page.body.contains("Make a new password"), "{}", page.body);
    let head = browser.request(reqwest::Method::HEAD, "/reset/done");
    browser.send(head).await;
    let page = browser.post_and_follow("/do/reset/make", &[]).await;
    let password = shown_on(&page);
    assert_eq!(page.header("cache-control"), "no-store");

    assert_must_change(&portal, &password);
    browser.post("/do/reset/noted", &[]).await;
    let again = browser.post_and_follow("/do/reset/make", &[]).await;
    assert_eq!(shown(&again), None, "{}", again.body);
    assert!(again.body.contains("was shown once"), "{}", again.body);
    let writes = portal.okta_writes();
    let expired = writes
        .iter()
        .filter(|call| call.contains("expire_password"));
    assert_eq!(expired.count(), 1, "{writes:?}");
}

pub(crate) async fn items_28_29_a_mailed_link_makes_and_shows_a_password_once(setup: Setup) {
    let portal = portal(setup, MAILED).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let page = browser.post_and_follow("/do/reset/send-link", &[]).await;
    assert!(page.body.contains("A link is on its way"), "{}", page.body);
    portal.run_jobs().await;
    let link = mailed_link(&portal);
    for method in [reqwest::Method::GET, reqwest::Method::HEAD] {
        let mut scanner = portal.browser();
        let request = scanner.request(method, &link);
        scanner.send(request).await;
    }
    let mut phone = portal.browser();
    let opened = phone.get(&link).await;
    assert_eq!((opened.status, opened.location()), (303, "/reset/link"));
    let page = phone.get("/reset/link").await;
    assert!(page.body.contains("Make my new password"), "{}", page.body);
    assert!(!page.body.contains("token"), "{}", page.body);
    assert_eq!(portal.okta_writes(), Vec::<String>::new());

    let page = phone.post_and_follow("/do/reset/open-link", &[]).await;
    let password = shown_on(&page);
    assert_must_change(&portal, &password);
    phone.post("/do/reset/noted", &[]).await;
    let here = browser.get("/reset/done").await;
    assert_eq!(shown(&here), None);
    assert_not_working(&portal, &link).await;
}

/// A used link shows nothing, to whoever opens it.
async fn assert_not_working(portal: &Portal, link: &str) {
    let mut thief: Browser = portal.browser();
    thief.get(link).await;
    let page = thief.get("/reset/link").await;
    assert_eq!(page.status, 404, "{}", page.body);
    let page = thief.post_and_follow("/do/reset/open-link", &[]).await;
    assert_eq!(shown(&page), None, "{}", page.body);
}

pub(crate) async fn item_36_a_made_password_survives_a_crash_and_is_in_no_log_mail_or_record(
    setup: Setup,
) {
    let logs = captured_logs();
    let portal = portal(setup, SHOWN).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let answer = browser.post("/do/reset/make", &[]).await;
    assert_eq!(answer.location(), "/reset/done");
    let portal = portal.restart().await;
    browser.turn_to(portal.address());
    let page = browser.get("/reset/done").await;
    let password = shown_on(&page);
    portal.run_jobs().await;
    assert_must_change(&portal, &password);
    for mail in portal.mails() {
        assert!(!mail.raw.contains(&password), "{}", mail.raw);
    }
    let records = format!("{:?}", portal.audit_trail().await);
    assert!(records.contains("PasswordShown") && !records.contains(&password));
    assert!(!logs.text().contains(&password));
}
