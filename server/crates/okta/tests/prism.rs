//! The client against the sandbox with Prism between them: Okta's official spec judges every
//! exchange. `cargo xtask test` starts both, and reads from Prism what the spec forbids.
//!
//! Lists are read to their first page only: links to further pages name the sandbox, not Prism.

use latchkey_okta::factors::{
    Activated, CodeCheck, CodeSending, NewFactor, Proof, PushPoll, PushRequest, PushStart,
};
use latchkey_okta::resources::users::{Activation, NewUser, UserQuery};
use latchkey_okta::resources::{RevokeSessions, SendEmail, Strict, groups::GroupQuery};
use latchkey_okta::{
    Attribute, Auth, Client, ClientSettings, FactorKind, Filter, Group, OktaId, User,
};
use latchkey_values::{Login, NewPassword, OsEntropy, SystemClock, UserStatus};
use serde_json::{Map, Value, json};
use std::{env, error::Error, sync::Arc};

type Tested = Result<(), Box<dyn Error>>;

const FIRST_PASSWORD: &str = "Copper-Kettle-1-Whistles";
const SECOND_PASSWORD: &str = "Marble-Garden-2-Sleeps";
const THIRD_PASSWORD: &str = "Velvet-Harbor-3-Wakes";

fn client() -> Result<Client, Box<dyn Error>> {
    let http = latchkey_http::Client::new(latchkey_http::Settings {
        allow_private_targets: true,
        ..Default::default()
    })?;
    let settings = ClientSettings::new(
        env::var("LATCHKEY_PRISM_URL")?.parse()?,
        Auth::ApiToken(env::var("LATCHKEY_PRISM_TOKEN")?.into()),
        http,
        Arc::new(SystemClock),
        Arc::new(OsEntropy),
    );
    Ok(Client::new(settings)?)
}

fn profile(login: &str) -> Map<String, Value> {
    let profile = json!({
        "login": login,
        "email": login,
        "firstName": "Prism",
        "lastName": "Tester",
    });
    profile.as_object().cloned().unwrap_or_default()
}

async fn create(
    client: &Client,
    login: &str,
    password: Option<&str>,
) -> Result<OktaId, Box<dyn Error>> {
    let user = NewUser {
        profile: profile(login),
        password: password.map(str::parse).transpose()?,
        group_ids: Vec::new(),
    };
    let created = client.users().create(&user, Activation::Later).await?;
    assert_eq!(created.value.status, UserStatus::Staged);
    Ok(created.value.id)
}

async fn remove(client: &Client, id: &OktaId) -> Tested {
    client.lifecycle().deactivate(id, SendEmail::No).await?;
    client.users().delete(id, SendEmail::No).await?;
    assert!(
        client
            .users()
            .get(id)
            .await
            .is_err_and(|error| error.is_not_found())
    );
    Ok(())
}

async fn status(client: &Client, id: &OktaId) -> Result<UserStatus, Box<dyn Error>> {
    Ok(client.users().get(id).await?.status)
}

async fn seeded(client: &Client, login: &str) -> Result<User, Box<dyn Error>> {
    let found = client
        .users()
        .find_by_login(&login.parse::<Login>()?)
        .await?;
    Ok(found.ok_or_else(|| format!("{login} is not there"))?)
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_a_person_joins_changes_state_and_leaves() -> Tested {
    let client = client()?;
    let lifecycle = client.lifecycle();
    let id = create(&client, "prism.life@example.com", Some(FIRST_PASSWORD)).await?;

    lifecycle.activate(&id, SendEmail::No).await?;
    assert_eq!(status(&client, &id).await?, UserStatus::Active);
    client
        .users()
        .update_profile(&id, &profile("prism.renamed@example.com"))
        .await?;
    assert_eq!(
        client.users().get(&id).await?.profile.login,
        "prism.renamed@example.com"
    );
    lifecycle.suspend(&id).await?;
    assert_eq!(status(&client, &id).await?, UserStatus::Suspended);
    lifecycle.unsuspend(&id).await?;
    lifecycle.reset_factors(&id).await?;
    client.sessions().revoke(&id, true).await?;
    assert_eq!(status(&client, &id).await?, UserStatus::Active);
    remove(&client, &id).await
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_passwords_are_set_changed_expired_and_reset() -> Tested {
    let client = client()?;
    let id = create(&client, "prism.password@example.com", Some(FIRST_PASSWORD)).await?;
    client.lifecycle().activate(&id, SendEmail::No).await?;

    let second = SECOND_PASSWORD.parse::<NewPassword>()?;
    client
        .users()
        .set_password(&id, &second, Strict::Yes)
        .await?;
    let third = THIRD_PASSWORD.parse::<NewPassword>()?;
    let old = SECOND_PASSWORD.into();
    client
        .credentials()
        .change_password(&id, &old, &third, Strict::No, RevokeSessions::Yes)
        .await?;
    let forgotten = client
        .credentials()
        .forgot_password(&id, SendEmail::No)
        .await?;
    assert!(forgotten.value.url.is_some());
    client.lifecycle().expire_password(&id).await?;
    assert_eq!(status(&client, &id).await?, UserStatus::PasswordExpired);
    client
        .lifecycle()
        .expire_password_with_temp_password(&id, RevokeSessions::Yes)
        .await?;
    let reset = client
        .lifecycle()
        .reset_password(&id, SendEmail::No, RevokeSessions::Yes)
        .await?;
    assert!(reset.value.url.is_some());
    assert_eq!(status(&client, &id).await?, UserStatus::Recovery);
    remove(&client, &id).await
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_an_invited_person_is_invited_again() -> Tested {
    let client = client()?;
    let id = create(&client, "prism.invited@example.com", None).await?;
    client.lifecycle().activate(&id, SendEmail::No).await?;
    assert_eq!(status(&client, &id).await?, UserStatus::Provisioned);
    let again = client.lifecycle().reactivate(&id, SendEmail::No).await?;
    assert!(again.value.url.is_some());
    remove(&client, &id).await
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_a_locked_person_is_unlocked_once() -> Tested {
    let client = client()?;
    let carol = seeded(&client, "carol.reyes@example.com").await?;
    assert_eq!(carol.status, UserStatus::LockedOut);
    client.lifecycle().unlock(&carol.id).await?;
    assert_eq!(status(&client, &carol.id).await?, UserStatus::Active);
    let again = client.lifecycle().unlock(&carol.id).await;
    assert!(again.is_err_and(|error| error.is_not_locked()));
    Ok(())
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_people_are_found() -> Tested {
    let client = client()?;
    let login = "alice.winter@example.com";
    let alice = seeded(&client, login).await?;
    let queries = [
        UserQuery::search(Filter::equals(&Attribute::LOGIN, login)),
        UserQuery::filter(Filter::equals(&Attribute::LOGIN, login)),
        UserQuery::starts_with("alice"),
    ];
    for query in queries {
        let page = client.users().list(query).first().await?;
        assert_eq!(
            page.items.iter().map(|user| &user.id).collect::<Vec<_>>(),
            [&alice.id]
        );
    }
    assert!(
        client
            .users()
            .list(UserQuery::all())
            .first()
            .await?
            .items
            .len()
            > 1
    );
    let email = alice.profile.email.as_deref().unwrap_or_default();
    assert_eq!(client.users().list_by_email(email).await?.len(), 1);
    let nobody = "no.body@example.com".parse::<Login>()?;
    assert!(client.users().find_by_login(&nobody).await?.is_none());
    client.users().roles(&alice.id).await?;
    Ok(())
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_groups_gain_and_lose_a_member() -> Tested {
    let client = client()?;
    let id = create(&client, "prism.member@example.com", None).await?;
    let employees = Filter::equals(&Attribute::NAME, "Employees");
    let found = client
        .groups()
        .list(GroupQuery::search(employees))
        .first()
        .await?;
    let group: &Group = found.items.first().ok_or("no group Employees")?;
    assert_eq!(
        client.groups().get(&group.id).await?.profile.name,
        "Employees"
    );

    client.groups().add_member(&group.id, &id).await?;
    let groups = client.users().groups(&id).await?;
    assert!(groups.iter().any(|other| other.id == group.id));
    let members = client.groups().members(&group.id).first().await?;
    assert!(members.items.iter().any(|user| user.id == id));
    client.groups().remove_member(&group.id, &id).await?;
    let groups = client.users().groups(&id).await?;
    assert!(!groups.iter().any(|other| other.id == group.id));
    remove(&client, &id).await
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_password_policies_and_their_rules_are_read() -> Tested {
    let client = client()?;
    let policies = client.policies().list_password().await?;
    assert!(!policies.is_empty());
    for policy in &policies {
        assert!(!client.policies().rules(&policy.id).await?.is_empty());
    }
    Ok(())
}

/// The code in the newest message to a person, from the page that stands for their telephone.
async fn code_sent_to(login: &str) -> Result<String, Box<dyn Error>> {
    let pages = env::var("LATCHKEY_SANDBOX_URL")?;
    let url = format!("{}/phone.json?login={login}", pages.trim_end_matches('/'));
    let request = latchkey_http::Request::new(http::Method::GET, url.parse()?, "/phone.json");
    let http = latchkey_http::Client::new(latchkey_http::Settings {
        allow_private_targets: true,
        ..Default::default()
    })?;
    let phone: Value = serde_json::from_slice(&http.send(request).await?.body)?;
    let code = phone["messages"][0]["code"].as_str();
    Ok(code.ok_or("no message")?.to_owned())
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_a_telephone_is_enrolled_used_and_removed() -> Tested {
    let client = client()?;
    let login = "prism.factor@example.com";
    let id = create(&client, login, Some(FIRST_PASSWORD)).await?;
    client.lifecycle().activate(&id, SendEmail::No).await?;
    let factors = client.factors();
    assert!(!factors.list_supported(&id).await?.is_empty());

    let sms = NewFactor::Sms {
        phone_number: "+12025550199".into(),
    };
    let enrolled = factors.enroll(&id, &sms, Proof::Wanted).await?.value;
    let again = factors.resend(&id, &enrolled).await?;
    assert_eq!(again.value, CodeSending::SentMomentsAgo);
    let code = code_sent_to(login).await?.into();
    let wrong = factors
        .activate(&id, &enrolled.id, Some(&"000000x".into()))
        .await?;
    assert!(matches!(wrong.value, Activated::No(CodeCheck::Wrong)));
    let active = factors.activate(&id, &enrolled.id, Some(&code)).await?;
    assert!(matches!(active.value, Activated::Yes(_)));
    let sent = factors.send_code(&id, &enrolled.id).await?;
    assert_eq!(sent.value, CodeSending::SentMomentsAgo);
    factors.unenroll(&id, &enrolled.id).await?;
    assert!(factors.list(&id).await?.is_empty());
    remove(&client, &id).await
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_every_kind_of_factor_is_enrolled() -> Tested {
    let client = client()?;
    let id = create(&client, "prism.factors@example.com", Some(FIRST_PASSWORD)).await?;
    client.lifecycle().activate(&id, SendEmail::No).await?;
    let factors = client.factors();
    let question = NewFactor::Question {
        question: "disliked_food".to_owned(),
        answer: "mayonnaise".into(),
    };
    let call = NewFactor::Call {
        phone_number: "+12025550198".into(),
        extension: Some("12".to_owned()),
    };
    let email = NewFactor::Email {
        address: "prism.factors@example.com".into(),
    };
    let kinds = [
        question,
        call,
        email,
        NewFactor::Push,
        NewFactor::OktaTotp,
        NewFactor::GoogleTotp,
    ];
    for factor in &kinds {
        let enrolled = factors.enroll(&id, factor, Proof::Wanted).await?.value;
        assert_eq!(factors.get(&id, &enrolled.id).await?.kind, enrolled.kind);
    }
    let list = factors.list(&id).await?;
    assert_eq!(list.len(), kinds.len());
    let question = &list.first().ok_or("no factor")?.id;
    let wrong = factors
        .check_answer(&id, question, &"ketchup".into())
        .await?;
    assert_eq!(wrong.value, CodeCheck::Wrong);
    let right = factors
        .check_answer(&id, question, &"mayonnaise".into())
        .await?;
    assert_eq!(right.value, CodeCheck::Right);
    client.lifecycle().reset_factors(&id).await?;
    assert!(factors.list(&id).await?.is_empty());
    remove(&client, &id).await
}

#[tokio::test]
#[ignore = "needs LATCHKEY_PRISM_URL"]
async fn through_prism_codes_and_pushes_are_sent_to_somebody_who_has_both() -> Tested {
    let client = client()?;
    let login = "paul.adeyemi@example.com";
    let paul = seeded(&client, login).await?.id;
    let factors = client.factors();
    let list = factors.list(&paul).await?;
    let own = |kind| list.iter().find(|factor| factor.kind == kind);
    let sms = &own(FactorKind::Sms).ok_or("no telephone")?.id;
    assert_eq!(
        factors.send_code(&paul, sms).await?.value,
        CodeSending::Sent
    );
    let code = code_sent_to(login).await?.into();
    let checked = factors.check_code(&paul, sms, &code).await?;
    assert_eq!(checked.value, CodeCheck::Right);
    let push = &own(FactorKind::Push).ok_or("no push")?.id;
    for number_challenge in [true, false] {
        let request = PushRequest {
            number_challenge,
            address: None,
        };
        let started = factors.start_push(&paul, push, request).await?.value;
        let PushStart::Started(started) = started else {
            return Err("not started".into());
        };
        assert_eq!(started.number.is_some(), number_challenge);
        let polled = factors.poll_push(&paul, push, &started.transaction).await?;
        assert_eq!(polled, PushPoll::Waiting);
    }
    Ok(())
}
