use super::{AVERY, DREW, PAT, Person, signing_in};
use crate::harness::{Browser, Directory, Portal, Setup};
use latchkey_domain::AuditKind;
use latchkey_sandbox::okta::IdTokenFlaw;

const ALICE: Person = Person {
    login: "alice.winter@example.com",
    password: "Harbor42Lantern",
};

async fn portal() -> Portal {
    Portal::start_with(signing_in(Setup::default())).await
}

/// Begins a sign-in, and signs in at the org; the address with which the browser would come back.
async fn way_back(portal: &Portal, browser: &mut Browser, person: Person) -> String {
    portal.catch_up();
    let address = browser.start_sign_in(&[]).await;
    let mut directory = Directory::default();
    let back = directory.sign_in(&address, person.login, person.password);
    let back = back.await;
    portal.catch_up();
    back
}

#[tokio::test]
async fn item_71_a_token_that_is_no_proof_signs_nobody_in() {
    let portal = portal().await;
    let flaws = [
        IdTokenFlaw::claim("aud", r#""another""#),
        IdTokenFlaw::claim("iss", r#""https://evil.example""#),
        IdTokenFlaw::claim("nonce", r#""another""#),
        IdTokenFlaw::claim("exp", "1e400"),
        IdTokenFlaw::claim("exp", "1"),
        IdTokenFlaw::claim("nbf", r#""1""#),
        IdTokenFlaw::without_claim("exp"),
        IdTokenFlaw::signed(latchkey_sandbox::okta::Signature::Missing),
        IdTokenFlaw::signed(latchkey_sandbox::okta::Signature::ForeignKey),
        IdTokenFlaw::signed(latchkey_sandbox::okta::Signature::HmacWithPublicKey),
        IdTokenFlaw::signed(latchkey_sandbox::okta::Signature::Broken),
    ];
    let mut pages = Vec::new();
    for flaw in flaws {
        let mut browser = portal.browser();
        portal.sandbox.okta().spoil_next_id_token(flaw.clone());
        let answer = browser.sign_in(&portal, PAT).await;
        assert_eq!(answer.location(), "/sign-in?next=%2Fadmin", "{flaw:?}");
        let page = browser.get("/sign-in").await;
        assert!(page.body.contains("could not be signed in"), "{flaw:?}");
        pages.push(page.without_nonces());
        assert!(!browser.is_signed_in().await, "{flaw:?}");
    }
    pages.dedup();
    assert_eq!(pages.len(), 1, "the same page for every fault");
    let trail = portal.audit_trail().await;
    let last = &trail.last().expect("a record").event;
    assert_eq!(last.kind, AuditKind::SignInRefused);
    assert_eq!(last.details["reason"], "token");
}

#[tokio::test]
async fn item_72_nobody_is_signed_in_by_a_link_from_somebody_else() {
    let portal = portal().await;
    let (mut attacker, mut victim) = (portal.browser(), portal.browser());
    let link = way_back(&portal, &mut attacker, AVERY).await;
    let answer = victim.get(&link).await;
    assert_eq!(answer.location(), "/sign-in");
    assert!(!victim.is_signed_in().await);
    // Not even in the middle of a sign-in of their own, which goes on undisturbed.
    let own = way_back(&portal, &mut victim, PAT).await;
    assert_eq!(victim.get(&link).await.location(), "/sign-in");
    assert_eq!(victim.get(&own).await.location(), "/admin");
    let page = victim.get("/admin").await;
    assert!(page.body.contains("Pat Admin"), "{}", page.body);
}

#[tokio::test]
async fn item_72_a_code_and_a_state_work_once() {
    let portal = portal().await;
    let mut browser = portal.browser();
    let back = way_back(&portal, &mut browser, PAT).await;
    let before = browser.cookie.clone();
    assert_eq!(browser.get(&back).await.location(), "/admin");
    let signed_in = browser.cookie.clone();
    assert_eq!(browser.get(&back).await.location(), "/sign-in");
    assert!(browser.is_signed_in().await, "the replay changed nothing");
    assert_eq!(browser.cookie, signed_in);
    let mut thief = portal.browser();
    thief.cookie = before;
    assert_eq!(thief.get(&back).await.location(), "/sign-in");
    assert!(!thief.is_signed_in().await);
}

#[tokio::test]
async fn item_72_another_issuer_is_not_asked_for_tokens() {
    let portal = portal().await;
    let mut browser = portal.browser();
    let back = way_back(&portal, &mut browser, PAT).await;
    let calls = portal.sandbox.okta().calls().len();
    let mixed_up = format!("{back}&iss=https%3A%2F%2Fevil.example");
    let answer = browser.get(&mixed_up).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fadmin");
    assert_eq!(portal.sandbox.okta().calls().len(), calls);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn item_72_what_comes_back_without_a_sign_in_that_began_writes_nothing() {
    let portal = portal().await;
    let mut stranger = portal.browser();
    let trail = portal.audit_trail().await.len();
    for query in [
        "",
        "?code=a&state=b",
        "?error=access_denied",
        "?state=",
        "?code=a&code=b",
    ] {
        let answer = stranger.get(&format!("/sign-in/return{query}")).await;
        assert!(
            answer.status >= 300 && answer.status != 500,
            "{query}: {answer:?}"
        );
        assert_eq!(stranger.cookie, None, "{query}");
    }
    assert_eq!(portal.audit_trail().await.len(), trail);
}

#[tokio::test]
async fn somebody_without_a_role_is_told_so_and_not_let_in() {
    let portal = portal().await;
    let mut browser = portal.browser();
    let answer = browser.sign_in(&portal, ALICE).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fadmin");
    let page = browser.get("/sign-in").await;
    assert!(page.body.contains("none of your groups"), "{}", page.body);
    assert!(!browser.is_signed_in().await);
    let trail = portal.audit_trail().await;
    let refused = &trail.last().expect("a record").event;
    assert_eq!(refused.details["reason"], "no-role");
}

#[tokio::test]
async fn item_73_people_who_swap_logins_stay_who_they_are() {
    let portal = portal().await;
    let mut browser = portal.browser();
    let flaw = IdTokenFlaw::claim("preferred_username", r#""pat.admin@example.com""#)
        .and_claim("email", Some(r#""pat.admin@example.com""#))
        .and_claim("name", Some(r#""Pat Admin""#));
    portal.sandbox.okta().spoil_next_id_token(flaw);
    let answer = browser.sign_in(&portal, DREW).await;
    assert_eq!(answer.location(), "/admin");
    let trail = portal.audit_trail().await;
    let staff = &trail.last().expect("a record").event.details["staff"];
    assert_eq!(
        staff["roles"],
        serde_json::json!(["service-desk"]),
        "{staff}"
    );
}

#[tokio::test]
async fn item_74_a_password_alone_is_too_little_where_more_is_asked_for() {
    let setup = Setup {
        sign_in: r#"require_amr = ["phr", "hwk"]"#.into(),
        ..Setup::default()
    };
    let portal = Portal::start_with(signing_in(setup)).await;
    let mut browser = portal.browser();
    let answer = browser.sign_in(&portal, PAT).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fadmin");
    let page = browser.get("/sign-in").await;
    assert!(page.body.contains("stronger proof"), "{}", page.body);
    let strong = IdTokenFlaw::claim("amr", r#"["pwd","hwk"]"#);
    portal.sandbox.okta().spoil_next_id_token(strong);
    let answer = browser.sign_in(&portal, PAT).await;
    assert_eq!(answer.location(), "/admin");
}

#[tokio::test]
async fn item_72_an_answer_that_comes_too_late_counts_for_nothing() {
    let portal = portal().await;
    let mut browser = portal.browser();
    let back = way_back(&portal, &mut browser, PAT).await;
    portal.advance(jiff::SignedDuration::from_mins(11));
    assert_eq!(
        browser.get(&back).await.location(),
        "/sign-in?next=%2Fadmin",
        "too late"
    );
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn nobody_fills_the_trail_with_sign_ins_that_fail() {
    let portal = portal().await;
    let mut browser = portal.browser();
    let org = portal.sandbox.okta_url();
    for number in 0..300 {
        let address = browser.start_sign_in(&[]).await;
        assert!(address.starts_with(&org), "{number}: {address}");
    }
    let address = browser.start_sign_in(&[]).await;
    assert_eq!(address, "/sign-in?next=%2Fadmin");
    let page = browser.get("/sign-in").await;
    assert!(page.body.contains("Too many tries"), "{}", page.body);
    let trail = portal.audit_trail().await;
    let last = &trail.last().expect("a record").event;
    assert_eq!(last.kind, AuditKind::Blocked);
}
