//! Nobody learns from the portal who exists, or in what state their account is.

use crate::harness::{Answer, Browser, Portal, Setup};
use jiff::SignedDuration;

const LOGINS: [&str; 11] = [
    "alice.winter@example.com",
    "carol.reyes@example.com",
    "frank.moreau@example.com",
    "henry.kowalski@example.com",
    "irene.santos@example.com",
    "jack.novak@example.com",
    "karen.olsen@example.com",
    "liam.byrne@example.com",
    "maria.silva@example.com",
    "family.bennett@example.com",
    "nobody.at.all@example.com",
];

/// What differs in every answer, whoever it is about.
const PASSING: [&str; 5] = [
    "date",
    "x-request-id",
    "set-cookie",
    "content-security-policy",
    "content-length",
];

/// Everything an observer sees of an answer, the typed login and what is new each time left out.
fn seen(answer: &Answer, login: &str) -> String {
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| !PASSING.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("text")))
        .collect();
    headers.sort();
    let sets_cookie = answer.headers.contains_key("set-cookie");
    format!(
        "{} {headers:?} cookie={sets_cookie}\n{}",
        answer.status,
        without_request_ids(&answer.without_nonces()).replace(login, "LOGIN")
    )
}

/// Each request has an id of its own, which its forms name.
fn without_request_ids(page: &str) -> String {
    const ID_LENGTH: usize = 36;
    let mut parts = page.split(r#"name="request" value=""#);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "REQUEST" + &part[ID_LENGTH..])
}

/// Wrong code, pages, new code: what somebody without the mail can see.
async fn walk(portal: &Portal, browser: &mut Browser, login: &str) -> Vec<String> {
    let mut views = Vec::new();
    views.push(seen(&browser.identify(login).await, login));
    views.push(seen(&browser.get("/reset/code").await, login));
    portal.run_jobs().await;
    views.push(seen(&browser.get("/reset/code").await, login));
    for _ in 0..6 {
        views.push(seen(&browser.enter_code("000000").await, login));
        views.push(seen(&browser.get("/reset/code").await, login));
    }
    views.push(seen(&browser.post("/do/reset/resend", &[]).await, login));
    views.push(seen(&browser.get("/reset/code").await, login));
    portal.advance(SignedDuration::from_secs(31));
    views.push(seen(&browser.post("/do/reset/resend", &[]).await, login));
    portal.run_jobs().await;
    views.push(seen(&browser.get("/reset/code").await, login));
    for path in [
        "/reset/password",
        "/reset/done",
        "/reset/ended",
        "/reset/working",
        "/reset",
    ] {
        views.push(seen(&browser.get(path).await, login));
    }
    views.push(seen(
        &browser.choose_password("Violet kettle 93 drums").await,
        login,
    ));
    views
}

pub(crate) async fn items_1_3_4_every_kind_of_account_sees_the_same(setup: Setup) {
    // All of them come from one network, whose later starts must not look different for that.
    let limits = "starts_per_network_per_hour_without_work = 1000".into();
    let portal = Portal::start_with(Setup { limits, ..setup }).await;
    let expected = walk(&portal, &mut portal.browser(), LOGINS[0]).await;
    for login in &LOGINS[1..] {
        let views = walk(&portal, &mut portal.browser(), login).await;
        for (step, (view, expected)) in views.iter().zip(&expected).enumerate() {
            assert_eq!(
                view, expected,
                "{login} differs from {} at step {step}",
                LOGINS[0]
            );
        }
    }
    let all = expected.concat();
    for secret in ["Alice", "private", "alice.p"] {
        assert!(!all.contains(secret), "{secret} shows before the proof");
    }
}

#[tokio::test]
async fn item_2_the_answer_comes_before_okta_is_asked() {
    let portal = Portal::start().await;
    for login in LOGINS {
        let mut browser = portal.browser();
        browser.identify(login).await;
        browser.get("/reset/code").await;
        browser.enter_code("000000").await;
    }
    assert_eq!(portal.sandbox.okta().calls(), Vec::new());
    portal.run_jobs().await;
    assert_ne!(portal.sandbox.okta().calls(), Vec::new());
}

pub(crate) async fn nobody_gets_mail_for_an_unknown_excluded_or_ambiguous_login(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    for login in [
        "nobody.at.all@example.com",
        "liam.byrne@example.com",
        "family.bennett@example.com",
    ] {
        portal.browser().identify(login).await;
        assert!(portal.run_jobs().await > 0);
        assert!(portal.mails().is_empty(), "{login}: {:#?}", portal.mails());
    }
}

#[tokio::test]
async fn item_40_an_address_of_two_people_leads_to_neither() {
    let portal = Portal::start().await;
    portal
        .browser()
        .identify("family.bennett@example.com")
        .await;
    portal.run_jobs().await;
    let trail = portal.audit_trail().await;
    let looked_up = trail
        .iter()
        .find(|record| record.event.details.get("result").is_some())
        .expect("looked up");
    assert_eq!(looked_up.event.details["result"], "ambiguous");
    assert_eq!(looked_up.event.subject, None);
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_41_a_login_is_data_for_okta_and_nothing_else() {
    let portal = Portal::start().await;
    for login in [
        "\" or login pr or login eq \"",
        "a/../../groups",
        "%2e%2e%2fgroups",
        "alice.winter@example.com\\",
        "*",
    ] {
        portal.browser().identify(login).await;
        portal.run_jobs().await;
    }
    assert!(portal.mails().is_empty());
    let calls = portal.sandbox.okta().calls();
    assert!(
        !calls.is_empty()
            && calls
                .iter()
                .all(|call| call.path.starts_with("/api/v1/users")),
        "{calls:#?}"
    );
}
