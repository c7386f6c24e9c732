//! The client against the sandbox with Prism between them: Okta's official spec judges every
//! exchange. `cargo xtask test` starts both, and reads from Prism what the spec forbids.
//!
//! Lists are read to their first page only: links to further pages name the sandbox, not Prism.

use latchkey_okta::resources::users::{Activation, NewUser, UserQuery};
use latchkey_okta::resources::{RevokeSessions, SendEmail, Strict, groups::GroupQuery};
use latchkey_okta::{Attribute, Auth, Client, ClientSettings, Filter, Group, OktaId, User};
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
