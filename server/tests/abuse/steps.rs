//! The order of the steps, and what a form may say. The random walks try every other order.

use crate::harness::{ALICE, BOB, CAROL, PURPOSES, Portal, Purpose, Setup};

const PASSWORD: &str = "Violet kettle 93 drums";

/// What a form could claim that only the portal may decide.
const CLAIMS: [(&str, &str); 10] = [
    ("verified", "true"),
    ("proven", "1"),
    ("state", "verified"),
    ("step", "password"),
    ("user_id", "00u1"),
    ("subject", "00u1"),
    ("approver_id", "00u1"),
    ("process_id", "employees"),
    ("role", "admin"),
    ("strict", "false"),
];

#[tokio::test]
async fn item_24_no_form_skips_the_proof() {
    let portal = Portal::start().await;
    for purpose in PURPOSES {
        let mut browser = portal.browser();
        browser.ask_for_code(&portal, purpose, CAROL).await;
        for form in app::FORMS {
            if form.endpoint.ends_with("cancel") || form.endpoint.ends_with("identify") {
                continue;
            }
            for body in [
                "",
                "code=",
                "password=Violet+kettle+93&confirmation=Violet+kettle+93&current=x",
            ] {
                let answer = browser.post_body(form.endpoint, body).await;
                let location = answer.location();
                assert!(!location.ends_with("done"), "{} {body}", form.endpoint);
            }
        }
        let page = browser.get(&purpose.page(purpose.last())).await;
        assert_ne!(page.status, 200, "{purpose:?}");
    }
    assert_eq!(portal.count("person-verified").await, 0);
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_24_a_process_that_only_unlocks_does_nothing_else_whatever_the_form() {
    let portal = Portal::start_with(Setup {
        offers: "\"unlock\"",
        ..Setup::default()
    })
    .await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Unlock, CAROL).await;
    for form in [
        "/do/instead/reset",
        "/do/change/identify",
        "/do/reset/identify",
    ] {
        browser.post(form, &[]).await;
    }
    browser.choose_password(PASSWORD).await;
    browser.change_password(CAROL.password, PASSWORD).await;
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
    browser.prove(&portal, Purpose::Unlock, CAROL).await;
    browser.post("/do/unlock/confirm", &[]).await;
    assert_eq!(portal.okta_writes().len(), 1);
}

#[tokio::test]
async fn items_26_65_no_form_decides_what_the_portal_decides() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    for claim in CLAIMS {
        let answer = browser
            .post("/do/reset/code", &[("code", &code), claim])
            .await;
        assert_eq!(answer.location(), "/reset/code", "{claim:?}");
        let fields = [("password", PASSWORD), ("confirmation", PASSWORD), claim];
        let answer = browser.post("/do/reset/password", &fields).await;
        assert_ne!(answer.location(), "/reset/done", "{claim:?}");
    }
    let answer = browser.enter_code(Purpose::Reset, &code).await;
    assert_eq!(
        answer.location(),
        "/reset/password",
        "none of it cost the code"
    );
    for claim in CLAIMS {
        let fields = [("password", PASSWORD), ("confirmation", PASSWORD), claim];
        let answer = browser.post("/do/reset/password", &fields).await;
        assert_eq!(answer.location(), "/reset/password", "{claim:?}");
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_26_cookies_and_hidden_fields_carry_no_authority() {
    let portal = Portal::start().await;
    let mut alice = portal.browser();
    alice.prove(&portal, Purpose::Reset, ALICE).await;
    let request = alice
        .get("/reset/password")
        .await
        .hidden("request")
        .to_owned();
    assert!(!request.is_empty());
    let mut forger = portal.browser();
    forger.ask_for_code(&portal, Purpose::Reset, BOB).await;
    let fields = [
        ("request", request.as_str()),
        ("password", PASSWORD),
        ("confirmation", PASSWORD),
    ];
    let answer = forger.post("/do/reset/password", &fields).await;
    assert_eq!(answer.location(), "/reset");
    for value in [
        "verified",
        request.as_str(),
        ALICE.login,
        "AAAAAAAAAAAAAAAAAAAAAA",
        "null",
        "0",
    ] {
        for name in [
            "latchkey",
            "latchkey-device",
            "verified",
            "request",
            "session",
        ] {
            let mut forger = portal.browser();
            forger.cookies.insert(name.into(), value.into());
            let answer = forger.choose_password(PASSWORD).await;
            assert_eq!(answer.location(), "/reset", "{name}={value}");
        }
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}
