use super::{DREW, PAT, Person, signing_in};
use crate::harness::{Portal, Setup};
use jiff::SignedDuration;

async fn portal() -> Portal {
    Portal::start_with(signing_in(Setup::default())).await
}

#[tokio::test]
async fn item_43_signing_in_gives_a_new_session_and_the_old_one_is_dead() {
    let portal = portal().await;
    let mut browser = portal.browser();
    browser.start_sign_in(&[]).await;
    let planted = browser.cookie.clone().expect("a cookie");
    browser.sign_in(&portal, PAT).await;
    assert_ne!(browser.cookie.as_ref(), Some(&planted));
    let mut thief = portal.browser();
    thief.cookie = Some(planted);
    assert!(!thief.is_signed_in().await);
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn item_43_an_id_the_portal_never_gave_is_not_taken_over() {
    let portal = portal().await;
    let mut browser = portal.browser();
    browser.cookie = Some("latchkey=AAAAAAAAAAAAAAAAAAAAAA".into());
    browser.sign_in(&portal, PAT).await;
    assert!(browser.is_signed_in().await);
    let mut thief = portal.browser();
    thief.cookie = Some("latchkey=AAAAAAAAAAAAAAAAAAAAAA".into());
    assert!(!thief.is_signed_in().await);
}

#[tokio::test]
async fn item_44_a_sign_in_ends_after_fifteen_minutes_without_use() {
    let portal = portal().await;
    let mut browser = portal.browser();
    browser.sign_in(&portal, PAT).await;
    portal.advance(SignedDuration::from_mins(14));
    assert!(browser.is_signed_in().await);
    portal.advance(SignedDuration::from_mins(15));
    assert!(!browser.is_signed_in().await);
}

async fn hours_until_the_end(portal: &Portal, person: Person) -> i64 {
    let mut browser = portal.browser();
    browser.sign_in(portal, person).await;
    for step in 1..=120 {
        portal.advance(SignedDuration::from_mins(10));
        if !browser.is_signed_in().await {
            return step / 6;
        }
    }
    panic!("it never ends")
}

#[tokio::test]
async fn item_44_used_or_not_an_administrator_is_out_after_eight_hours_and_an_agent_after_twelve() {
    let portal = portal().await;
    assert_eq!(hours_until_the_end(&portal, PAT).await, 8);
    assert_eq!(hours_until_the_end(&portal, DREW).await, 12);
}

#[tokio::test]
async fn a_sign_in_outlives_a_restart() {
    let portal = portal().await;
    let mut browser = portal.browser();
    browser.sign_in(&portal, PAT).await;
    let portal = portal.restart().await;
    browser.turn_to(portal.address());
    assert!(browser.is_signed_in().await);
}
