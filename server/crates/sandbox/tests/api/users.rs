//! Create, read, list, update, delete.

use http::Method;
use serde_json::json;

use super::client::Api;

fn newcomer(name: &str) -> serde_json::Value {
    json!({
        "profile": { "firstName": "New", "lastName": name, "login": format!("new.{name}@example.com"),
                     "email": format!("new.{name}@example.com") },
        "credentials": { "password": { "value": "Correct42Horse" } },
    })
}

#[tokio::test]
async fn a_user_is_created_active_with_a_password_and_provisioned_without() {
    let api = Api::start().await;
    let with = api.post("/api/v1/users", newcomer("one")).await;
    assert_eq!(
        (with.status.as_u16(), &with.body["status"]),
        (200, &json!("ACTIVE"))
    );
    assert_eq!(with.body["credentials"]["password"], json!({}));
    assert!(
        api.org()
            .accepts_password("new.one@example.com", "Correct42Horse")
    );

    let mut body = newcomer("two");
    body.as_object_mut().unwrap().remove("credentials");
    let without = api.post("/api/v1/users", body.clone()).await;
    assert_eq!(without.body["status"], "PROVISIONED");
    assert!(without.body["credentials"].get("password").is_none());
    body["profile"]["login"] = json!("new.three@example.com");
    let staged = api.post("/api/v1/users?activate=false", body).await;
    assert_eq!(
        (&staged.body["status"], &staged.body["activated"]),
        (&json!("STAGED"), &json!(null))
    );
}

#[tokio::test]
async fn a_new_user_may_have_to_change_the_password_at_once() {
    let api = Api::start().await;
    let path = "/api/v1/users?nextLogin=changePassword";
    let created = api.post(path, newcomer("one")).await;
    assert_eq!(created.body["status"], "PASSWORD_EXPIRED");
    let mut body = newcomer("two");
    body.as_object_mut().unwrap().remove("credentials");
    assert_eq!(api.post(path, body).await.refusal(), (400, "E0000124"));
    let staged = api
        .post(&format!("{path}&activate=false"), newcomer("three"))
        .await;
    assert_eq!(staged.refusal(), (400, "E0000125"));
}

#[tokio::test]
async fn creation_refuses_bad_profiles_with_oktas_causes() {
    let api = Api::start().await;
    let refused = async |change: serde_json::Value| {
        let mut body = newcomer("one");
        for (name, value) in change.as_object().unwrap() {
            body["profile"][name] = value.clone();
        }
        let reply = api.post("/api/v1/users", body).await;
        assert_eq!(reply.refusal(), (400, "E0000001"), "{change}");
        (
            reply.body["errorSummary"].as_str().unwrap().to_owned(),
            reply.cause().to_owned(),
        )
    };
    let (summary, cause) = refused(json!({ "login": "ALICE.winter@example.com" })).await;
    assert_eq!(summary, "Api validation failed: login");
    assert_eq!(
        cause,
        "login: An object with this field already exists in the current organization"
    );
    let (_, cause) = refused(json!({ "login": "alice" })).await;
    assert_eq!(
        cause,
        "login: Username must be in the form of an email address"
    );
    let (_, cause) = refused(json!({ "shoeSize": "43" })).await;
    assert_eq!(cause, "Property name 'shoeSize' is not defined in profile");
    let (_, cause) = refused(json!({ "lastName": null })).await;
    assert_eq!(cause, "lastName: The field cannot be left blank");
    assert_eq!(
        refused(json!({ "email": "x" })).await.1,
        "email: Does not match required pattern"
    );
}

#[tokio::test]
async fn creation_refuses_a_weak_password_and_leaves_nobody_behind() {
    let api = Api::start().await;
    let mut body = newcomer("one");
    body["credentials"]["password"]["value"] = json!("short");
    let reply = api.post("/api/v1/users", body).await;
    assert_eq!(reply.refusal(), (400, "E0000001"));
    assert!(
        reply
            .cause()
            .starts_with("password: Password requirements were not met. ")
    );
    assert!(api.org().user("new.one@example.com").is_none());
}

#[tokio::test]
async fn groups_given_at_creation_decide_the_password_policy() {
    let api = Api::start().await;
    let groups = api.get("/api/v1/groups?q=Employees").await;
    let employees = groups.body[0]["id"].as_str().unwrap();
    let mut body = newcomer("one");
    body["credentials"]["password"]["value"] = json!("Elev3nChars");
    body["groupIds"] = json!([employees]);
    let refused = api.post("/api/v1/users", body.clone()).await;
    assert!(
        refused.cause().contains("at least 12 characters"),
        "{:?}",
        refused.body
    );
    body["credentials"]["password"]["value"] = json!("Twelve12Chars");
    assert_eq!(api.post("/api/v1/users", body.clone()).await.status, 200);
    assert_eq!(
        api.org().user("new.one@example.com").unwrap().groups,
        ["Everyone", "Employees"]
    );
    body["groupIds"] = json!(vec![employees; 21]);
    body["profile"]["login"] = json!("new.two@example.com");
    assert_eq!(
        api.post("/api/v1/users", body).await.refusal(),
        (400, "E0000093")
    );
}

#[tokio::test]
async fn a_group_that_is_not_there_makes_the_request_invalid() {
    let api = Api::start().await;
    let mut body = newcomer("one");
    body["groupIds"] = json!(["00gnothing"]);
    let refused = api.post("/api/v1/users", body).await;
    assert_eq!(refused.refusal(), (400, "E0000001"));
    assert!(refused.cause().contains("00gnothing (UserGroup)"));
    assert!(api.org().user("new.one@example.com").is_none());
}

#[tokio::test]
async fn a_user_is_found_by_id_login_short_name_and_me() {
    let api = Api::start().await;
    let id = api.id("alice.winter");
    for name in [
        id.as_str(),
        "alice.winter@example.com",
        "Alice.Winter@EXAMPLE.com",
        "alice.winter",
    ] {
        assert_eq!(
            api.get(&format!("/api/v1/users/{name}")).await.body["id"],
            json!(id),
            "{name}"
        );
    }
    let me = api.get("/api/v1/users/me").await;
    assert_eq!(me.body["profile"]["login"], "svc-latchkey@example.com");
    let mut twin = newcomer("one");
    twin["profile"]["login"] = json!("alice.winter@other.example.com");
    api.post("/api/v1/users", twin).await;
    assert_eq!(
        api.get("/api/v1/users/alice.winter").await.refusal(),
        (404, "E0000007")
    );
}

#[tokio::test]
async fn a_login_with_reserved_characters_is_found_when_encoded() {
    let api = Api::start().await;
    let mut body = newcomer("one");
    body["profile"]["login"] = json!("o'neil+b%2f@example.com");
    assert_eq!(api.post("/api/v1/users", body).await.status, 200);
    let found = api
        .get("/api/v1/users/o%27neil%2Bb%252f%40example.com")
        .await;
    assert_eq!(found.body["profile"]["login"], "o'neil+b%2f@example.com");
}

#[tokio::test]
async fn links_follow_the_status() {
    let api = Api::start().await;
    let links = async |login: &str| {
        let reply = api.get(&format!("/api/v1/users/{}", api.id(login))).await;
        let mut names: Vec<String> = reply.body["_links"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        names.retain(|name| !matches!(name.as_str(), "self" | "schema" | "type"));
        names.sort_unstable();
        names.join(" ")
    };
    let full = "changePassword changeRecoveryQuestion deactivate expirePassword forgotPassword resetFactors \
                resetPassword suspend";
    assert_eq!(links("alice.winter").await, full);
    assert_eq!(links("dan.okafor").await, full);
    assert_eq!(links("frank.moreau").await, "activate resetFactors");
    assert_eq!(
        links("henry.kowalski").await,
        "deactivate resetFactors unsuspend"
    );
    assert!(links("carol.reyes").await.contains("unlock"));
    let list = api.get("/api/v1/users?limit=1").await;
    assert_eq!(list.body[0]["_links"].as_object().unwrap().len(), 1);
}

#[tokio::test]
async fn lists_leave_out_the_deactivated_and_page_with_links() {
    let api = Api::start().await;
    let whole = api.get("/api/v1/users").await;
    let logins = whole.all("/profile/login");
    assert!(!logins.contains(&"irene.santos@example.com"));
    assert!(whole.link("next").is_none());
    assert!(
        whole
            .link("self")
            .unwrap()
            .ends_with("/api/v1/users?limit=200")
    );

    let mut page = api.get("/api/v1/users?limit=10").await;
    let mut seen = page.body.as_array().unwrap().clone();
    let mut pages = 1;
    while let Some(next) = page.link("next") {
        page = api.get(&next).await;
        seen.extend(page.body.as_array().unwrap().clone());
        pages += 1;
    }
    let full_pages = seen.len().div_ceil(10);
    assert_eq!((pages, &json!(seen)), (full_pages, &whole.body));
}

#[tokio::test]
async fn a_cursor_works_only_where_it_was_given() {
    let api = Api::start().await;
    let page = api.get("/api/v1/users?limit=2").await;
    let next = page.link("next").unwrap();
    let cursor = next
        .split("after=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap();
    for path in [
        format!("/api/v1/users?limit=2&after={cursor}&filter=status%20eq%20%22ACTIVE%22"),
        format!("/api/v1/groups?after={cursor}"),
        "/api/v1/users?after=00u1testcursorvalue".to_owned(),
    ] {
        let reply = api.get(&path).await;
        assert_eq!(
            (reply.refusal(), reply.cause()),
            ((400, "E0000029"), "Invalid cursor."),
            "{path}"
        );
    }
}

#[tokio::test]
async fn filter_search_and_q_find_what_okta_finds() {
    let api = Api::start().await;
    let find = async |query: &str| {
        let reply = api.get(&format!("/api/v1/users?{query}")).await;
        assert_eq!(reply.status, 200, "{query}: {:?}", reply.body);
        let found = reply.all("/profile/login").join(" ");
        found.replace("@example.com", "")
    };
    assert_eq!(
        find("filter=status+eq+%22LOCKED_OUT%22").await,
        "carol.reyes"
    );
    assert_eq!(
        find("filter=status+eq+%22DEPROVISIONED%22").await,
        "irene.santos"
    );
    let shared = "profile.email+eq+%22family.bennett@example.com%22";
    assert_eq!(
        find(&format!("filter={shared}")).await,
        "noah.bennett olivia.bennett"
    );
    assert_eq!(
        find(&format!(
            "search={shared}&sortBy=profile.firstName&sortOrder=desc"
        ))
        .await,
        "olivia.bennett noah.bennett"
    );
    assert_eq!(
        find("filter=profile.login+eq+%22ALICE.WINTER@example.com%22").await,
        ""
    );
    assert_eq!(
        find("search=profile.login+eq+%22ALICE.WINTER@example.com%22").await,
        "alice.winter"
    );
    assert_eq!(
        find("search=profile.secondEmail+sw+%22alice.%22").await,
        "alice.winter"
    );
    assert_eq!(find("q=ben").await, "noah.bennett olivia.bennett");
    assert_eq!(find("q=santos").await, "");
}

#[tokio::test]
async fn searches_that_okta_does_not_know_are_refused() {
    let api = Api::start().await;
    let refusal = async |query: &str| {
        let reply = api.get(&format!("/api/v1/users?{query}")).await;
        let (status, code) = reply.refusal();
        (status, code.to_owned())
    };
    let invalid = (400, "E0000031".to_owned());
    assert_eq!(refusal("filter=profile.title+eq+%22x%22").await, invalid);
    assert_eq!(refusal("filter=status+sw+%22A%22").await, invalid);
    assert_eq!(refusal("filter=status+eq").await, invalid);
    assert_eq!(refusal("search=status+ne+%22ACTIVE%22").await, invalid);
    assert_eq!(
        refusal("search=id+pr&filter=id+pr").await,
        (400, "E0000033".to_owned())
    );
    assert_eq!(refusal("limit=many").await.0, 400);
}

#[tokio::test]
async fn an_update_changes_what_is_given_and_a_replacement_drops_the_rest() {
    let api = Api::start().await;
    let path = format!("/api/v1/users/{}", api.id("bob.stone"));
    api.post(
        &path,
        json!({ "profile": { "title": "Baker", "nickName": "Bobby" } }),
    )
    .await;
    let updated = api
        .post(&path, json!({ "profile": { "title": "Cook" } }))
        .await;
    assert_eq!(updated.body["profile"]["title"], "Cook");
    assert_eq!(updated.body["profile"]["nickName"], "Bobby");
    let profile = json!({ "firstName": "Bob", "lastName": "Stone", "login": "bob.stone@example.com",
                          "email": "bob.stone@example.com", "title": "Chef" });
    let replaced = api
        .call(Method::PUT, &path, Some(json!({ "profile": profile })))
        .await;
    assert_eq!(replaced.body["profile"]["title"], "Chef");
    assert!(replaced.body["profile"].get("nickName").is_none());
    let incomplete = json!({ "profile": { "firstName": "Bob" } });
    assert_eq!(
        api.call(Method::PUT, &path, Some(incomplete))
            .await
            .refusal(),
        (400, "E0000001")
    );
}

#[tokio::test]
async fn an_update_with_a_bad_password_changes_nothing() {
    let api = Api::start().await;
    let path = format!("/api/v1/users/{}", api.id("bob.stone"));
    let body = json!({ "profile": { "title": "Cook" }, "credentials": { "password": { "value": "weak" } } });
    assert_eq!(api.post(&path, body).await.refusal(), (400, "E0000001"));
    assert!(api.get(&path).await.body["profile"].get("title").is_none());
}

#[tokio::test]
async fn a_deactivated_user_is_not_updated() {
    let api = Api::start().await;
    let path = format!("/api/v1/users/{}", api.id("irene.santos"));
    let reply = api
        .post(&path, json!({ "profile": { "title": "Cook" } }))
        .await;
    assert_eq!(reply.refusal(), (403, "E0000038"));
}

#[tokio::test]
async fn deleting_takes_two_calls() {
    let api = Api::start().await;
    let path = format!("/api/v1/users/{}", api.id("bob.stone"));
    assert_eq!(api.delete(&path).await.status, 204);
    assert_eq!(api.get(&path).await.body["status"], "DEPROVISIONED");
    assert_eq!(api.delete(&path).await.status, 204);
    assert_eq!(api.get(&path).await.refusal(), (404, "E0000007"));
    assert_eq!(api.delete(&path).await.refusal(), (404, "E0000007"));
}

#[tokio::test]
async fn sessions_are_ended_by_id_only() {
    let api = Api::start().await;
    let id = api.id("alice.winter");
    assert_eq!(
        api.delete(&format!("/api/v1/users/{id}/sessions"))
            .await
            .status,
        204
    );
    assert_eq!(
        api.org()
            .user("alice.winter@example.com")
            .unwrap()
            .sessions_revoked,
        1
    );
    let by_login = api
        .delete("/api/v1/users/alice.winter@example.com/sessions")
        .await;
    assert_eq!(by_login.refusal(), (404, "E0000007"));
}

#[tokio::test]
async fn blocks_are_a_feature_that_this_org_does_not_have() {
    let api = Api::start().await;
    let id = api.id("carol.reyes");
    assert_eq!(
        api.get(&format!("/api/v1/users/{id}/blocks"))
            .await
            .refusal(),
        (401, "E0000015")
    );
    let expanded = api.get(&format!("/api/v1/users/{id}?expand=blocks")).await;
    assert_eq!(
        expanded.body["_embedded"]["blocks"][0]["appliesTo"],
        "ANY_DEVICES"
    );
}

#[tokio::test]
async fn people_of_other_providers_have_no_password_here() {
    let api = Api::start().await;
    for (login, kind) in [
        ("jack.novak", "ACTIVE_DIRECTORY"),
        ("karen.olsen", "FEDERATION"),
    ] {
        let reply = api.get(&format!("/api/v1/users/{login}")).await;
        assert_eq!(reply.body["credentials"]["provider"]["type"], kind);
        assert!(reply.body["credentials"].get("password").is_none());
        assert_eq!(
            api.set_password(login, "Correct42Horse", "")
                .await
                .refusal(),
            (403, "E0000023")
        );
    }
}
