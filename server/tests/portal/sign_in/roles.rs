use super::{PAT, signing_in};
use crate::harness::{Portal, Setup};
use jiff::SignedDuration;
use latchkey_domain::AuditKind;
use reqwest::{Client, Method};
use serde_json::Value;

async fn kinds(portal: &Portal) -> Vec<AuditKind> {
    let trail = portal.audit_trail().await;
    trail.iter().map(|record| record.event.kind).collect()
}

/// A call of the org's own API.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is an administrator of the org, not a part of the product"
)]
async fn call(portal: &Portal, method: Method, path: &str) -> Value {
    let (org, token) = (portal.sandbox.okta_url(), portal.sandbox.api_token());
    let request = Client::new().request(method, format!("{org}{path}"));
    let request = request.header("authorization", format!("SSWS {token}"));
    let response = request.send().await.expect("an answer");
    assert!(response.status().is_success(), "{path}: {response:?}");
    serde_json::from_slice(&response.bytes().await.expect("a body")).unwrap_or_default()
}

/// Takes Pat out of the group that makes an administrator.
async fn take_role(portal: &Portal) {
    let person = call(portal, Method::GET, &format!("/api/v1/users/{}", PAT.login)).await;
    let groups = call(portal, Method::GET, "/api/v1/groups?q=Latchkey%20Password").await;
    let (person, group) = (&person["id"], &groups[0]["id"]);
    let (person, group) = (person.as_str(), group.as_str());
    let (person, group) = (person.expect("an id"), group.expect("an id"));
    let path = format!("/api/v1/groups/{group}/users/{person}");
    call(portal, Method::DELETE, &path).await;
}

pub(crate) async fn item_45_a_role_lost_at_the_org_ends_access_within_a_minute(setup: Setup) {
    let portal = Portal::start_with(signing_in(setup)).await;
    let mut browser = portal.browser();
    browser.sign_in(&portal, PAT).await;
    assert!(browser.is_signed_in().await);
    take_role(&portal).await;
    portal.advance(SignedDuration::from_secs(60));
    assert!(!browser.is_signed_in().await);
    assert_eq!(kinds(&portal).await.last(), Some(&AuditKind::SignedOut));
}

#[tokio::test]
async fn item_45_whoever_is_deactivated_at_the_org_is_out_within_a_minute() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let (mut first, mut second) = (portal.browser(), portal.browser());
    first.sign_in(&portal, PAT).await;
    second.sign_in(&portal, PAT).await;
    portal.sandbox.okta().deactivate(PAT.login).expect("gone");
    portal.advance(SignedDuration::from_secs(60));
    assert!(!first.is_signed_in().await);
    assert!(!second.is_signed_in().await);
}

#[tokio::test]
async fn a_lock_at_the_org_shuts_no_administrator_out_of_the_portal() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    browser.sign_in(&portal, PAT).await;
    portal.sandbox.okta().lock(PAT.login).expect("locked");
    portal.advance(SignedDuration::from_secs(60));
    assert!(browser.is_signed_in().await);
}
