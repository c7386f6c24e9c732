//! The mailed code: short-lived, single use, few tries, and for one request in one browser.

use crate::{
    corpora::DEGENERATE_CODES,
    harness::{ALICE, BOB, Browser, PAUL, Portal, Purpose, QUINN, crowd, usually},
};
use latchkey_sandbox::okta::LogRecord;
use reqwest::Method;

const PASSWORD: &str = "Violet kettle 93 drums";

fn other_than(code: &str) -> &'static str {
    if code == "000000" { "000001" } else { "000000" }
}

/// Whether a code proves anything.
async fn proves(browser: &mut Browser, code: &str) -> bool {
    let answer = browser.enter_code(Purpose::Reset, code).await;
    answer.location() == "/reset/password"
}

#[tokio::test]
async fn items_16_17_a_code_whose_time_is_past_missing_or_garbled_is_dead() {
    for (what, statement) in [
        ("past", "UPDATE challenges SET expires_at = 1"),
        ("garbled", "UPDATE challenges SET expires_at = 'tomorrow'"),
        ("empty", "UPDATE challenges SET expires_at = ''"),
        (
            "out of range",
            "UPDATE challenges SET expires_at = 9223372036854775807",
        ),
        (
            "issued in the future",
            "UPDATE challenges SET issued_at = issued_at + 3600000",
        ),
        ("without a digest", "UPDATE challenges SET digest = NULL"),
        ("with an empty digest", "UPDATE challenges SET digest = ''"),
    ] {
        let portal = Portal::start().await;
        let mut browser = portal.browser();
        let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
        portal.database.change(statement).await;
        assert!(!proves(&mut browser, &code).await, "{what}");
        assert_eq!(portal.count("person-verified").await, 0, "{what}");
    }
}

#[tokio::test]
async fn item_16_a_code_lives_ten_minutes_at_most() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let lifetime = "SELECT expires_at - issued_at FROM challenges";
    assert_eq!(portal.database.number(lifetime).await, 10 * 60 * 1000);
}

#[tokio::test]
async fn item_18_a_code_works_once_also_after_success_a_cancel_and_a_restart() {
    let mut portal = Portal::start().await;
    let mut browser = portal.browser();
    let used = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    assert!(proves(&mut browser, &used).await);
    assert!(!proves(&mut browser, &used).await, "at once");
    browser.choose_password(PASSWORD).await;
    assert!(!proves(&mut browser, &used).await, "after success");
    let dropped = browser.ask_for_code(&portal, Purpose::Reset, BOB).await;
    let before = browser.clone();
    browser.post("/do/reset/cancel", &[]).await;
    portal.restart().await;
    for mut later in [browser, before] {
        assert!(!proves(&mut later, &dropped).await, "after a cancel");
        assert!(!proves(&mut later, &used).await, "after a restart");
    }
    let mut again = portal.browser();
    let fresh = again.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    assert!(
        fresh == used || !proves(&mut again, &used).await,
        "in another request"
    );
    assert_eq!(portal.count("person-verified").await, 1);
}

/// How often a code and a proof are sent at the same time.
const AT_ONCE: usize = 50;

/// Sends the code in many copies, and gives back a browser that got on by it.
async fn prove_many_times(browser: &Browser, code: &str) -> Browser {
    let submit = |_| {
        let (mut browser, code) = (browser.clone(), code.to_owned());
        async move {
            let answer = browser.enter_code(Purpose::Reset, &code).await;
            assert_eq!(answer.status, 303, "{answer:?}");
            (answer.location() == "/reset/password").then_some(browser)
        }
    };
    let passed = crowd(AT_ONCE, AT_ONCE, submit).await;
    for mut browser in passed.into_iter().flatten() {
        if browser.get("/reset/password").await.status == 200 {
            return browser;
        }
    }
    panic!("nobody got on");
}

fn passwords_set(portal: &Portal) -> usize {
    let events = portal.okta().log_events();
    let set = |event: &&LogRecord| event.event_type == "user.account.update_password";
    events.iter().filter(set).count()
}

#[tokio::test]
async fn item_19_a_code_and_a_proof_sent_many_times_at_once_count_once() {
    let portal = Portal::start().await;
    for round in 1..=usually(20, 200) {
        let person = [ALICE, BOB, PAUL, QUINN][round % 4];
        let mut browser = portal.browser();
        let code = browser.ask_for_code(&portal, Purpose::Reset, person).await;
        let browser = prove_many_times(&browser, &code).await;
        assert_eq!(portal.count("person-verified").await, round);
        let submit = |copy| {
            let mut browser = browser.clone();
            let password = format!("Violet {round} kettle {copy} drums");
            async move { browser.choose_password(&password).await.status }
        };
        let answers = crowd(AT_ONCE, AT_ONCE, submit).await;
        assert!(answers.iter().all(|status| *status == 303), "{answers:?}");
        portal.idle().await;
        assert_eq!(passwords_set(&portal), round);
        assert_eq!(portal.count("request-completed").await, round);
    }
}

#[tokio::test]
async fn item_20_many_guesses_at_once_get_five_tries() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let wrong = other_than(&code);
    let guess = |_| {
        let mut browser = browser.clone();
        async move { browser.enter_code(Purpose::Reset, wrong).await.status }
    };
    let answers = crowd(500, 500, guess).await;
    let refused = answers.iter().filter(|status| **status == 303).count();
    assert!(refused >= 5, "{answers:?}");
    assert_eq!(portal.count("code-refused").await, 5);
    assert!(
        !proves(&mut browser, &code).await,
        "the right one comes too late"
    );
}

#[tokio::test]
async fn item_21_a_code_is_for_one_person_one_request_one_purpose_one_browser() {
    let portal = Portal::start().await;
    let mut alice = portal.browser();
    let code = alice.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let page = alice.get("/reset/code").await;
    let request = page.hidden("request").to_owned();
    let mut stranger = portal.browser();
    assert!(!proves(&mut stranger, &code).await, "another browser");
    let fields = [("request", request.as_str()), ("code", code.as_str())];
    let answer = stranger.post("/do/reset/code", &fields).await;
    assert_eq!(answer.location(), "/reset", "the request by its id alone");
    stranger.ask_for_code(&portal, Purpose::Reset, BOB).await;
    assert!(
        !proves(&mut stranger, &code).await,
        "another person's request"
    );
    let answer = stranger.post("/do/reset/code", &fields).await;
    assert_eq!(
        answer.location(),
        "/reset",
        "the request by its id, from another request"
    );
    let mut twin = portal.browser();
    let other = twin.ask_for_code(&portal, Purpose::Unlock, ALICE).await;
    assert!(
        other == code || !proves(&mut alice, &other).await,
        "another purpose of hers"
    );
    assert_eq!(portal.count("person-verified").await, 0);
    assert!(proves(&mut alice, &code).await);
}

#[tokio::test]
async fn item_22_the_destination_is_what_the_directory_says() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let named = [
        "email",
        "to",
        "address",
        "mail",
        "secondEmail",
        "phone",
        "destination",
        "code_to",
    ];
    for field in named {
        let fields = [("login", ALICE.login), (field, "evil@evil.example")];
        let answer = browser.post("/do/reset/identify", &fields).await;
        assert_eq!(answer.location(), "/reset", "{field}");
    }
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    for field in named {
        let fields = [(field, "evil@evil.example")];
        browser.post("/do/reset/resend", &fields).await;
    }
    assert!(proves(&mut browser, &code).await);
    browser.choose_password(PASSWORD).await;
    portal.idle().await;
    let mails = portal.mails();
    let directory = [ALICE.login, ALICE.codes_to];
    assert!(
        mails.len() >= 2
            && mails
                .iter()
                .all(|mail| directory.contains(&mail.to.as_str()))
    );
}

#[tokio::test]
async fn item_23_a_new_code_kills_the_old_one() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let old = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let half_a_minute = "UPDATE challenges SET issued_at = issued_at - 31000";
    portal.database.change(half_a_minute).await;
    browser.post("/do/reset/resend", &[]).await;
    assert!(
        !proves(&mut browser, &old).await,
        "before the new one is sent"
    );
    portal.idle().await;
    let new = portal.newest_code(ALICE.codes_to);
    assert!(old == new || !proves(&mut browser, &old).await);
    assert!(proves(&mut browser, &new).await);
}

#[tokio::test]
async fn item_23_who_was_deactivated_after_the_proof_gets_no_password() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    portal.okta().deactivate(ALICE.login).expect("deactivated");
    assert_ne!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_23_a_password_set_meanwhile_makes_every_other_proof_worthless() {
    let portal = Portal::start().await;
    let (mut first, mut second) = (portal.browser(), portal.browser());
    first.prove(&portal, Purpose::Reset, ALICE).await;
    second.prove(&portal, Purpose::Reset, ALICE).await;
    let answer = first.choose_password(PASSWORD).await;
    assert_eq!(answer.location(), "/reset/done");
    let answer = second.choose_password("Quiet harbour 17 lamps").await;
    assert_ne!(answer.location(), "/reset/done");
    assert!(portal.okta().has_password(ALICE.login, PASSWORD));
}

#[tokio::test]
async fn item_25_what_cannot_be_a_code_proves_nothing() {
    let portal = Portal::start().await;
    let mut refused = 0;
    for bodies in DEGENERATE_CODES.chunks(4) {
        let mut browser = portal.browser();
        let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
        for body in bodies {
            let body = body.replace("123456", other_than(&code));
            let answer = browser.post_body("/do/reset/code", &body).await;
            assert_eq!(
                (answer.status, answer.location()),
                (303, "/reset/code"),
                "{body}"
            );
        }
        refused += bodies.len();
    }
    assert_eq!(
        (refused, portal.count("person-verified").await),
        (DEGENERATE_CODES.len(), 0)
    );
    // Each costs a try, but for the four that no form of ours could send.
    assert_eq!(
        portal.count("code-refused").await,
        DEGENERATE_CODES.len() - 4
    );
}

#[tokio::test]
async fn item_25_ten_thousand_digits_are_a_try_like_any_other() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    assert!(!proves(&mut browser, &"1".repeat(10_000)).await);
    assert_eq!(portal.count("code-refused").await, 1);
}

#[tokio::test]
async fn item_28_looking_at_addresses_uses_up_nothing() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
        for _ in 0..20 {
            for path in ["/reset/code", "/do/reset/code", "/reset/password"] {
                let path = format!("{path}?code={code}");
                browser.send(browser.request(method.clone(), &path)).await;
            }
        }
    }
    assert!(proves(&mut browser, &code).await, "still usable, by a form");
    assert!(!proves(&mut browser, &code).await, "once");
}
