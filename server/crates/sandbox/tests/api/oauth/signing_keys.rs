//! Rotation of the key that signs id tokens.

use latchkey_sandbox::okta::SeededApp;

use super::browser::{Browser, app, part, redeem, request, sent_back};
use super::code_flow::verified;
use crate::client::Api;

#[tokio::test]
async fn after_a_rotation_the_key_before_stays_published_until_it_is_forgotten() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    let code = browser.code(&app, &[]).await;
    let before = redeem(&api, &app, &code).await;
    let kid = api.org().rotate_signing_key().unwrap();
    verified(&api, &before, &app.client_id).await;
    let next = browser.get(&request(&app, &[])).await;
    let after = redeem(&api, &app, &sent_back(&next, "code").unwrap()).await;
    let token = after.body["id_token"].as_str().unwrap();
    assert_eq!(part(token, 0)["kid"], kid);
    verified(&api, &after, &app.client_id).await;
    let published = |body: serde_json::Value| body["keys"].as_array().unwrap().len();
    assert_eq!(published(api.get("/oauth2/v1/keys").await.body), 2);
    api.org().forget_earlier_signing_keys().unwrap();
    let keys = api.get("/oauth2/v1/keys").await.body;
    assert_eq!(keys["keys"][0]["kid"], kid);
    assert_eq!(
        (&keys["keys"][0]["alg"], &keys["keys"][0]["use"]),
        (&"RS256".into(), &"sig".into())
    );
    assert_eq!(published(keys), 1);
    let events = api.org().log_events();
    assert!(
        events
            .iter()
            .any(|event| event.event_type == "app.oauth2.key.rollover")
    );
}
