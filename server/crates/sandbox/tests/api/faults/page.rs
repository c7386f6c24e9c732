//! Switching faults on and off: the page, its forms, and the JSON for programs.

use std::fmt::Write as _;

use http::Method;
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Target};
use serde_json::{Value, json};

use super::super::client::{Api, Reply};

/// A request to the pages, as a program sends it: without any header that says where it comes from.
async fn program(api: &Api, method: Method, path: &str, body: Option<Value>) -> Reply {
    let request = api.request(method, &format!("{}{path}", api.sandbox().pages_url()));
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    api.send(request).await
}

async fn press(api: &Api, path: &str, form: &str) -> Reply {
    let url = format!("{}{path}", api.sandbox().pages_url());
    let request = api
        .request(Method::POST, &url)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    api.send(request.body(form.to_owned())).await
}

async fn page(api: &Api, path: &str) -> String {
    let url = format!("{}{path}", api.sandbox().pages_url());
    let request = api.request(Method::GET, &url).header("accept", "text/html");
    let reply = api.send(request).await;
    assert_eq!(reply.status, 200);
    let text = reply.body.as_str().unwrap();
    text.replace("&#x2f;", "/")
}

#[tokio::test]
async fn programs_switch_faults_on_and_off_by_json() {
    let api = Api::start().await;
    let wanted = json!({
        "kind": "latency", "milliseconds": 5, "on": "GET /api/v1/users/{id}", "for": 3
    });
    let reply = program(&api, Method::POST, "/faults", Some(wanted)).await;
    assert_eq!(reply.status, 201);
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    let listed = program(&api, Method::GET, "/faults", None).await;
    assert_eq!(
        listed.body,
        json!([{
            "id": 1, "kind": "latency", "milliseconds": 5, "on": "GET /api/v1/users/{id}",
            "for": 3, "calls_left": 2, "ends": null, "hits": 1
        }])
    );
    let one = program(&api, Method::DELETE, "/faults/1", None).await;
    assert_eq!((one.status.as_u16(), api.org().faults().len()), (204, 0));
    assert_eq!(
        program(&api, Method::DELETE, "/faults/1", None)
            .await
            .status,
        404
    );
    program(
        &api,
        Method::POST,
        "/faults",
        Some(json!({"kind": "bad_gateway"})),
    )
    .await;
    assert_eq!(
        api.org().faults()[0].fault,
        Fault::new(FaultKind::BadGateway)
    );
    assert_eq!(
        program(&api, Method::DELETE, "/faults", None).await.status,
        204
    );
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
}

#[tokio::test]
async fn a_fault_that_is_written_wrongly_is_refused_with_a_reason() {
    let api = Api::start().await;
    for (wrong, reason) in [
        (json!({"kind": "gremlins"}), "gremlins"),
        (json!({"kind": "latency"}), "milliseconds"),
        (json!({"kind": "bad_gateway", "on": "sundays"}), "sundays"),
        (json!({"kind": "bad_gateway", "for": 0}), "`0`"),
        (json!({"kind": "bad_gateway", "onn": "all"}), "`onn`"),
    ] {
        let reply = program(&api, Method::POST, "/faults", Some(wrong)).await;
        assert_eq!(reply.status, 400);
        let error = reply.body["error"].as_str().unwrap();
        assert!(error.contains(reason), "{error}");
    }
    assert!(api.org().faults().is_empty());
}

#[tokio::test]
async fn buttons_switch_faults_on_and_off_and_lead_back() {
    let api = Api::start().await;
    let form = "kind=rate_limited&reset_in_seconds=10&headers=real&on=writes&for=10";
    let reply = press(&api, "/faults", form).await;
    assert_eq!(
        (reply.status.as_u16(), reply.header("location")),
        (303, "/faults?on=writes")
    );
    let on = api.org().faults().remove(0).fault;
    assert_eq!((on.on, on.lasts), (Target::Writes, Lasts::NextCalls(10)));
    press(&api, "/faults", "kind=read_only&on=all&for=until_cleared").await;
    let shown = page(&api, "/faults").await;
    for words in [
        "Too many requests (429)",
        "Writes, for 10 more; has not acted yet",
        "All calls, until cleared; has not acted yet",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    assert_eq!(press(&api, "/faults/1/clear", "").await.status, 303);
    assert_eq!(api.org().faults().len(), 1);
    assert_eq!(
        press(&api, "/faults/clear", "").await.header("location"),
        "/faults"
    );
    assert!(page(&api, "/faults").await.contains("No fault is on"));
    assert_eq!(press(&api, "/faults", "kind=gremlins").await.status, 400);
}

/// Presses every button of the page, whatever it offers.
#[tokio::test]
async fn every_button_of_the_page_switches_something_on() {
    let api = Api::start().await;
    let shown = page(&api, "/faults?on=POST+%2Fapi%2Fv1%2Fgroups").await;
    let forms: Vec<&str> = shown
        .split("action=\"/faults\">")
        .skip(1)
        .map(|rest| rest.split("</form>").next().unwrap())
        .collect();
    assert_eq!(forms.len(), 19);
    for form in forms {
        let mut fields = String::new();
        for input in form.split("<input type=\"hidden\" name=\"").skip(1) {
            let mut parts = input.split('"');
            let (name, value) = (parts.next().unwrap(), parts.nth(1).unwrap());
            let value = value.replace(' ', "+");
            write!(fields, "{name}={value}&").unwrap();
        }
        api.org().clear_faults();
        let reply = press(&api, "/faults", &format!("{fields}for=until_cleared")).await;
        assert_eq!(reply.status, 303, "{fields}");
        let on = &api.org().faults()[0].fault.on;
        assert_eq!(on, &Target::call(Method::POST, "/api/v1/groups"));
    }
}

#[tokio::test]
async fn other_sites_switch_nothing() {
    let api = Api::start().await;
    api.org().set_fault(Fault::new(FaultKind::BadGateway));
    let url = format!("{}/faults", api.sandbox().pages_url());
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "http://evil.example.com"),
    ] {
        for method in [Method::POST, Method::DELETE] {
            let request = api.request(method, &url).header(name, value);
            let request = request.json(&json!({"kind": "read_only"}));
            assert_eq!(api.send(request).await.status, 403);
        }
    }
    assert_eq!(api.org().faults().len(), 1);
}

#[tokio::test]
async fn the_pages_themselves_go_on_while_the_org_fails() {
    let api = super::with(FaultKind::DroppedBeforeEffect).await;
    assert!(page(&api, "/").await.contains("Alice Winter"));
    assert!(page(&api, "/").await.contains("href=\"/faults\""));
}
