//! Sign-in: counting, locking, unlocking.

use super::client::{Api, address};

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
