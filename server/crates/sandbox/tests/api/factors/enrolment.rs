//! From nothing to a factor that can be used, and back.

use std::time::Duration;

use serde_json::{Value, json};

use super::{factors, last_code, on, own, shown_code};
use crate::client::{Api, Reply};

const NOBODY_YET: &str = "vera.nilsson";

async fn enroll(api: &Api, body: Value, query: &str) -> Reply {
    let path = format!("{}{query}", factors(api, NOBODY_YET));
    api.post(&path, body).await
}

fn sms(number: &str) -> Value {
    json!({ "factorType": "sms", "provider": "OKTA", "profile": { "phoneNumber": number } })
}

#[tokio::test]
async fn a_telephone_is_enrolled_with_the_code_it_gets() {
    let api = Api::start().await;
    let enrolled = enroll(&api, sms("+1 (202) 555-0150"), "").await;
    assert_eq!(enrolled.status, 200);
    assert_eq!(enrolled.body["status"], "PENDING_ACTIVATION");
    assert_eq!(enrolled.body["profile"]["phoneNumber"], "+12025550150");
    let wrong = json!({ "passCode": "no" });
    let refused = on(&api, NOBODY_YET, "sms", "lifecycle/activate", wrong).await;
    assert_eq!(refused.refusal(), (403, "E0000068"));
    let unfinished = on(&api, NOBODY_YET, "sms", "verify", json!({})).await;
    assert_eq!(unfinished.refusal(), (410, "E0000154"));
    let code = json!({ "passCode": last_code(&api, NOBODY_YET) });
    let active = on(&api, NOBODY_YET, "sms", "lifecycle/activate", code).await;
    assert_eq!(active.body["status"], "ACTIVE");
    let hints = &active.body["_links"]["self"]["hints"]["allow"];
    assert_eq!(*hints, json!(["GET", "DELETE"]));
    let list = api.get(&factors(&api, NOBODY_YET)).await;
    assert_eq!(list.all("/factorType"), ["sms"]);
}

#[tokio::test]
async fn what_cannot_be_enrolled_is_refused_and_leaves_what_was_there() {
    let api = Api::start().await;
    enroll(&api, sms("+12025550150"), "").await;
    let again = enroll(&api, sms("+12025550150"), "").await;
    assert_eq!(again.refusal(), (429, "E0000109"), "thirty seconds");
    assert_eq!(api.org().factors("vera.nilsson@example.com").len(), 1);
    let question = |key: &str, answer: &str| {
        json!({ "factorType": "question", "provider": "OKTA",
                "profile": { "question": key, "answer": answer } })
    };
    let email = json!({ "factorType": "email", "provider": "OKTA",
                        "profile": { "email": "other@example.com" } });
    for (body, refusal) in [
        (sms("none"), (400, "E0000098")),
        (sms("+0123"), (400, "E0000098")),
        (email, (400, "E0000001")),
        (question("disliked_food", "eel"), (400, "E0000001")),
        (question("first_car", "Beetle"), (400, "E0000001")),
        (
            json!({ "factorType": "sms", "provider": "DUO" }),
            (400, "E0000001"),
        ),
        (json!({}), (400, "E0000001")),
    ] {
        assert_eq!(
            enroll(&api, body.clone(), "").await.refusal(),
            refusal,
            "{body}"
        );
    }
    let gone = format!("{}?activate=true", factors(&api, "irene.santos"));
    assert_eq!(
        api.post(&gone, sms("+12025550151")).await.refusal(),
        (403, "E0000038")
    );
}

#[tokio::test]
async fn a_second_number_has_to_wait_for_the_first_to_go() {
    let api = Api::start().await;
    let known = enroll(&api, sms("+12025550150"), "?activate=true").await;
    assert_eq!(known.body["status"], "ACTIVE");
    assert!(api.org().messages("vera.nilsson@example.com").is_empty());
    let second = enroll(&api, sms("+12025550151"), "").await;
    assert_eq!(second.refusal(), (400, "E0000001"));
    assert_eq!(
        second.cause(),
        "There is an existing verified phone number."
    );
    let path = format!(
        "{}/{}",
        factors(&api, NOBODY_YET),
        own(&api, NOBODY_YET, "sms").id
    );
    assert_eq!(api.delete(&path).await.status, 204);
    assert_eq!(api.get(&path).await.refusal(), (404, "E0000007"));
    let second = enroll(&api, sms("+12025550151"), "").await;
    assert_eq!(second.status, 200);
}

#[tokio::test]
async fn an_app_is_enrolled_with_the_code_it_shows() {
    let api = Api::start().await;
    let app = json!({ "factorType": "token:software:totp", "provider": "GOOGLE" });
    let enrolled = enroll(&api, app, "").await;
    let activation = &enrolled.body["_embedded"]["activation"];
    assert_eq!(
        (&activation["timeStep"], &activation["keyLength"]),
        (&json!(30), &json!(6))
    );
    assert_eq!(activation["sharedSecret"].as_str().unwrap().len(), 32);
    let code = json!({ "passCode": shown_code(&api, NOBODY_YET) });
    let kind = "token:software:totp";
    let active = on(&api, NOBODY_YET, kind, "lifecycle/activate", code).await;
    assert_eq!(active.body["status"], "ACTIVE");
    assert!(
        active.body.get("_embedded").is_none(),
        "the secret is told once"
    );
}

#[tokio::test]
async fn after_five_tries_neither_codes_nor_new_ones_are_taken_for_a_while() {
    let api = Api::start().await;
    enroll(&api, sms("+12025550150"), "").await;
    let code = json!({ "passCode": "no" });
    for _ in 0..5 {
        let refused = on(&api, NOBODY_YET, "sms", "lifecycle/activate", code.clone()).await;
        assert_eq!(refused.refusal(), (403, "E0000068"));
    }
    let refused = on(&api, NOBODY_YET, "sms", "lifecycle/activate", code).await;
    assert_eq!(refused.refusal(), (429, "E0000047"));
    assert_ne!(refused.header("x-rate-limit-remaining"), "0");
    api.org().advance_clock(Duration::from_mins(1));
    let resent = on(&api, NOBODY_YET, "sms", "resend", sms("+12025550150")).await;
    assert_eq!(resent.refusal(), (429, "E0000047"));
    api.org().advance_clock(Duration::from_mins(5));
    let resent = on(&api, NOBODY_YET, "sms", "resend", sms("+12025550150")).await;
    assert_eq!(resent.status, 200);
    assert_eq!(api.org().messages("vera.nilsson@example.com").len(), 2);
}

#[tokio::test]
async fn a_push_is_enrolled_on_the_telephone_and_brings_codes_with_it() {
    let api = Api::start().await;
    let login = "vera.nilsson@example.com";
    let push = json!({ "factorType": "push", "provider": "OKTA" });
    let enrolled = enroll(&api, push, "").await;
    let result = |reply: &Reply| reply.body["_embedded"]["activation"]["factorResult"].clone();
    assert_eq!(result(&enrolled), "WAITING");
    api.org().advance_clock(Duration::from_mins(11));
    assert!(api.org().finish_push_enrolment(login).is_err());
    let late = on(
        &api,
        NOBODY_YET,
        "push",
        "lifecycle/activate/poll",
        json!({}),
    )
    .await;
    assert_eq!(result(&late), "TIMEOUT");
    let again = on(&api, NOBODY_YET, "push", "lifecycle/activate", json!({})).await;
    assert_eq!(result(&again), "WAITING");
    api.org().finish_push_enrolment(login).unwrap();
    let kinds = |api: &Api| -> Vec<&str> {
        let factors = api.org().factors(login).into_iter();
        factors.map(|factor| factor.kind).collect()
    };
    assert_eq!(kinds(&api), ["push", "token:software:totp"]);
    let path = format!(
        "{}/{}",
        factors(&api, NOBODY_YET),
        own(&api, NOBODY_YET, "push").id
    );
    assert_eq!(api.delete(&path).await.status, 204);
    assert!(kinds(&api).is_empty(), "the codes go with the app");
}

#[tokio::test]
async fn the_catalogue_says_what_may_be_enrolled_and_what_is() {
    let api = Api::start().await;
    let catalogue = api
        .get(&format!("{}/catalog", factors(&api, "bob.stone")))
        .await;
    let kinds = catalogue.all("/factorType");
    assert_eq!(
        kinds
            .iter()
            .filter(|kind| **kind == "token:software:totp")
            .count(),
        2
    );
    let place = kinds.iter().position(|kind| *kind == "sms").unwrap();
    assert_eq!(catalogue.body[place]["status"], "ACTIVE");
    assert_eq!(catalogue.body[0]["status"], "NOT_SETUP");
    let questions = api
        .get(&format!("{}/questions", factors(&api, "bob.stone")))
        .await;
    assert_eq!(questions.all("/question").len(), 20);
}

#[tokio::test]
async fn resetting_all_factors_leaves_none() {
    let api = Api::start().await;
    assert_eq!(
        api.act("alice.winter", "lifecycle/reset_factors")
            .await
            .status,
        200
    );
    let list = api.get(&factors(&api, "alice.winter")).await;
    assert_eq!(list.body, json!([]));
    api.org().reset_to_seed("alice.winter@example.com").unwrap();
    let list = api.get(&factors(&api, "alice.winter")).await;
    assert_eq!(
        list.all("/factorType"),
        ["push", "token:software:totp", "sms"]
    );
}

#[tokio::test]
async fn administrators_factors_are_protected_and_those_who_only_read_send_nothing() {
    let mut api = Api::start().await;
    let refused = on(&api, "maria.silva", "sms", "verify", json!({})).await;
    assert_eq!(refused.refusal(), (403, "E0000006"));
    api.act_as("maria.silva@example.com");
    let role = json!({ "type": "READ_ONLY_ADMIN" });
    let path = format!("/api/v1/users/{}/roles", api.id("bob.stone"));
    assert_eq!(api.post(&path, role).await.status, 201);
    api.act_as("bob.stone@example.com");
    assert_eq!(api.get(&factors(&api, "alice.winter")).await.status, 200);
    let refused = on(&api, "alice.winter", "sms", "verify", json!({})).await;
    assert_eq!(refused.refusal(), (403, "E0000006"));
}
