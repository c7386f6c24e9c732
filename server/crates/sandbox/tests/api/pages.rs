//! The sandbox's own pages.

use std::path::PathBuf;

use http::Method;
use latchkey_sandbox::RateLimits;
use latchkey_sandbox::okta::SeededApp;

use super::client::{Api, Reply};

async fn page(api: &Api, path: &str) -> Reply {
    api.send(api.request(Method::GET, &format!("{}{path}", api.sandbox().pages_url())))
        .await
}

async fn press(api: &Api, path: &str, form: &'static str) -> Reply {
    let request = api.request(
        Method::POST,
        &format!("{}{path}", api.sandbox().pages_url()),
    );
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    api.send(request.header("sec-fetch-site", "same-origin").body(form))
        .await
}

fn text(reply: &Reply) -> &str {
    reply.body.as_str().unwrap()
}

#[tokio::test]
async fn the_control_page_shows_people_their_status_and_the_way_to_the_portal() {
    let api = Api::start().await;
    let reply = page(&api, "/").await;
    assert_eq!(reply.status, 200);
    for wanted in [
        "Alice Winter",
        "LOCKED OUT",
        "Harbor42Lantern",
        "http://127.0.0.1:3000",
        "Good for",
    ] {
        assert!(
            text(&reply).replace("&#x2f;", "/").contains(wanted),
            "{wanted}"
        );
    }
    assert!(
        reply
            .header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    assert!(!text(&reply).contains("<script") && !text(&reply).contains("style="));
    assert_eq!(
        page(&api, "/sandbox.css").await.header("content-type"),
        "text/css; charset=utf-8"
    );
    assert_eq!(page(&api, "/nowhere").await.status, 404);
}

#[tokio::test]
async fn buttons_do_what_they_say_and_lead_back() {
    let api = Api::start().await;
    let person = format!("/people/{}", api.id("bob.stone"));
    let locked = press(&api, &format!("{person}/lock"), "").await;
    assert_eq!(
        (locked.status.as_u16(), locked.header("location")),
        (303, person.as_str())
    );
    assert_eq!(api.status("bob.stone"), "LOCKED_OUT");
    let refused = press(&api, &format!("{person}/suspend"), "").await;
    let back = refused.header("location").to_owned();
    assert!(text(&page(&api, &back).await).contains("Cannot suspend a user that is not active"));
    press(&api, &format!("{person}/reset"), "").await;
    for (button, status) in [
        ("expire-password", "PASSWORD_EXPIRED"),
        ("reset", "ACTIVE"),
        ("suspend", "SUSPENDED"),
        ("unsuspend", "ACTIVE"),
    ] {
        assert_eq!(
            press(&api, &format!("{person}/{button}"), "").await.status,
            303
        );
        assert_eq!(api.status("bob.stone"), status, "{button}");
    }
    assert_eq!(
        press(&api, &format!("{person}/explode"), "").await.status,
        404
    );
    let shown = page(&api, &person).await;
    assert!(text(&shown).contains("user.account.lock"));
}

#[tokio::test]
async fn the_test_form_says_whether_okta_would_accept_a_password() {
    let api = Api::start().await;
    for (form, words) in [
        (
            "login=bob.stone%40example.com&password=Copper17Meadow",
            "Okta accepts this password.",
        ),
        (
            "login=dan.okafor%40example.com&password=Velvet29Compass",
            "wants a new one at once",
        ),
        (
            "login=carol.reyes%40example.com&password=Saffron83Bridge",
            "locked out",
        ),
        (
            "login=nobody%40example.com&password=x",
            "Okta refuses: wrong",
        ),
    ] {
        let reply = press(&api, "/sign-in", form).await;
        assert_eq!(reply.status, 303);
        let shown = page(&api, reply.header("location")).await;
        assert!(text(&shown).contains(words), "{form}");
    }
}

#[tokio::test]
async fn posts_from_elsewhere_are_refused() {
    let api = Api::start().await;
    let pages = api.sandbox().pages_url();
    let path = format!("{pages}/people/{}/lock", api.id("bob.stone"));
    let send = async |name: &'static str, value: &str| {
        let request = api
            .request(Method::POST, &path)
            .header("content-length", "0");
        api.send(request.header(name, value)).await.status.as_u16()
    };
    assert_eq!(send("sec-fetch-site", "cross-site").await, 403);
    assert_eq!(send("origin", "http://evil.example.com").await, 403);
    assert_eq!(send("x-nothing", "").await, 403);
    assert_eq!(api.status("bob.stone"), "ACTIVE");
    assert_eq!(send("origin", &pages).await, 303);
    assert_eq!(api.status("bob.stone"), "LOCKED_OUT");
}

#[tokio::test]
async fn the_log_page_shows_the_newest_event_first() {
    let api = Api::start().await;
    api.act("carol.reyes", "lifecycle/unlock").await;
    let reply = page(&api, "/log").await;
    let first = text(&reply).find("user.account.unlock_by_admin").unwrap();
    assert!(first < text(&reply).find("user.account.lock<").unwrap());
}

#[tokio::test]
async fn the_mailbox_shows_what_lies_in_the_folder() {
    let folder = std::env::temp_dir().join(format!("sandbox-mails-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mail = "From: no-reply@example.com\r\nTo: alice.winter@example.com\r\nSubject: Your code\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain\r\n\r\nYour code is 123456.\r\n\
        --b\r\nContent-Type: text/html\r\n\r\n<p onclick=\"x()\">Your code is 123456.</p><script>x()</script>\r\n--b--\r\n";
    std::fs::write(folder.join("0a1b.eml"), mail).unwrap();
    std::fs::write(folder.join("0a1b.json"), "{}").unwrap();
    let api = Api::start_with(RateLimits::default(), PathBuf::from(&folder)).await;

    assert!(
        text(&page(&api, "/mailbox").await).contains("<a href=\"/mailbox/0a1b\">Your code</a>")
    );
    let json = page(&api, "/mailbox.json").await;
    assert_eq!(json.body.as_array().unwrap().len(), 1);
    assert_eq!(json.body[0]["to"], "alice.winter@example.com");
    assert_eq!(
        json.body[0]["text"].as_str().unwrap().trim(),
        "Your code is 123456."
    );
    let shown = page(&api, "/mailbox/0a1b").await;
    assert!(
        text(&shown).contains("src=\"/mailbox/0a1b/html\"") && !text(&shown).contains("<script>")
    );
    let html = page(&api, "/mailbox/0a1b/html").await;
    assert!(text(&html).contains("<p onclick="));
    let policy = html.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox allow-popups"));
    assert!(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"));
    assert_eq!(page(&api, "/mailbox/..%2F..%2Fetc").await.status, 404);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn an_empty_mailbox_says_so() {
    let api = Api::start().await;
    assert!(text(&page(&api, "/mailbox").await).contains("No mail yet"));
    assert_eq!(
        page(&api, "/mailbox.json").await.body,
        serde_json::json!([])
    );
}

#[tokio::test]
async fn the_page_of_apps_shows_what_a_client_must_know_and_registers_keys_and_addresses() {
    let api = Api::start().await;
    let find = |seeded| api.org().oauth_app(seeded).unwrap();
    let (sign_in, service) = (find(SeededApp::SignIn), find(SeededApp::Service));
    let shown = page(&api, "/apps").await;
    assert!(text(&shown).contains(&sign_in.client_id));
    assert!(text(&shown).contains(sign_in.client_secret.as_deref().unwrap()));
    let keys = format!("/apps/{}/keys", service.client_id);
    let refused = press(&api, &keys, "jwks=nonsense").await;
    assert!(refused.header("location").contains("no+public+JWK"));
    let jwks = "jwks=%7B%22keys%22%3A%5B%7B%22kty%22%3A%22RSA%22%2C%22n%22%3A%22AQAB%22%2C%22e%22\
                %3A%22AQAB%22%2C%22kid%22%3A%22first%22%7D%5D%7D";
    press(&api, &keys, jwks).await;
    assert_eq!(find(SeededApp::Service).key_ids, ["first"]);
    let addresses = format!("/apps/{}/redirect-uris", sign_in.client_id);
    let form = "redirect_uri=https%3A%2F%2Fportal.example.com%2Freturn";
    press(&api, &addresses, form).await;
    press(&api, &addresses, "redirect_uri=nowhere").await;
    let expected = ["https://portal.example.com/return"];
    assert_eq!(find(SeededApp::SignIn).redirect_uris, expected);
    let unknown = press(&api, "/apps/0oaNobody/keys", jwks).await;
    assert_eq!(unknown.status, 404);
}
