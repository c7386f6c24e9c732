//! What others chose is shown to staff so that nothing hides in it.

use crate::{
    harness::{Portal, Setup},
    sign_in::{AVERY, signing_in},
};
use serde_json::json;

const LOGIN: &str = "mallory.reed@example.com";

/// Somebody whose names turn what follows and hide a letter that cannot be seen.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is an administrator, not a part of the product"
)]
async fn hire_mallory(portal: &Portal) -> String {
    let profile = json!({ "firstName": "Alice\u{202e}", "lastName": "Win\u{200b}ter", "login": LOGIN,
        "email": LOGIN });
    let user = json!({ "profile": profile, "credentials": { "password": { "value": "Orchard 4 Pewter lane" } } });
    let created = reqwest::Client::new()
        .post(format!("{}/api/v1/users", portal.sandbox.okta_url()))
        .header(
            "authorization",
            format!("SSWS {}", portal.sandbox.api_token()),
        )
        .json(&user)
        .send()
        .await
        .expect("an answer");
    assert_eq!(created.status(), 200);
    let created: serde_json::Value = created.json().await.expect("a user");
    created["id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn item_55_no_name_hides_who_it_is_and_id_and_login_stand_beside_it() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let id = hire_mallory(&portal).await;
    portal.catch_up();
    let mut mallory = portal.browser();
    mallory.prove(&portal, LOGIN).await;
    let done = mallory.choose_password("Quiet-harbour-lights-7").await;
    assert_eq!(done.location(), "/reset/done", "{done:?}");
    let mut avery = portal.browser();
    avery.sign_in(&portal, AVERY).await;
    let list = avery.get(&format!("/admin/requests?person={LOGIN}")).await;
    let link = list.body.split("href=\"/admin/requests/").nth(1);
    let request = link
        .and_then(|rest| rest.split('"').next())
        .expect("a link");
    for path in [format!("/admin/requests/{request}"), "/admin".to_owned()] {
        let page = avery.get(&path).await;
        assert!(
            page.body.contains("Alice[U+202E] Win[U+200B]ter"),
            "{path}: {}",
            page.body
        );
        assert!(!page.body.contains(['\u{202e}', '\u{200b}']), "{path}");
        assert!(
            page.body.contains(LOGIN) && page.body.contains(&id),
            "{path}: {}",
            page.body
        );
    }
}
