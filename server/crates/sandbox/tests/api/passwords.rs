//! Set Password, and the policy behind it.

use std::time::Duration;

use latchkey_sandbox::okta::StatusAfterPassword;
use serde_json::json;

use super::client::{Api, address};

const EMPLOYEES: &str = "Password requirements were not met. Password requirements: at least 12 characters, a lowercase \
    letter, an uppercase letter, a number, no parts of your username, does not include your first name, does not \
    include your last name. Your password cannot be any of your last 4 passwords.";
const DEFAULT: &str = "Password requirements were not met. Password requirements: at least 8 characters, a lowercase \
    letter, an uppercase letter, a number, no parts of your username. Your password cannot be any of your last 4 \
    passwords.";

#[tokio::test]
async fn an_administrator_sets_a_password_without_the_old_one() {
    let api = Api::start().await;
    let reply = api.set_password("alice.winter", "Copper71Teapot", "").await;
    assert_eq!(
        (
            reply.status.as_u16(),
            &reply.body["credentials"]["password"]
        ),
        (200, &json!({}))
    );
    assert!(
        api.org()
            .accepts_password(&address("alice.winter"), "Copper71Teapot")
    );
    assert!(
        !api.org()
            .accepts_password(&address("alice.winter"), "Harbor42Lantern")
    );
    assert_eq!(
        api.sign_in("alice.winter", "Copper71Teapot").await.body["status"],
        "SUCCESS"
    );
}

#[tokio::test]
async fn every_rule_of_the_employees_policy_is_enforced_in_oktas_words() {
    let api = Api::start().await;
    for weak in [
        "Elev3nChars",     // too short
        "COPPER71TEAPOT",  // no lower case
        "copper71teapot",  // no upper case
        "CopperzzTeapot",  // no digit
        "MyAlice71Teapot", // first name
        "Copper71Winters", // last name
        "Example71Copper", // a part of the login, in the domain
    ] {
        let reply = api.set_password("alice.winter", weak, "").await;
        assert_eq!(reply.refusal(), (400, "E0000001"), "{weak}");
        assert_eq!(
            reply.body["errorSummary"],
            "Api validation failed: password"
        );
        assert_eq!(reply.cause(), format!("password: {EMPLOYEES}"), "{weak}");
    }
    let long = format!("Copper71{}", "x".repeat(65));
    assert_eq!(
        api.set_password("alice.winter", &long, "").await.refusal(),
        (400, "E0000001")
    );
    let common = api.set_password("alice.winter", "Password12345", "").await;
    let words = "This password was found in a list of commonly used passwords. Please try another password.";
    assert_eq!(common.cause(), format!("password: {words}"));
    assert!(
        api.org()
            .accepts_password(&address("alice.winter"), "Harbor42Lantern")
    );
}

#[tokio::test]
async fn a_contractor_has_the_default_policy() {
    let api = Api::start().await;
    let reply = api.set_password("yusuf.kaya", "Short1x", "").await;
    assert_eq!(reply.cause(), format!("password: {DEFAULT}"));
    // "kaya" has four letters and counts, "zoe" would not.
    assert_eq!(
        api.set_password("yusuf.kaya", "xKaya123456", "")
            .await
            .status,
        400
    );
    assert_eq!(
        api.set_password("zoe.martin", "xZoe123456", "")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn history_counts_only_with_strict() {
    let api = Api::start().await;
    let login = "alice.winter";
    let strict = api
        .set_password(login, "Harbor42Lantern", "?strict=true")
        .await;
    assert_eq!(strict.refusal(), (400, "E0000001"));
    assert_eq!(
        strict.cause(),
        "password: Password has been used too recently"
    );
    assert_eq!(
        api.set_password(login, "Harbor42Lantern", "").await.status,
        200
    );
    for new in ["Copper71Teapot", "Copper72Teapot", "Copper73Teapot"] {
        assert_eq!(
            api.set_password(login, new, "?strict=true").await.status,
            200
        );
    }
    assert_eq!(
        api.set_password(login, "Harbor42Lantern", "?strict=true")
            .await
            .status,
        400
    );
    assert_eq!(
        api.set_password(login, "Copper74Teapot", "?strict=true")
            .await
            .status,
        200
    );
    assert_eq!(
        api.set_password(login, "Harbor42Lantern", "?strict=true")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_password_moves_on_those_who_waited_for_one_and_unlocks_nobody() {
    let api = Api::start().await;
    let set = async |login: &str| {
        assert_eq!(
            api.set_password(login, "Copper71Teapot", "").await.status,
            200,
            "{login}"
        );
        api.status(login)
    };
    assert_eq!(set("grace.tanaka").await, "ACTIVE");
    assert_eq!(set("erin.lindqvist").await, "ACTIVE");
    assert_eq!(set("dan.okafor").await, "ACTIVE");
    assert_eq!(set("carol.reyes").await, "LOCKED_OUT");
    assert_eq!(set("frank.moreau").await, "STAGED");
    assert_eq!(set("henry.kowalski").await, "SUSPENDED");
    assert_eq!(
        api.set_password("irene.santos", "Copper71Teapot", "")
            .await
            .refusal(),
        (403, "E0000038")
    );
}

#[tokio::test]
async fn the_org_can_be_told_to_leave_every_status() {
    let api = Api::start().await;
    api.org()
        .set_status_after_password(StatusAfterPassword::Unchanged);
    api.set_password("dan.okafor", "Copper71Teapot", "").await;
    assert_eq!(api.status("dan.okafor"), "PASSWORD_EXPIRED");
}

#[tokio::test]
async fn a_temporary_password_works_for_one_sign_in() {
    let api = Api::start().await;
    let path = "lifecycle/expire_password_with_temp_password?revokeSessions=true";
    let reply = api.act("alice.winter", path).await;
    let temporary = reply.body["tempPassword"].as_str().unwrap().to_owned();
    assert_eq!(temporary.len(), 12);
    assert_eq!(
        api.org()
            .user(&address("alice.winter"))
            .unwrap()
            .sessions_revoked,
        1
    );
    assert_eq!(
        api.sign_in("alice.winter", "Harbor42Lantern").await.status,
        401
    );

    let first = api.sign_in("alice.winter", &temporary).await;
    assert_eq!(first.body["status"], "PASSWORD_EXPIRED");
    assert_eq!(api.sign_in("alice.winter", &temporary).await.status, 401);
    let token = first.body["stateToken"].as_str().unwrap();
    let change = async |new: &str| {
        let body = json!({ "stateToken": token, "oldPassword": temporary, "newPassword": new });
        api.post("/api/v1/authn/credentials/change_password", body)
            .await
    };
    assert_eq!(change("weak").await.refusal(), (403, "E0000014"));
    assert_eq!(change("Copper71Teapot").await.body["status"], "SUCCESS");
    assert_eq!(change("Copper72Teapot").await.refusal(), (401, "E0000011"));
    assert_eq!(api.status("alice.winter"), "ACTIVE");
    assert!(
        api.org()
            .accepts_password(&address("alice.winter"), "Copper71Teapot")
    );
}

#[tokio::test]
async fn the_clock_does_not_change_a_status_by_itself() {
    let api = Api::start().await;
    api.org().advance_clock(Duration::from_hours(20 * 24));
    assert_eq!(api.status("carol.reyes"), "LOCKED_OUT");
    assert_eq!(api.status("alice.winter"), "ACTIVE");
}
