//! Each call against a server: what goes out, what a success and a refusal become. The server
//! answers anything else with 418.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod support;

use latchkey_okta::{
    Attribute, Client, Error, Filter, OktaId, Priority, RevokeSessions, SendEmail, Strict, User,
    resources::{
        groups::GroupQuery,
        users::{Activation, NewUser, UserQuery},
    },
};
use latchkey_values::UserStatus;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::future::Future;
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{any, header, method},
};

fn client(url: &str) -> Client {
    support::client(&support::http(), url)
}

fn id(text: &str) -> OktaId {
    text.parse().expect("id")
}

/// Runs one call twice, against a success and against a refusal, and checks what went out.
async fn check<T, F>(
    expected: &str,
    content: Value,
    success: ResponseTemplate,
    call: impl Fn(Client) -> F,
) -> T
where
    F: Future<Output = Result<T, Error>>,
{
    let server = serve(expected, success).await;
    let value = call(client(&server.uri())).await.expect(expected);
    let sent = server.received_requests().await.expect("recorded");
    assert_eq!(sent.len(), 1, "{expected}");
    assert_eq!(sent_content(&sent[0]), content, "{expected}");

    let body = json!({"errorCode": "E0000006", "errorSummary": "alice", "errorId": "oae1",
        "errorCauses": [{"errorSummary": "alice"}]});
    let refusal = ResponseTemplate::new(403)
        .set_body_json(body)
        .insert_header("x-okta-request-id", "req-2");
    let server = serve(expected, refusal).await;
    let Err(error) = call(client(&server.uri())).await else {
        panic!("{expected} should be refused")
    };
    assert!(error.is_forbidden() && error.outcome_known(), "{expected}");
    assert_eq!(error.request_id(), Some("req-2"), "{expected}");
    assert!(
        !format!("{error} {error:?}").contains("alice"),
        "{expected}"
    );
    value
}

/// Answers `expected` ("METHOD /path?query") with the template when the token is right.
async fn serve(expected: &str, template: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let (verb, target) = expected.split_once(' ').expect("method and target");
    let target = target.to_owned();
    let is_target = move |request: &Request| {
        let url = &request.url;
        let sent = url.query().map_or(url.path().to_owned(), |query| {
            format!("{}?{query}", url.path())
        });
        sent == target
    };
    Mock::given(method(verb))
        .and(is_target)
        .and(header("authorization", "SSWS 00token"))
        .and(header("accept", "application/json"))
        .respond_with(template)
        .with_priority(1)
        .mount(&server)
        .await;
    let unexpected = ResponseTemplate::new(418).set_body_string("no such call");
    Mock::given(any())
        .respond_with(unexpected)
        .with_priority(9)
        .mount(&server)
        .await;
    server
}

fn sent_content(request: &Request) -> Value {
    if request.body.is_empty() {
        Value::Null
    } else {
        serde_json::from_slice(&request.body).expect("JSON")
    }
}

fn ok(body: Value) -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_json(body)
        .insert_header("x-okta-request-id", "req-1")
}

fn user(status: &str) -> Value {
    json!({"id": "00u1", "status": status, "created": "2025-09-29T03:49:50.000Z",
        "profile": {"login": "alice@example.com", "secondEmail": null}, "credentials": {"password": {}}})
}

#[tokio::test]
async fn an_account_is_read_by_id() {
    let found: User = check(
        "GET /api/v1/users/00u1",
        Value::Null,
        ok(user("LOCKED_OUT")),
        |client| async move { client.users().get(&id("00u1")).await },
    )
    .await;
    assert_eq!(found.status, UserStatus::LockedOut);
    assert!(found.credentials.has_password);
}

#[tokio::test]
async fn an_account_is_found_by_login_whatever_its_case() {
    let target = "GET /api/v1/users/ALICE%40example.com";
    let found = check(
        target,
        Value::Null,
        ok(user("ACTIVE")),
        |client| async move {
            client
                .users()
                .find_by_login(&"ALICE@example.com".parse().expect("login"))
                .await
        },
    )
    .await;
    assert_eq!(found.expect("found").id, id("00u1"));
}

#[tokio::test]
async fn an_unknown_login_is_nobody_and_a_proxys_404_is_an_error() {
    let okta = json!({"errorCode": "E0000007", "errorSummary": "Not found"});
    let server = serve(
        "GET /api/v1/users/bob",
        ResponseTemplate::new(404).set_body_json(okta),
    )
    .await;
    let bob = "bob".parse().expect("login");
    assert!(
        client(&server.uri())
            .users()
            .find_by_login(&bob)
            .await
            .expect("answered")
            .is_none()
    );
    let server = serve(
        "GET /api/v1/users/bob",
        ResponseTemplate::new(404).set_body_string("<html>"),
    )
    .await;
    assert!(
        client(&server.uri())
            .users()
            .find_by_login(&bob)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn an_unambiguous_short_name_is_enough_and_an_id_is_no_login() {
    for (typed, counts) in [("alice", true), ("00u1", false)] {
        let server = serve(&format!("GET /api/v1/users/{typed}"), ok(user("ACTIVE"))).await;
        let found = client(&server.uri())
            .users()
            .find_by_login(&typed.parse().expect("login"))
            .await;
        assert_eq!(found.expect("answered").is_some(), counts, "{typed}");
    }
}

#[tokio::test]
async fn logins_that_cannot_stand_in_a_path_are_looked_up_as_one_literal() {
    for (login, quoted) in [
        (r#"a/../b%2f"x"#, "%22a%2F..%2Fb%252f%5C%22x%22"),
        ("me", "%22me%22"),
        ("..", "%22..%22"),
        (
            r#"x" or status pr or id eq "/\"#,
            "%22x%5C%22+or+status+pr+or+id+eq+%5C%22%2F%5C%5C%22",
        ),
    ] {
        let target = format!("GET /api/v1/users?filter=profile.login+eq+{quoted}&limit=2");
        let mut account = user("ACTIVE");
        account["profile"]["login"] = login.into();
        let server = serve(&target, ok(json!([account]))).await;
        let found = client(&server.uri())
            .users()
            .find_by_login(&login.parse().expect("login"))
            .await;
        assert!(found.expect("answered").is_some(), "{login}");
    }
}

#[tokio::test]
async fn people_are_listed_by_email_and_by_query() {
    let target = "GET /api/v1/users?search=profile.email+eq+%22a%5C%22b%40example.com%22";
    let found = check(
        target,
        Value::Null,
        ok(json!([user("ACTIVE")])),
        |client| async move { client.users().list_by_email("a\"b@example.com").await },
    )
    .await;
    assert_eq!(found.len(), 1);
    let target = "GET /api/v1/users?q=al%26q%3D&limit=2";
    check(target, Value::Null, ok(json!([])), |client| async move {
        client
            .users()
            .list(UserQuery::starts_with("al&q=").limit(2))
            .all()
            .await
    })
    .await;
}

#[tokio::test]
async fn groups_of_a_person_come_from_all_pages() {
    let server = serve("GET /api/v1/users/00u1/groups", ResponseTemplate::new(418)).await;
    let next = format!(
        "<{}/api/v1/users/00u1/groups?after=a&limit=200>; rel=\"next\"",
        server.uri()
    );
    let own = format!(
        "<{}/api/v1/users/00u1/groups?limit=200>; rel=\"self\"",
        server.uri()
    );
    server.reset().await;
    let group = |id: &str, kind: &str| json!([{"id": id, "type": kind, "profile": {"name": "n", "description": null}}]);
    let first = ok(group("00g1", "BUILT_IN"))
        .append_header("link", own.as_str())
        .append_header("link", next.as_str());
    let after = wiremock::matchers::query_param("after", "a");
    Mock::given(method("GET"))
        .and(after)
        .respond_with(ok(group("00g2", "OKTA_GROUP")))
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(first)
        .with_priority(2)
        .mount(&server)
        .await;
    let groups = client(&server.uri())
        .users()
        .groups(&id("00u1"))
        .await
        .expect("groups");
    assert_eq!(
        groups
            .iter()
            .map(|group| group.id.as_str())
            .collect::<Vec<_>>(),
        ["00g1", "00g2"]
    );
}

#[tokio::test]
async fn admin_roles_of_a_person_are_read() {
    let body = ok(json!([{"id": "KVJUKUS7IFCE2SKO", "type": "USER_ADMIN", "status": "ACTIVE"}]));
    let roles = check(
        "GET /api/v1/users/00u1/roles",
        Value::Null,
        body,
        |client| async move { client.users().roles(&id("00u1")).await },
    )
    .await;
    assert_eq!(roles[0].kind, "USER_ADMIN");
}

#[tokio::test]
async fn an_account_is_created_with_and_without_password() {
    let profile = || {
        json!({"login": "alice@example.com"})
            .as_object()
            .expect("object")
            .clone()
    };
    let target = "POST /api/v1/users?activate=true&nextLogin=changePassword";
    let content = json!({"profile": {"login": "alice@example.com"},
        "credentials": {"password": {"value": "Tr0ub4dor&3"}}, "groupIds": ["00g1"]});
    let created = check(
        target,
        content,
        ok(user("PASSWORD_EXPIRED")),
        |client| async move {
            let password = Some("Tr0ub4dor&3".parse().expect("password"));
            let user = NewUser {
                profile: profile(),
                password,
                group_ids: vec![id("00g1")],
            };
            client
                .users()
                .create(&user, Activation::NowWithPasswordChange)
                .await
        },
    )
    .await;
    assert_eq!(created.request_id.as_deref(), Some("req-1"));
    let content = json!({"profile": {"login": "alice@example.com"}});
    check(
        "POST /api/v1/users?activate=false",
        content,
        ok(user("STAGED")),
        |client| async move {
            let user = NewUser {
                profile: profile(),
                password: None,
                group_ids: Vec::new(),
            };
            client.users().create(&user, Activation::Later).await
        },
    )
    .await;
}

#[tokio::test]
async fn a_profile_is_changed_in_part() {
    let content = json!({"profile": {"mobilePhone": null}});
    check(
        "POST /api/v1/users/00u1",
        content,
        ok(user("ACTIVE")),
        |client| async move {
            let change = json!({"mobilePhone": null})
                .as_object()
                .expect("object")
                .clone();
            client.users().update_profile(&id("00u1"), &change).await
        },
    )
    .await;
}

#[tokio::test]
async fn a_password_is_set_strictly() {
    let content = json!({"credentials": {"password": {"value": " Tr0ub\"4dor "}}});
    let target = "POST /api/v1/users/00u1?strict=true";
    let answer = check(target, content, ok(user("ACTIVE")), |client| async move {
        let password = " Tr0ub\"4dor ".parse().expect("password");
        client
            .users()
            .set_password(&id("00u1"), &password, Strict::Yes)
            .await
    })
    .await;
    assert_eq!(answer.request_id.as_deref(), Some("req-1"));
}

#[tokio::test]
async fn a_password_is_changed_with_the_old_one() {
    let content = json!({"oldPassword": {"value": "old"}, "newPassword": {"value": "new-one"}, "revokeSessions": true});
    let body = ok(json!({"password": {}, "provider": {"type": "OKTA", "name": "OKTA"}}));
    let target = "POST /api/v1/users/00u1/credentials/change_password?strict=false";
    let answer = check(target, content, body, |client| async move {
        let (old, new) = ("old".into(), "new-one".parse().expect("password"));
        client
            .credentials()
            .change_password(&id("00u1"), &old, &new, Strict::No, RevokeSessions::Yes)
            .await
    })
    .await;
    assert!(answer.value.has_password);
}

#[tokio::test]
async fn lifecycle_calls_without_result_take_every_form_of_success() {
    for success in [
        ok(json!({})),
        ResponseTemplate::new(200),
        ResponseTemplate::new(204),
    ] {
        let at = |verb: &str| format!("POST /api/v1/users/00u1/lifecycle/{verb}");
        check(
            &at("unlock"),
            Value::Null,
            success.clone(),
            |c| async move { c.lifecycle().unlock(&id("00u1")).await },
        )
        .await;
        check(
            &at("suspend"),
            Value::Null,
            success.clone(),
            |c| async move { c.lifecycle().suspend(&id("00u1")).await },
        )
        .await;
        check(
            &at("unsuspend"),
            Value::Null,
            success.clone(),
            |c| async move { c.lifecycle().unsuspend(&id("00u1")).await },
        )
        .await;
        check(
            &at("reset_factors"),
            Value::Null,
            success.clone(),
            |c| async move { c.lifecycle().reset_factors(&id("00u1")).await },
        )
        .await;
        check(
            &at("deactivate?sendEmail=false"),
            Value::Null,
            success.clone(),
            |c| async move { c.lifecycle().deactivate(&id("00u1"), SendEmail::No).await },
        )
        .await;
        check(
            "DELETE /api/v1/users/00u1?sendEmail=true",
            Value::Null,
            success.clone(),
            |c| async move { c.users().delete(&id("00u1"), SendEmail::Yes).await },
        )
        .await;
        check(
            "DELETE /api/v1/users/00u1/sessions?oauthTokens=true",
            Value::Null,
            success.clone(),
            |c| async move { c.sessions().revoke(&id("00u1"), true).await },
        )
        .await;
        let mailed = check(
            &at("activate?sendEmail=true"),
            Value::Null,
            success,
            |c| async move { c.lifecycle().activate(&id("00u1"), SendEmail::Yes).await },
        )
        .await;
        assert!(mailed.value.url.is_none());
    }
}

#[tokio::test]
async fn links_and_temporary_passwords_come_back_as_secrets() {
    let link = json!({"activationUrl": "https://acme.example.com/welcome/t0ken", "activationToken": "t0ken"});
    for verb in ["activate", "reactivate"] {
        let target = format!("POST /api/v1/users/00u1/lifecycle/{verb}?sendEmail=false");
        let answer = check(
            &target,
            Value::Null,
            ok(link.clone()),
            |client| async move {
                match verb {
                    "activate" => {
                        client
                            .lifecycle()
                            .activate(&id("00u1"), SendEmail::No)
                            .await
                    }
                    _ => {
                        client
                            .lifecycle()
                            .reactivate(&id("00u1"), SendEmail::No)
                            .await
                    }
                }
            },
        )
        .await;
        assert_eq!(
            answer.value.token.as_ref().expect("token").expose_secret(),
            "t0ken"
        );
        assert!(!format!("{answer:?}").contains("t0ken"));
    }
    let target =
        "POST /api/v1/users/00u1/lifecycle/expire_password_with_temp_password?revokeSessions=true";
    let answer = check(
        target,
        Value::Null,
        ok(json!({"tempPassword": "C8Fg5dUq4zE8"})),
        |client| async move {
            client
                .lifecycle()
                .expire_password_with_temp_password(&id("00u1"), RevokeSessions::Yes)
                .await
        },
    )
    .await;
    assert_eq!(answer.value.value.expose_secret(), "C8Fg5dUq4zE8");
    assert!(!format!("{answer:?}").contains("C8Fg5dUq4zE8"));
}

#[tokio::test]
async fn reset_links_are_asked_for_with_every_parameter_named() {
    let link = json!({"resetPasswordUrl": "https://acme.example.com/reset_password/drp1"});
    let target =
        "POST /api/v1/users/00u1/lifecycle/reset_password?sendEmail=false&revokeSessions=false";
    let reset = check(target, Value::Null, ok(link.clone()), |client| async move {
        client
            .lifecycle()
            .reset_password(&id("00u1"), SendEmail::No, RevokeSessions::No)
            .await
    })
    .await;
    assert!(
        reset
            .value
            .url
            .expect("link")
            .expose_secret()
            .ends_with("drp1")
    );
    let target = "POST /api/v1/users/00u1/credentials/forgot_password?sendEmail=false";
    check(target, Value::Null, ok(link), |client| async move {
        client
            .credentials()
            .forgot_password(&id("00u1"), SendEmail::No)
            .await
    })
    .await;
}

#[tokio::test]
async fn a_password_is_expired() {
    let target = "POST /api/v1/users/00u1/lifecycle/expire_password";
    let answer = check(
        target,
        Value::Null,
        ok(user("PASSWORD_EXPIRED")),
        |client| async move { client.lifecycle().expire_password(&id("00u1")).await },
    )
    .await;
    assert_eq!(answer.value.status, UserStatus::PasswordExpired);
}

#[tokio::test]
async fn groups_and_members_are_read_and_changed() {
    let group = json!({"id": "00g1", "type": "OKTA_GROUP", "profile": {"name": "Desk"}});
    check(
        "GET /api/v1/groups/00g1",
        Value::Null,
        ok(group.clone()),
        |client| async move { client.groups().get(&id("00g1")).await },
    )
    .await;
    let target = "GET /api/v1/groups?limit=200&search=profile.name+eq+%22Desk%22";
    let found = check(
        target,
        Value::Null,
        ok(json!([group])),
        |client| async move {
            let filter = Filter::equals(&Attribute::NAME, "Desk");
            client
                .with_priority(Priority::Bulk)
                .groups()
                .list(GroupQuery::search(filter))
                .all()
                .await
        },
    )
    .await;
    assert_eq!(found[0].profile.name, "Desk");
    let target = "GET /api/v1/groups/00g1/users?limit=200";
    check(
        target,
        Value::Null,
        ok(json!([user("ACTIVE")])),
        |client| async move { client.groups().members(&id("00g1")).all().await },
    )
    .await;
    let member = "/api/v1/groups/00g1/users/00u1";
    check(
        &format!("PUT {member}"),
        Value::Null,
        ResponseTemplate::new(204),
        |client| async move { client.groups().add_member(&id("00g1"), &id("00u1")).await },
    )
    .await;
    check(
        &format!("DELETE {member}"),
        Value::Null,
        ResponseTemplate::new(204),
        |client| async move {
            client
                .groups()
                .remove_member(&id("00g1"), &id("00u1"))
                .await
        },
    )
    .await;
}

#[tokio::test]
async fn password_policies_and_their_rules_are_read() {
    let policy = json!([{"id": "00p1", "status": "ACTIVE", "priority": 1, "system": true, "name": "Default Policy",
        "type": "PASSWORD", "conditions": {"people": {"groups": {"include": ["00g1"]}}, "authProvider": {"provider": "OKTA"}},
        "settings": {"password": {"complexity": {"minLength": 10}}}}]);
    let found = check(
        "GET /api/v1/policies?type=PASSWORD",
        Value::Null,
        ok(policy),
        |client| async move { client.policies().list_password().await },
    )
    .await;
    assert_eq!(found[0].complexity().min_length, 10);
    let rule = json!([{"id": "0pr1", "status": "ACTIVE", "priority": 1,
        "actions": {"passwordChange": {"access": "ALLOW"}, "selfServiceUnlock": {"access": "DENY"}}}]);
    let rules = check(
        "GET /api/v1/policies/00p1/rules",
        Value::Null,
        ok(rule),
        |client| async move { client.policies().rules(&id("00p1")).await },
    )
    .await;
    assert_eq!(
        rules[0].actions.self_service_unlock,
        latchkey_okta::Access::Deny
    );
}
