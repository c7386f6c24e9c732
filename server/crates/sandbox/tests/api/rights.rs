//! What a token may do follows its owner's roles.

use super::client::{Api, address};

#[tokio::test]
async fn the_service_token_may_not_touch_a_super_administrator() {
    let api = Api::start().await;
    for path in [
        "lifecycle/unlock",
        "lifecycle/suspend",
        "lifecycle/expire_password",
        "lifecycle/reset_password",
        "lifecycle/expire_password_with_temp_password",
        "lifecycle/reset_factors",
        "lifecycle/deactivate",
        "credentials/forgot_password",
    ] {
        assert_eq!(
            api.act("maria.silva", path).await.refusal(),
            (403, "E0000006"),
            "{path}"
        );
    }
    let set = api.set_password("maria.silva", "Copper71Teapot", "").await;
    assert_eq!(set.refusal(), (403, "E0000006"));
    let id = api.id("maria.silva");
    assert_eq!(
        api.delete(&format!("/api/v1/users/{id}/sessions"))
            .await
            .refusal(),
        (403, "E0000006")
    );
    assert_eq!(
        api.delete(&format!("/api/v1/users/{id}")).await.refusal(),
        (403, "E0000006")
    );
    assert!(
        api.org()
            .accepts_password(&address("maria.silva"), "Falcon93Ribbon")
    );
    assert_eq!(api.get(&format!("/api/v1/users/{id}")).await.status, 200);
}

#[tokio::test]
async fn a_super_administrator_may() {
    let mut api = Api::start().await;
    api.act_as("maria.silva@example.com");
    assert_eq!(
        api.set_password("maria.silva", "Copper71Teapot", "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn an_ordinary_persons_token_may_nothing() {
    let mut api = Api::start().await;
    api.act_as("bob.stone@example.com");
    assert_eq!(api.get("/api/v1/users").await.refusal(), (403, "E0000006"));
    assert_eq!(
        api.act("carol.reyes", "lifecycle/unlock").await.refusal(),
        (403, "E0000006")
    );
    assert_eq!(api.status("carol.reyes"), "LOCKED_OUT");
}
