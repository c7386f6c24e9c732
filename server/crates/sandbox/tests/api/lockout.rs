//! Sign-in: counting, locking, unlocking.

use std::time::Duration;

use latchkey_sandbox::okta::PolicyChange;

use super::client::{Api, address};

const MINUTE: Duration = Duration::from_mins(1);

fn change(api: &Api, change: PolicyChange) {
    assert!(api.org().change_password_policy("Employees", change));
}

#[tokio::test]
async fn wrong_passwords_lock_as_the_policy_says_and_the_lock_does_not_show() {
    let api = Api::start().await;
    for attempt in 1..=5 {
        assert_eq!(
            api.status("alice.winter"),
            "ACTIVE",
            "before attempt {attempt}"
        );
        let reply = api.sign_in("alice.winter", "wrong").await;
        assert_eq!(reply.refusal(), (401, "E0000004"));
    }
    assert_eq!(api.status("alice.winter"), "LOCKED_OUT");
    let right = api.sign_in("alice.winter", "Harbor42Lantern").await;
    assert_eq!(right.refusal(), (401, "E0000004"));
}

#[tokio::test]
async fn a_right_password_starts_the_count_anew() {
    let api = Api::start().await;
    for _ in 0..3 {
        for _ in 0..4 {
            api.sign_in("alice.winter", "wrong").await;
        }
        assert_eq!(
            api.sign_in("alice.winter", "Harbor42Lantern").await.status,
            200
        );
    }
    assert_eq!(api.status("alice.winter"), "ACTIVE");
}

#[tokio::test]
async fn the_default_policy_locks_later() {
    let api = Api::start().await;
    for _ in 0..9 {
        api.sign_in("yusuf.kaya", "wrong").await;
    }
    assert_eq!(api.status("yusuf.kaya"), "ACTIVE");
    api.sign_in("yusuf.kaya", "wrong").await;
    assert_eq!(api.status("yusuf.kaya"), "LOCKED_OUT");
}

#[tokio::test]
async fn unknown_people_and_statuses_without_sign_in_look_like_a_wrong_password() {
    let api = Api::start().await;
    for (login, password) in [
        ("nobody", "x"),
        ("henry.kowalski", "Marble71Orchard"),
        ("irene.santos", "Pepper38Glacier"),
        ("erin.lindqvist", "Juniper64Anchor"),
        ("me", "x"),
    ] {
        assert_eq!(
            api.sign_in(login, password).await.refusal(),
            (401, "E0000004"),
            "{login}"
        );
    }
}

#[tokio::test]
async fn an_expired_password_signs_in_only_to_be_changed() {
    let api = Api::start().await;
    let reply = api.sign_in("dan.okafor", "Velvet29Compass").await;
    assert_eq!(reply.body["status"], "PASSWORD_EXPIRED");
    assert!(reply.body.get("sessionToken").is_none());
    assert!(
        !api.org()
            .accepts_password(&address("dan.okafor"), "Velvet29Compass")
    );
}

#[tokio::test]
async fn tests_can_lock_steer_and_put_back_people() {
    let api = Api::start().await;
    let (org, bob) = (api.org(), address("bob.stone"));
    org.lock(&bob).unwrap();
    assert_eq!(api.status("bob.stone"), "LOCKED_OUT");
    org.unlock(&bob).unwrap();
    org.suspend(&bob).unwrap();
    assert!(org.lock(&bob).is_err());
    org.unsuspend(&bob).unwrap();
    org.expire_password(&bob).unwrap();
    assert_eq!(api.status("bob.stone"), "PASSWORD_EXPIRED");
    api.set_password("bob.stone", "Copper71Teapot", "").await;
    org.reset_to_seed(&bob).unwrap();
    assert!(org.accepts_password(&bob, "Copper17Meadow"));
    assert!(org.lock("nobody@example.com").is_err());
}

#[tokio::test]
async fn a_lock_ends_by_itself_at_the_next_sign_in_after_its_time() {
    let api = Api::start().await;
    change(
        &api,
        PolicyChange {
            auto_unlock_minutes: Some(10),
            ..PolicyChange::default()
        },
    );
    api.org().advance_clock(9 * MINUTE);
    assert_eq!(
        api.sign_in("carol.reyes", "Saffron83Bridge").await.status,
        401
    );
    api.org().advance_clock(MINUTE);
    assert_eq!(api.status("carol.reyes"), "LOCKED_OUT");
    assert_eq!(
        api.sign_in("carol.reyes", "Saffron83Bridge").await.body["status"],
        "SUCCESS"
    );
    let events = api.org().log_events();
    assert!(
        events
            .iter()
            .any(|event| event.event_type == "user.account.unlock")
    );
}

#[tokio::test]
async fn after_ten_automatic_unlocks_only_an_administrator_unlocks() {
    let api = Api::start().await;
    change(
        &api,
        PolicyChange {
            auto_unlock_minutes: Some(1),
            max_attempts: Some(1),
            ..PolicyChange::default()
        },
    );
    for _ in 0..10 {
        api.org().advance_clock(MINUTE);
        api.sign_in("carol.reyes", "wrong").await;
        assert_eq!(api.status("carol.reyes"), "LOCKED_OUT");
    }
    api.org().advance_clock(MINUTE);
    assert_eq!(
        api.sign_in("carol.reyes", "Saffron83Bridge").await.status,
        401
    );
    let events = api.org().log_events();
    assert!(
        events
            .iter()
            .any(|event| event.event_type == "user.account.lock.limit")
    );
    api.org().unlock(&address("carol.reyes")).unwrap();
    assert_eq!(
        api.sign_in("carol.reyes", "Saffron83Bridge").await.status,
        200
    );
}

#[tokio::test]
async fn a_policy_may_show_the_lock() {
    let api = Api::start().await;
    change(
        &api,
        PolicyChange {
            show_lockout_failures: Some(true),
            ..PolicyChange::default()
        },
    );
    let reply = api.sign_in("carol.reyes", "Saffron83Bridge").await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["status"]),
        (200, &"LOCKED_OUT".into())
    );
}

#[tokio::test]
async fn an_old_password_expires_at_sign_in_and_not_before() {
    let api = Api::start().await;
    change(
        &api,
        PolicyChange {
            max_age_days: Some(40),
            ..PolicyChange::default()
        },
    );
    assert_eq!(api.status("alice.winter"), "ACTIVE");
    let reply = api.sign_in("alice.winter", "Harbor42Lantern").await;
    assert_eq!(reply.body["status"], "PASSWORD_EXPIRED");
    assert_eq!(api.status("alice.winter"), "PASSWORD_EXPIRED");
}

#[tokio::test]
async fn the_minimum_age_counts_only_with_strict() {
    let api = Api::start().await;
    change(
        &api,
        PolicyChange {
            min_age_minutes: Some(60),
            ..PolicyChange::default()
        },
    );
    let set =
        async |password: &str, query: &str| api.set_password("alice.winter", password, query).await;
    assert_eq!(set("Copper71Teapot", "?strict=true").await.status, 200);
    let refused = set("Copper72Teapot", "?strict=true").await;
    assert!(
        refused
            .cause()
            .contains("At least 60 minute(s) must have elapsed"),
        "{:?}",
        refused.body
    );
    assert_eq!(set("Copper72Teapot", "").await.status, 200);
    api.org().advance_clock(60 * MINUTE);
    assert_eq!(set("Copper73Teapot", "?strict=true").await.status, 200);
}
