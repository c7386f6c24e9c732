//! Policies and the org, to read.

use serde_json::json;

use super::client::Api;

#[tokio::test]
async fn password_policies_are_listed_by_priority() {
    let api = Api::start().await;
    let list = api.get("/api/v1/policies?type=PASSWORD").await;
    assert_eq!(list.all("/name"), ["Employees", "Default Policy"]);
    let employees = &list.body[0];
    assert_eq!(employees["priority"], 1);
    assert_eq!(
        employees["settings"]["password"]["complexity"]["minLength"],
        12
    );
    assert_eq!(
        employees["settings"]["password"]["lockout"]["maxAttempts"],
        5
    );
    let exclude = &employees["settings"]["password"]["complexity"]["excludeAttributes"];
    assert_eq!(exclude, &json!(["firstName", "lastName"]));
    assert_eq!(list.body[1]["system"], true);
    let id = employees["id"].as_str().unwrap();
    assert_eq!(
        api.get(&format!("/api/v1/policies/{id}")).await.body,
        *employees
    );
    let rules = api.get(&format!("/api/v1/policies/{id}/rules")).await;
    assert_eq!(
        rules.body[0]["actions"]["selfServiceUnlock"]["access"],
        "ALLOW"
    );
    let rule = rules.body[0]["id"].as_str().unwrap();
    let one = api
        .get(&format!("/api/v1/policies/{id}/rules/{rule}"))
        .await;
    assert_eq!(one.body, rules.body[0]);
    let missing = api.get(&format!("/api/v1/policies/{id}/rules/0pr1")).await;
    assert_eq!(
        missing.body["errorSummary"],
        "Not found: Resource not found: 0pr1 (PolicyRule)"
    );
}

#[tokio::test]
async fn a_list_of_policies_wants_a_known_type() {
    let api = Api::start().await;
    assert_eq!(
        api.get("/api/v1/policies").await.refusal(),
        (400, "E0000028")
    );
    assert_eq!(
        api.get("/api/v1/policies?type=NONSENSE").await.refusal(),
        (400, "E0000001")
    );
    assert_eq!(
        api.get("/api/v1/policies?type=ACCESS_POLICY").await.body,
        json!([])
    );
    assert_eq!(
        api.get("/api/v1/policies/00p1").await.refusal(),
        (404, "E0000007")
    );
}

#[tokio::test]
async fn the_org_describes_itself() {
    let reply = Api::start().await.get("/api/v1/org").await;
    assert_eq!(
        (reply.status.as_u16(), &reply.body["companyName"]),
        (200, &json!("Example Company"))
    );
}
