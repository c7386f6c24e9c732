//! Change Password and the recovery question.

use serde_json::{Value, json};

use super::client::{Api, Reply, address};

async fn change(api: &Api, login: &str, old: &str, new: &str) -> Reply {
    let body = json!({ "oldPassword": { "value": old }, "newPassword": { "value": new } });
    post(api, login, "change_password", body).await
}

async fn post(api: &Api, login: &str, path: &str, body: Value) -> Reply {
    api.post(
        &format!("/api/v1/users/{}/credentials/{path}", api.id(login)),
        body,
    )
    .await
}

#[tokio::test]
async fn a_password_is_changed_with_the_old_one() {
    let api = Api::start().await;
    let reply = change(&api, "alice.winter", "Harbor42Lantern", "Copper71Teapot").await;
    let provider = json!({ "type": "OKTA", "name": "OKTA" });
    assert_eq!(reply.body, json!({ "password": {}, "provider": provider }));
    assert!(
        api.org()
            .accepts_password(&address("alice.winter"), "Copper71Teapot")
    );
}

#[tokio::test]
async fn refused_changes_say_why() {
    let api = Api::start().await;
    let refused = async |old: &str, new: &str| {
        let reply = change(&api, "alice.winter", old, new).await;
        assert_eq!(reply.refusal(), (403, "E0000014"));
        assert_eq!(reply.body["errorSummary"], "Update of credentials failed");
        reply.cause().to_owned()
    };
    let old = "Harbor42Lantern";
    assert_eq!(
        refused("wrong", "Copper71Teapot").await,
        "Old Password is not correct"
    );
    assert_eq!(
        refused(old, old).await,
        "Password cannot be your current password"
    );
    assert!(
        refused(old, "weak")
            .await
            .starts_with("Password requirements were not met. ")
    );
    assert!(
        refused(old, "Sunshine1234")
            .await
            .starts_with("This password was found in a list")
    );
    change(&api, "alice.winter", old, "Copper71Teapot").await;
    assert_eq!(
        refused("Copper71Teapot", old).await,
        "Password has been used too recently"
    );
}

#[tokio::test]
async fn a_change_completes_recovery_and_expiry_and_wants_a_fitting_status() {
    let api = Api::start().await;
    for (login, old) in [
        ("erin.lindqvist", "Juniper64Anchor"),
        ("dan.okafor", "Velvet29Compass"),
    ] {
        assert_eq!(change(&api, login, old, "Copper71Teapot").await.status, 200);
        assert_eq!(api.status(login), "ACTIVE");
    }
    for (login, old) in [
        ("carol.reyes", "Saffron83Bridge"),
        ("henry.kowalski", "Marble71Orchard"),
        ("irene.santos", "Pepper38Glacier"),
        ("grace.tanaka", ""),
        ("karen.olsen", ""),
    ] {
        let reply = change(&api, login, old, "Copper71Teapot").await;
        assert_eq!(reply.refusal(), (403, "E0000035"), "{login}");
    }
}

#[tokio::test]
async fn a_change_can_end_the_sessions() {
    let api = Api::start().await;
    let body = json!({ "oldPassword": { "value": "Harbor42Lantern" }, "revokeSessions": true,
                       "newPassword": { "value": "Copper71Teapot" } });
    assert_eq!(
        post(&api, "alice.winter", "change_password", body)
            .await
            .status,
        200
    );
    assert_eq!(
        api.org()
            .user(&address("alice.winter"))
            .unwrap()
            .sessions_revoked,
        1
    );
}

#[tokio::test]
async fn the_recovery_question_resets_a_password() {
    let api = Api::start().await;
    let login = "alice.winter";
    let recover = async |answer: &str, new: &str| {
        let body =
            json!({ "password": { "value": new }, "recovery_question": { "answer": answer } });
        post(&api, login, "forgot_password_recovery_question", body).await
    };
    let unset = recover("blue", "Copper71Teapot").await;
    assert_eq!(
        (unset.refusal(), unset.cause()),
        ((403, "E0000034"), "Recovery credential not set.")
    );

    let question = json!({ "question": "Favourite colour?", "answer": "Blue" });
    let wrong = json!({ "password": { "value": "wrong" }, "recovery_question": question });
    let refused = post(&api, login, "change_recovery_question", wrong).await;
    assert_eq!(refused.refusal(), (403, "E0000014"));
    let right =
        json!({ "password": { "value": "Harbor42Lantern" }, "recovery_question": question });
    let set = post(&api, login, "change_recovery_question", right.clone()).await;
    assert_eq!(
        set.body["recovery_question"],
        json!({ "question": "Favourite colour?" })
    );

    assert_eq!(
        recover("green", "Copper71Teapot").await.refusal(),
        (403, "E0000087")
    );
    assert_eq!(recover("blue", "weak").await.refusal(), (403, "E0000080"));
    assert_eq!(recover("blue", "Copper71Teapot").await.status, 200);
    assert!(
        api.org()
            .accepts_password(&address(login), "Copper71Teapot")
    );
    let suspended = post(&api, "henry.kowalski", "change_recovery_question", right).await;
    assert_eq!(suspended.refusal(), (403, "E0000036"));
}
