use crate::org::{CLIENT_ID, Org, bearer, client_id, done, form, header, id, refusal, token};
use async_trait::async_trait;
use latchkey_okta::{
    AppRegistration, Auth, AuthorizedApp, Client, CredentialHealth, CredentialProblem, Error,
    KeepFailed, RefreshTokenKeeper,
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use std::sync::{Arc, Mutex};
use wiremock::ResponseTemplate;

/// A store that can fail, and that looks at the org when it is used.
#[derive(Default)]
struct Keeper(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    tokens: Vec<String>,
    newest: Option<String>,
    fails: bool,
    /// Calls that had gone out when a token was handed over.
    org: Option<Arc<Org>>,
    calls_before: usize,
}

#[async_trait]
impl RefreshTokenKeeper for Keeper {
    async fn keep(&self, refresh_token: &SecretString) -> Result<(), KeepFailed> {
        let org = self.0.lock().expect("lock").org.clone();
        let calls = match org {
            Some(org) => org.calls().await.len(),
            None => 0,
        };
        let mut kept = self.0.lock().expect("lock");
        kept.calls_before = calls;
        if kept.fails {
            return Err(KeepFailed);
        }
        kept.tokens.push(refresh_token.expose_secret().to_owned());
        Ok(())
    }

    async fn newest(&self) -> Result<Option<SecretString>, KeepFailed> {
        let newest = self.0.lock().expect("lock").newest.clone();
        Ok(newest.map(Into::into))
    }
}

impl Keeper {
    fn tokens(&self) -> Vec<String> {
        self.0.lock().expect("lock").tokens.clone()
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.0.lock().expect("lock"));
    }
}

fn auth(keeper: &Arc<Keeper>) -> Auth {
    Auth::AuthorizedApp(AuthorizedApp {
        app: AppRegistration {
            client_id: client_id(),
            client_secret: Some("s3cret".into()),
        },
        refresh_token: "rt-0".into(),
        keeper: keeper.clone(),
    })
}

/// An answer that replaces the refresh token.
fn rotating(access_token: &str, refresh_token: &str) -> ResponseTemplate {
    token(
        "Bearer",
        access_token,
        &json!({"refresh_token": refresh_token}),
    )
}

fn ended() -> ResponseTemplate {
    refusal(
        400,
        "invalid_grant",
        "The refresh token is invalid or expired.",
    )
}

async fn unlock(client: &Client) -> Result<(), Error> {
    client.lifecycle().unlock(&id()).await.map(drop)
}

#[tokio::test]
async fn a_new_refresh_token_is_kept_before_the_access_token_is_used() {
    let org = Arc::new(Org::start([rotating("at-1", "rt-1")], [done()]).await);
    let keeper = Arc::new(Keeper::default());
    keeper.change(|kept| kept.org = Some(org.clone()));
    unlock(&org.client(auth(&keeper), 1))
        .await
        .expect("unlocked");
    assert_eq!(keeper.tokens(), ["rt-1"]);
    assert_eq!(keeper.0.lock().expect("lock").calls_before, 0);

    let request = &org.token_requests().await[0];
    let form = form(request);
    assert_eq!(form["grant_type"], "refresh_token");
    assert_eq!(form["refresh_token"], "rt-0");
    assert!(header(request, "authorization").starts_with("Basic "));
    assert_eq!(
        header(&org.calls().await[0], "authorization"),
        "Bearer at-1"
    );
}

#[tokio::test]
async fn each_refresh_uses_the_newest_token_and_one_that_stays_is_not_kept_again() {
    let tokens = [
        rotating("at-1", "rt-1"),
        rotating("at-2", "rt-1"),
        bearer("at-3"),
    ];
    let org = Org::start(tokens, []).await;
    let keeper = Arc::new(Keeper::default());
    let client = org.client(auth(&keeper), 1);
    for _ in 0..3 {
        client.check_token().await.expect("token");
    }
    let used: Vec<String> = org
        .token_requests()
        .await
        .iter()
        .map(|request| form(request)["refresh_token"].clone())
        .collect();
    assert_eq!(used, ["rt-0", "rt-1", "rt-1"]);
    assert_eq!(keeper.tokens(), ["rt-1"]);
}

#[tokio::test]
async fn what_another_node_has_kept_is_used() {
    let org = Org::start([bearer("at-1")], []).await;
    let keeper = Arc::new(Keeper::default());
    keeper.change(|kept| kept.newest = Some("rt-of-another-node".to_owned()));
    org.client(auth(&keeper), 1)
        .check_token()
        .await
        .expect("token");
    let request = &org.token_requests().await[0];
    assert_eq!(form(request)["refresh_token"], "rt-of-another-node");
}

#[tokio::test]
async fn an_ended_sign_in_asks_for_a_person_and_is_never_tried_again() {
    let org = Org::start([ended()], [done()]).await;
    let keeper = Arc::new(Keeper::default());
    let client = org.client(auth(&keeper), 1);
    for _ in 0..3 {
        let error = unlock(&client).await.expect_err("ended");
        assert!(matches!(error, Error::GrantEnded(_)));
        assert!(error.to_string().contains("press \"Get token\" again"));
        assert_eq!(
            error.credential_problem(),
            Some(CredentialProblem::SignInEnded)
        );
        let words = "The refresh token is invalid or expired.";
        assert_eq!(error.okta_words(), Some(words));
        assert!(error.outcome_known());
    }
    assert_eq!(org.token_requests().await.len(), 1);
    assert_eq!(org.calls().await.len(), 0);
    let health = client.health().credential;
    assert!(matches!(health, CredentialHealth::Refused { .. }));
}

#[tokio::test]
async fn a_new_sign_in_revives_the_client() {
    let org = Org::start([ended(), bearer("at-1")], [done()]).await;
    let keeper = Arc::new(Keeper::default());
    let client = org.client(auth(&keeper), 1);
    assert!(unlock(&client).await.is_err());
    keeper.change(|kept| kept.newest = Some("rt-of-new-sign-in".to_owned()));
    unlock(&client).await.expect("unlocked");
    assert_eq!(client.health().credential, CredentialHealth::Ok);
}

#[tokio::test]
async fn a_token_that_cannot_be_kept_stops_the_call_and_is_offered_again_first() {
    let org = Org::start([rotating("at-1", "rt-1")], [done()]).await;
    let keeper = Arc::new(Keeper::default());
    keeper.change(|kept| kept.fails = true);
    let client = org.client(auth(&keeper), 1);
    for _ in 0..2 {
        let error = unlock(&client).await.expect_err("not kept");
        assert!(matches!(error, Error::TokenStore(_)) && error.outcome_known());
    }
    assert_eq!(org.calls().await.len(), 0);
    keeper.change(|kept| kept.fails = false);
    unlock(&client).await.expect("unlocked");
    assert_eq!(keeper.tokens(), ["rt-1"]);
    assert_eq!(org.token_requests().await.len(), 1, "at-1 was not lost");
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let keeper = Arc::new(Keeper::default());
    let shown = format!("{:?}", auth(&keeper));
    assert!(shown.contains(CLIENT_ID), "{shown}");
    for secret in ["s3cret", "rt-0"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
