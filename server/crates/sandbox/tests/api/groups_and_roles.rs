//! Groups, members, administrator roles.

use http::Method;
use serde_json::json;

use super::client::Api;

#[tokio::test]
async fn groups_are_read_alone_in_lists_and_by_member() {
    let api = Api::start().await;
    let list = api.get("/api/v1/groups").await;
    let names = [
        "Everyone",
        "Employees",
        "Contractors",
        "No self-service",
        "Administrators",
        "Latchkey Password Admins",
        "Latchkey Credential Managers",
        "Latchkey Service Desk",
        "Latchkey Senior Service Desk",
        "Latchkey Auditors",
    ];
    assert_eq!(list.all("/profile/name"), names);
    assert!(
        list.link("self")
            .unwrap()
            .ends_with("/api/v1/groups?limit=10000")
    );
    let id = list.body[2]["id"].as_str().unwrap();
    assert_eq!(
        api.get(&format!("/api/v1/groups/{id}")).await.body,
        list.body[2]
    );
    let members = api.get(&format!("/api/v1/groups/{id}/users")).await;
    assert_eq!(
        members.all("/profile/login"),
        ["yusuf.kaya@example.com", "zoe.martin@example.com"]
    );
    assert!(members.link("self").unwrap().ends_with("/users?limit=1000"));
    let of = api
        .get(&format!("/api/v1/users/{}/groups", api.id("liam.byrne")))
        .await;
    assert_eq!(
        of.all("/profile/name"),
        ["Everyone", "Employees", "No self-service"]
    );
    assert!(of.link("self").unwrap().ends_with("/groups?limit=200"));
    let nothing = api.get("/api/v1/groups/00gnothing").await;
    assert_eq!(
        nothing.body["errorSummary"],
        "Not found: Resource not found: 00gnothing (UserGroup)"
    );
}

#[tokio::test]
async fn a_description_is_text_or_nothing() {
    let api = Api::start().await;
    let create = async |description: serde_json::Value| {
        let profile = json!({ "name": "Newcomers", "description": description });
        api.post("/api/v1/groups", json!({ "profile": profile }))
            .await
    };
    for odd in [json!({}), json!(7), json!(["text"])] {
        assert_eq!(create(odd).await.refusal(), (400, "E0000003"));
    }
    let created = create(json!(null)).await;
    assert_eq!(created.body["profile"]["description"], json!(null));
}

#[tokio::test]
async fn groups_are_found_by_filter_search_and_prefix() {
    let api = Api::start().await;
    let find = async |query: &str| {
        let reply = api.get(&format!("/api/v1/groups?{query}")).await;
        reply.all("/profile/name").join(" ")
    };
    assert_eq!(find("filter=type+eq+%22BUILT_IN%22").await, "Everyone");
    assert_eq!(
        find("search=profile.name+eq+%22employees%22").await,
        "Employees"
    );
    assert_eq!(find("q=e").await, "Everyone Employees");
    let bad = api
        .get("/api/v1/groups?filter=profile.name+eq+%22x%22")
        .await;
    assert_eq!(bad.refusal(), (400, "E0000031"));
}

#[tokio::test]
async fn groups_and_members_change() {
    let api = Api::start().await;
    let made = api
        .post("/api/v1/groups", json!({ "profile": { "name": "Pilots" } }))
        .await;
    assert_eq!(
        (made.status.as_u16(), &made.body["type"]),
        (200, &json!("OKTA_GROUP"))
    );
    let taken = api
        .post("/api/v1/groups", json!({ "profile": { "name": "Pilots" } }))
        .await;
    assert_eq!(taken.refusal(), (400, "E0000001"));
    let path = format!("/api/v1/groups/{}", made.body["id"].as_str().unwrap());
    let body = json!({ "profile": { "name": "Aviators", "description": "They fly" } });
    let replaced = api.call(Method::PUT, &path, Some(body)).await;
    assert_eq!(replaced.body["profile"]["name"], "Aviators");

    let member = format!("{path}/users/{}", api.id("alice.winter"));
    for _ in 0..2 {
        assert_eq!(api.call(Method::PUT, &member, None).await.status, 204);
    }
    let members = api.get(&format!("{path}/users")).await;
    assert_eq!(members.all("/profile/login"), ["alice.winter@example.com"]);
    assert_eq!(api.delete(&member).await.status, 204);
    assert_eq!(api.delete(&path).await.status, 204);
    assert_eq!(api.get(&path).await.refusal(), (404, "E0000007"));
}

#[tokio::test]
async fn everyone_refuses_changes() {
    let api = Api::start().await;
    let everyone = api.get("/api/v1/groups?q=Everyone").await;
    let path = format!(
        "/api/v1/groups/{}",
        everyone.body[0]["id"].as_str().unwrap()
    );
    let member = format!("{path}/users/{}", api.id("alice.winter"));
    assert_eq!(api.delete(&member).await.refusal(), (403, "E0000006"));
    assert_eq!(api.delete(&path).await.refusal(), (403, "E0000006"));
    let members = api.get(&format!("{path}/users")).await;
    assert!(members.body.as_array().unwrap().len() > 20);
}

#[tokio::test]
async fn roles_are_listed_assigned_once_and_taken_away() {
    let mut api = Api::start().await;
    let maria = api
        .get(&format!("/api/v1/users/{}/roles", api.id("maria.silva")))
        .await;
    assert_eq!(maria.all("/type"), ["SUPER_ADMIN"]);
    let path = format!("/api/v1/users/{}/roles", api.id("bob.stone"));
    let body = json!({ "type": "USER_ADMIN" });
    assert_eq!(
        api.post(&path, body.clone()).await.refusal(),
        (403, "E0000006")
    );
    api.act_as("maria.silva@example.com");
    let made = api.post(&path, body.clone()).await;
    assert_eq!(
        (made.status.as_u16(), &made.body["id"]),
        (201, &json!("KVJUKUS7IFCE2SKO"))
    );
    assert_eq!(api.post(&path, body).await.refusal(), (409, "E0000090"));
    assert_eq!(
        api.post(&path, json!({ "type": "KING" })).await.refusal(),
        (400, "E0000001")
    );
    assert_eq!(
        api.delete(&format!("{path}/KVJUKUS7IFCE2SKO")).await.status,
        204
    );
    assert_eq!(api.get(&path).await.body, json!([]));
}
