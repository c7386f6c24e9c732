//! Proving with a factor that can be used.

use std::time::Duration;

use serde_json::json;

use super::{factors, last_code, on, own, shown_code};
use crate::client::{Api, address};
use latchkey_sandbox::okta::{Channel, PushAnswer};

const TOTP: &str = "token:software:totp";

#[tokio::test]
async fn a_code_is_sent_taken_once_and_written_into_the_log() {
    let api = Api::start().await;
    for (login, kind, channel) in [
        ("bob.stone", "sms", Channel::Sms),
        ("rosa.jimenez", "call", Channel::Call),
        ("samir.haddad", "email", Channel::Email),
    ] {
        let sent = on(&api, login, kind, "verify", json!({})).await;
        assert_eq!(sent.body["factorResult"], "CHALLENGE", "{kind}");
        assert_eq!(api.org().messages(&address(login))[0].channel, channel);
        let code = json!({ "passCode": last_code(&api, login) });
        let right = on(&api, login, kind, "verify", code.clone()).await;
        assert_eq!(right.body, json!({ "factorResult": "SUCCESS" }), "{kind}");
        let again = on(&api, login, kind, "verify", code).await;
        assert_eq!(again.refusal(), (403, "E0000068"), "{kind}");
    }
    let events = api.org().log_events();
    let of = |kind: &str| {
        events
            .iter()
            .filter(|event| event.event_type == kind)
            .count()
    };
    assert_eq!(of("system.sms.send_factor_verify_message"), 1);
    assert_eq!(of("system.voice.send_mfa_challenge_call"), 1);
    assert_eq!(of("system.email.send_factor_verify_message"), 1);
    assert_eq!(of("user.authentication.auth_via_mfa"), 6);
}

#[tokio::test]
async fn a_number_gets_one_message_in_thirty_seconds_and_an_address_one_in_five() {
    let api = Api::start().await;
    for (login, kind, pause, code) in [
        ("bob.stone", "sms", 30, "E0000109"),
        ("rosa.jimenez", "call", 30, "E0000133"),
        ("samir.haddad", "email", 5, "E0000118"),
    ] {
        on(&api, login, kind, "verify", json!({})).await;
        let refused = on(&api, login, kind, "verify", json!({})).await;
        assert_eq!(refused.refusal(), (429, code));
        api.org().advance_clock(Duration::from_secs(pause));
        let sent = on(&api, login, kind, "verify", json!({})).await;
        assert_eq!(sent.status, 200, "{kind}");
        assert_eq!(api.org().messages(&address(login)).len(), 2);
    }
}

#[tokio::test]
async fn a_new_code_kills_the_last_and_none_lives_longer_than_five_minutes() {
    let api = Api::start().await;
    on(&api, "bob.stone", "sms", "verify", json!({})).await;
    let first = last_code(&api, "bob.stone");
    api.org().advance_clock(Duration::from_secs(30));
    on(&api, "bob.stone", "sms", "verify", json!({})).await;
    let second = last_code(&api, "bob.stone");
    let refused = on(
        &api,
        "bob.stone",
        "sms",
        "verify",
        json!({ "passCode": first }),
    )
    .await;
    assert_eq!(refused.refusal(), (403, "E0000068"));
    api.org().advance_clock(Duration::from_mins(5));
    let refused = on(
        &api,
        "bob.stone",
        "sms",
        "verify",
        json!({ "passCode": second }),
    )
    .await;
    assert_eq!(refused.refusal(), (403, "E0000068"));
    let id = own(&api, "bob.stone", "sms").id;
    let path = format!(
        "{}/{id}/verify?tokenLifetimeSeconds=0",
        factors(&api, "bob.stone")
    );
    assert_eq!(
        api.post(&path, json!({})).await.refusal(),
        (400, "E0000001")
    );
}

#[tokio::test]
async fn an_apps_code_counts_once_and_only_around_its_time() {
    let api = Api::start().await;
    let code = shown_code(&api, "alice.winter");
    let verify = async |code: &str| {
        let body = json!({ "passCode": code });
        on(&api, "alice.winter", TOTP, "verify", body).await
    };
    assert_eq!(verify(&code).await.body["factorResult"], "SUCCESS");
    assert_eq!(verify(&code).await.refusal(), (403, "E0000082"));
    let code = shown_code(&api, "alice.winter");
    api.org().advance_clock(Duration::from_secs(100));
    assert_eq!(verify(&code).await.refusal(), (403, "E0000083"));
    assert_eq!(verify("").await.refusal(), (400, "E0000001"));
}

#[tokio::test]
async fn five_wrong_codes_lock_a_persons_factors_and_not_the_account() {
    let api = Api::start().await;
    for _ in 0..5 {
        let wrong = on(
            &api,
            "alice.winter",
            TOTP,
            "verify",
            json!({ "passCode": "x" }),
        )
        .await;
        assert_eq!(wrong.refusal(), (403, "E0000068"));
        assert_eq!(
            wrong.cause(),
            "Your passcode doesn't match our records. Please try again."
        );
    }
    for kind in ["sms", "push", TOTP] {
        let refused = on(&api, "alice.winter", kind, "verify", json!({})).await;
        assert_eq!(refused.refusal(), (403, "E0000069"), "{kind}");
    }
    assert_eq!(api.status("alice.winter"), "ACTIVE");
    api.org().advance_clock(Duration::from_mins(5));
    let sent = on(&api, "alice.winter", "sms", "verify", json!({})).await;
    assert_eq!(sent.status, 200);
}

#[tokio::test]
async fn a_push_waits_is_answered_once_and_can_be_called_off() {
    let api = Api::start().await;
    let login = address("alice.winter");
    let with_number = json!({ "useNumberMatchingChallenge": true });
    let sent = on(&api, "alice.winter", "push", "verify", with_number).await;
    assert_eq!(
        (sent.status.as_u16(), &sent.body["factorResult"]),
        (201, &json!("WAITING"))
    );
    let right = &sent.body["_embedded"]["challenge"]["correctAnswer"];
    let right = u8::try_from(right.as_u64().unwrap()).unwrap();
    let poll = sent.body["_links"]["poll"]["href"]
        .as_str()
        .unwrap()
        .to_owned();
    let waiting = api.get(&poll).await;
    assert_eq!(waiting.body["profile"]["credentialId"], login.as_str());
    let push = api.org().pending_pushes(&login).remove(0);
    api.org()
        .answer_push(&login, &push.id, PushAnswer::Choose(right))
        .unwrap();
    assert_eq!(
        api.get(&poll).await.body,
        json!({ "factorResult": "SUCCESS" })
    );
    let late = api.org().answer_push(&login, &push.id, PushAnswer::Deny);
    assert!(late.is_err(), "an answer is final");

    let plain = on(&api, "alice.winter", "push", "verify", json!({})).await;
    assert!(plain.body.get("_embedded").is_none());
    let cancel = plain.body["_links"]["cancel"]["href"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(api.delete(&cancel).await.status, 204);
    assert_eq!(api.get(&cancel).await.body["factorResult"], "CANCELLED");
    assert!(api.org().pending_pushes(&login).is_empty());
}

#[tokio::test]
async fn a_push_asks_nobody_else_and_ends_after_five_minutes() {
    let api = Api::start().await;
    let sent = on(&api, "alice.winter", "push", "verify", json!({})).await;
    let poll = sent.body["_links"]["poll"]["href"]
        .as_str()
        .unwrap()
        .to_owned();
    let push = api.org().pending_pushes(&address("alice.winter")).remove(0);
    let carol = address("carol.reyes");
    let stolen = api.org().answer_push(&carol, &push.id, PushAnswer::Approve);
    assert!(stolen.is_err());
    let elsewhere = format!(
        "{}/{}/transactions/{}",
        factors(&api, "carol.reyes"),
        own(&api, "carol.reyes", "push").id,
        push.id
    );
    assert_eq!(api.get(&elsewhere).await.refusal(), (404, "E0000007"));
    api.org().advance_clock(Duration::from_mins(5));
    assert_eq!(api.get(&poll).await.body["factorResult"], "TIMEOUT");
}
