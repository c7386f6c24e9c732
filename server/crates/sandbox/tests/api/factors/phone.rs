//! The page that stands for people's telephones.

use http::Method;
use serde_json::json;

use super::{last_code, on};
use crate::client::{Api, Reply, address};

async fn page(api: &Api, path: &str) -> Reply {
    let url = format!("{}{path}", api.sandbox().pages_url());
    api.send(api.request(Method::GET, &url)).await
}

async fn press(api: &Api, path: &str, form: String) -> Reply {
    let url = format!("{}{path}", api.sandbox().pages_url());
    let request = api.request(Method::POST, &url);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    api.send(request.header("sec-fetch-site", "same-origin").body(form))
        .await
}

fn text(reply: &Reply) -> &str {
    reply.body.as_str().unwrap()
}

#[tokio::test]
async fn people_are_listed_with_what_they_prove_themselves_with() {
    let api = Api::start().await;
    let list = page(&api, "/phone").await;
    let shown = text(&list);
    assert!(shown.contains("push, codes of Okta Verify, text messages"));
    let (alice, erin) = (shown.find("Alice Winter"), shown.find("Erin Lindqvist"));
    assert!(alice < erin, "who has nothing stands last");
    assert_eq!(page(&api, "/phone/00uNobody").await.status, 404);
}

#[tokio::test]
async fn a_telephone_shows_messages_and_codes_and_looks_for_news_by_itself() {
    let api = Api::start().await;
    on(&api, "alice.winter", "sms", "verify", json!({})).await;
    let path = format!("/phone/{}", api.id("alice.winter"));
    let phone = page(&api, &path).await;
    assert!(text(&phone).contains(&last_code(&api, "alice.winter")));
    assert!(text(&phone).contains("+12025550101"));
    let shown = api.org().authenticator_codes(&address("alice.winter"));
    assert!(text(&phone).contains(&shown[0].code[..3]));
    assert_eq!(phone.header("refresh"), "5");
    assert!(!text(&phone).contains("<script") && !text(&phone).contains("style="));
    let still = page(&api, &format!("{path}?still=1")).await;
    assert_eq!(still.header("refresh"), "");
}

#[tokio::test]
async fn a_push_is_answered_by_one_of_three_numbers() {
    let api = Api::start().await;
    let body = json!({ "useNumberMatchingChallenge": true });
    let sent = on(&api, "alice.winter", "push", "verify", body).await;
    let right = &sent.body["_embedded"]["challenge"]["correctAnswer"];
    let poll = sent.body["_links"]["poll"]["href"].as_str().unwrap();
    let path = format!("/phone/{}", api.id("alice.winter"));
    let phone = page(&api, &path).await;
    assert_eq!(text(&phone).matches("name=\"answer\"").count(), 4);
    assert_eq!(
        phone.header("refresh"),
        "",
        "nothing moves under the finger"
    );
    let push = api.org().pending_pushes(&address("alice.winter")).remove(0);
    let button = format!("{path}/pushes/{}", push.id);
    assert_eq!(
        press(&api, &button, "answer=what".to_owned()).await.status,
        400
    );
    let pressed = press(&api, &button, format!("answer={right}")).await;
    assert_eq!(pressed.status, 303);
    assert_eq!(api.get(poll).await.body["factorResult"], "SUCCESS");
    let again = press(&api, &button, "answer=deny".to_owned()).await;
    let back = page(&api, again.header("location")).await;
    assert!(text(&back).contains("waits on this telephone any more"));
}

#[tokio::test]
async fn an_app_is_connected_by_the_telephone() {
    let api = Api::start().await;
    let push = json!({ "factorType": "push", "provider": "OKTA" });
    api.post(&super::factors(&api, "vera.nilsson"), push).await;
    let path = format!("/phone/{}", api.id("vera.nilsson"));
    assert!(text(&page(&api, &path).await).contains("Scan the code"));
    press(&api, &format!("{path}/enrolment"), String::new()).await;
    let phone = page(&api, &path).await;
    assert!(!text(&phone).contains("Scan the code") && text(&phone).contains("Okta Verify"));
}

#[tokio::test]
async fn programs_move_the_clock_instead_of_waiting() {
    let api = Api::start().await;
    let clock = format!("{}/clock", api.sandbox().pages_url());
    let forward = async |seconds: u64| {
        let request = api.request(Method::POST, &clock);
        api.send(request.json(&json!({ "seconds": seconds }))).await
    };
    on(&api, "bob.stone", "sms", "verify", json!({})).await;
    assert_eq!(forward(15).await.status, 204);
    let refused = on(&api, "bob.stone", "sms", "verify", json!({})).await;
    assert_eq!(refused.refusal(), (429, "E0000109"));
    assert_eq!(forward(15).await.status, 204);
    let sent = on(&api, "bob.stone", "sms", "verify", json!({})).await;
    assert_eq!(sent.status, 200);
    assert_eq!(forward(u64::MAX).await.status, 400);
}

#[tokio::test]
async fn programs_read_the_telephone_as_json_and_mails_come_into_the_mailbox() {
    let api = Api::start().await;
    on(&api, "samir.haddad", "email", "verify", json!({})).await;
    let phone = page(&api, "/phone.json?login=samir.haddad%40example.com").await;
    let code = phone.body["messages"][0]["code"].as_str().unwrap();
    assert_eq!(code, last_code(&api, "samir.haddad"));
    let mails = page(&api, "/mailbox.json").await;
    assert!(mails.body[0]["text"].as_str().unwrap().contains(code));
    let mail = format!("/mailbox/{}", mails.body[0]["id"].as_str().unwrap());
    assert!(text(&page(&api, &mail).await).contains(code));
    let nobody = page(&api, "/phone.json?login=nobody%40example.com").await;
    assert_eq!(nobody.status, 404);
}
