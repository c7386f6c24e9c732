//! The status machine: every allowed step and every refusal.

use serde_json::json;

use super::client::Api;

/// One person in each status.
const PEOPLE: [(&str, &str); 8] = [
    ("frank.moreau", "STAGED"),
    ("grace.tanaka", "PROVISIONED"),
    ("alice.winter", "ACTIVE"),
    ("erin.lindqvist", "RECOVERY"),
    ("dan.okafor", "PASSWORD_EXPIRED"),
    ("carol.reyes", "LOCKED_OUT"),
    ("henry.kowalski", "SUSPENDED"),
    ("irene.santos", "DEPROVISIONED"),
];

/// Tries an operation on a fresh person in each status; gives status after success, or the refusal.
async fn everywhere(operation: &str) -> Vec<(&'static str, String)> {
    let api = Api::start().await;
    let mut results = Vec::new();
    for (login, status) in PEOPLE {
        assert_eq!(api.status(login), status);
        let reply = api.act(login, operation).await;
        let result = if reply.status == 200 {
            api.status(login).to_owned()
        } else {
            let (status, code) = reply.refusal();
            format!("{status} {code}")
        };
        results.push((status, result));
    }
    results
}

async fn expect(operation: &str, expected: [&str; 8]) {
    let results = everywhere(operation).await;
    let expected: Vec<(&str, String)> = PEOPLE
        .iter()
        .zip(expected)
        .map(|((_, status), result)| {
            (
                *status,
                if result == "=" {
                    (*status).to_owned()
                } else {
                    result.to_owned()
                },
            )
        })
        .collect();
    assert_eq!(results, expected, "{operation}");
}

const WRONG: &str = "403 E0000038";
const INVALID: &str = "400 E0000001";
const NOT_LOCKED: &str = "403 E0000032";

#[tokio::test]
async fn activate_wants_a_staged_or_deactivated_user() {
    let already = "403 E0000016";
    let expected = [
        "PROVISIONED",
        WRONG,
        already,
        WRONG,
        WRONG,
        WRONG,
        WRONG,
        "ACTIVE",
    ];
    expect("lifecycle/activate", expected).await;
}

#[tokio::test]
async fn reactivate_wants_a_provisioned_or_recovering_user() {
    expect(
        "lifecycle/reactivate",
        [WRONG, "=", WRONG, "=", WRONG, WRONG, WRONG, WRONG],
    )
    .await;
}

#[tokio::test]
async fn deactivate_takes_everybody_who_is_not_deactivated() {
    let off = "DEPROVISIONED";
    expect(
        "lifecycle/deactivate",
        [off, off, off, off, off, off, off, "404 E0000007"],
    )
    .await;
}

#[tokio::test]
async fn suspend_wants_an_active_user() {
    let expected = [
        INVALID,
        INVALID,
        "SUSPENDED",
        INVALID,
        INVALID,
        INVALID,
        INVALID,
        INVALID,
    ];
    expect("lifecycle/suspend", expected).await;
    let api = Api::start().await;
    let reply = api.act("henry.kowalski", "lifecycle/suspend").await;
    assert_eq!(
        reply.body["errorSummary"],
        "Api validation failed: suspendUser"
    );
    assert_eq!(reply.cause(), "Cannot suspend a user that is not active");
    api.act("alice.winter", "lifecycle/suspend").await;
    assert_eq!(
        api.org()
            .user("alice.winter@example.com")
            .unwrap()
            .sessions_revoked,
        1
    );
}

#[tokio::test]
async fn unsuspend_wants_a_suspended_user() {
    let expected = [
        INVALID, INVALID, INVALID, INVALID, INVALID, INVALID, "ACTIVE", INVALID,
    ];
    expect("lifecycle/unsuspend", expected).await;
    let reply = Api::start()
        .await
        .act("alice.winter", "lifecycle/unsuspend")
        .await;
    assert_eq!(
        reply.cause(),
        "Cannot unsuspend a user that is not suspended"
    );
}

#[tokio::test]
async fn unlock_wants_a_locked_out_user() {
    let no = NOT_LOCKED;
    expect("lifecycle/unlock", [no, no, no, no, no, "ACTIVE", no, no]).await;
    let reply = Api::start()
        .await
        .act("alice.winter", "lifecycle/unlock")
        .await;
    assert_eq!(reply.cause(), "The user is not locked out.");
}

#[tokio::test]
async fn an_unlocked_user_signs_in_with_the_password_from_before() {
    let api = Api::start().await;
    assert_eq!(
        api.sign_in("carol.reyes", "Saffron83Bridge")
            .await
            .refusal(),
        (401, "E0000004")
    );
    assert_eq!(
        api.act("carol.reyes", "lifecycle/unlock").await.body,
        json!({})
    );
    assert_eq!(
        api.sign_in("carol.reyes", "Saffron83Bridge").await.body["status"],
        "SUCCESS"
    );
}

#[tokio::test]
async fn expire_password_wants_a_user_with_a_password_in_use() {
    let yes = "PASSWORD_EXPIRED";
    let expected = [WRONG, WRONG, yes, yes, yes, WRONG, WRONG, WRONG];
    expect("lifecycle/expire_password", expected).await;
    expect("lifecycle/expire_password_with_temp_password", expected).await;
}

#[tokio::test]
async fn expire_password_answers_with_the_old_time_of_the_status() {
    let api = Api::start().await;
    let before = api.get("/api/v1/users/alice.winter").await.body["statusChanged"].clone();
    let reply = api.act("alice.winter", "lifecycle/expire_password").await;
    assert_eq!(reply.body["status"], "PASSWORD_EXPIRED");
    assert_eq!(reply.body["statusChanged"], before);
    assert_ne!(
        api.get("/api/v1/users/alice.winter").await.body["statusChanged"],
        before
    );
}

#[tokio::test]
async fn reset_password_parks_the_user_in_recovery() {
    let no = "403 E0000017";
    let yes = "RECOVERY";
    expect(
        "lifecycle/reset_password?sendEmail=false",
        [no, yes, yes, yes, yes, yes, no, no],
    )
    .await;
    let api = Api::start().await;
    let reply = api
        .act("alice.winter", "lifecycle/reset_password?sendEmail=false")
        .await;
    let url = reply.body["resetPasswordUrl"].as_str().unwrap();
    let token = url
        .strip_prefix(&format!("{}/reset_password/", api.sandbox().okta_url()))
        .unwrap();
    assert!(token.starts_with("drp") && token.len() == 20);
    assert!(
        !api.org()
            .accepts_password("alice.winter@example.com", "Harbor42Lantern")
    );
    let mailed = api.act("bob.stone", "lifecycle/reset_password").await;
    assert_eq!(mailed.body, json!({}));
    let federated = api.act("karen.olsen", "lifecycle/reset_password").await;
    assert_eq!(federated.refusal(), (403, "E0000017"));
}

#[tokio::test]
async fn reset_factors_leaves_the_status() {
    expect(
        "lifecycle/reset_factors",
        ["=", "=", "=", "=", "=", "=", "=", WRONG],
    )
    .await;
}

#[tokio::test]
async fn forgot_password_wants_an_active_user_and_leaves_the_status() {
    let no = "403 E0000034";
    expect(
        "credentials/forgot_password?sendEmail=false",
        [no, no, "=", no, "=", no, no, no],
    )
    .await;
    let api = Api::start().await;
    let reply = api
        .act(
            "alice.winter",
            "credentials/forgot_password?sendEmail=false",
        )
        .await;
    let url = reply.body["resetPasswordUrl"].as_str().unwrap();
    assert!(url.contains("/signin/reset-password/dfp"));
    let federated = api.act("karen.olsen", "credentials/forgot_password").await;
    assert_eq!(
        federated.cause(),
        "Forgot password is not supported for the user's login type"
    );
}

#[tokio::test]
async fn activation_gives_the_link_only_when_no_mail_is_sent() {
    let api = Api::start().await;
    assert_eq!(
        api.act("frank.moreau", "lifecycle/activate").await.body,
        json!({})
    );
    let again = api
        .act("frank.moreau", "lifecycle/reactivate?sendEmail=false")
        .await;
    let token = again.body["activationToken"].as_str().unwrap();
    let url = format!("{}/tokens/{token}/verify", api.sandbox().okta_url());
    assert_eq!(
        (token.len(), &again.body["activationUrl"]),
        (20, &json!(url))
    );
}

#[tokio::test]
async fn a_login_works_in_lifecycle_paths() {
    let api = Api::start().await;
    let path = "/api/v1/users/carol.reyes%40example.com/lifecycle/unlock";
    assert_eq!(api.call(http::Method::POST, path, None).await.status, 200);
    let nobody = "/api/v1/users/nobody/lifecycle/unlock";
    assert_eq!(
        api.call(http::Method::POST, nobody, None).await.refusal(),
        (404, "E0000007")
    );
}

#[tokio::test]
async fn a_one_time_link_sets_a_password_once_and_only_the_newest_works() {
    let api = Api::start().await;
    let reset = async || {
        let reply = api
            .act("alice.winter", "lifecycle/reset_password?sendEmail=false")
            .await;
        reply.body["resetPasswordUrl"].as_str().unwrap().to_owned()
    };
    let choose = async |url: &str, password: &str| {
        let request = api.request(http::Method::POST, url);
        let reply = api.send(request.body(format!("password={password}"))).await;
        reply.body.as_str().unwrap().to_owned()
    };
    let (old, new) = (reset().await, reset().await);
    assert!(
        choose(&old, "Copper71Teapot")
            .await
            .contains("expired or was used before")
    );
    assert!(
        choose(&new, "weak")
            .await
            .contains("at least 12 characters")
    );
    assert!(
        api.send(api.request(http::Method::GET, &new))
            .await
            .body
            .as_str()
            .unwrap()
            .contains("<form")
    );
    assert!(
        choose(&new, "Copper71Teapot")
            .await
            .contains("Your password is set.")
    );
    assert!(
        choose(&new, "Copper72Teapot")
            .await
            .contains("expired or was used before")
    );
    assert!(
        api.org()
            .accepts_password("alice.winter@example.com", "Copper71Teapot")
    );
    let late = reset().await;
    api.org().advance_clock(std::time::Duration::from_hours(1));
    assert!(
        choose(&late, "Copper73Teapot")
            .await
            .contains("expired or was used before")
    );
    assert_eq!(api.status("alice.winter"), "RECOVERY");
}
