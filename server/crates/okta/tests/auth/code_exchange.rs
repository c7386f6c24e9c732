use crate::{
    org::{CLIENT_ID, Org, client_id, form, header, refusal, scopes, token},
    support::http,
};
use latchkey_okta::{AppRegistration, AuthorizationCode, Error, FirstTokens, exchange_code};
use secrecy::ExposeSecret;
use serde_json::json;
use wiremock::ResponseTemplate;

fn app(secret: Option<&str>) -> AppRegistration {
    AppRegistration {
        client_id: client_id(),
        client_secret: secret.map(Into::into),
    }
}

fn code() -> AuthorizationCode {
    AuthorizationCode {
        code: "code-1".into(),
        redirect_uri: "https://portal.example.com/oauth/return"
            .parse()
            .expect("url"),
        verifier: Some("verifier-1".into()),
    }
}

async fn exchange(org: &Org, app: &AppRegistration) -> Result<FirstTokens, Error> {
    let url = org.url().parse().expect("url");
    exchange_code(&http(), &url, app, &code()).await
}

#[tokio::test]
async fn a_code_is_exchanged_for_the_first_refresh_token() {
    let more = json!({"refresh_token": "rt-1", "id_token": "e30.e30.e30"});
    let org = Org::start([token("Bearer", "at-1", &more)], []).await;
    let tokens = exchange(&org, &app(Some("s3cret"))).await.expect("tokens");
    let refresh_token = tokens.refresh_token.as_ref().expect("one");
    assert_eq!(refresh_token.expose_secret(), "rt-1");
    assert_eq!(tokens.scopes, scopes("okta.users.manage okta.groups.read"));
    assert!(!format!("{tokens:?} {:?}", code()).contains("rt-1"));

    let request = &org.token_requests().await[0];
    let form = form(request);
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["code"], "code-1");
    assert_eq!(form["redirect_uri"], code().redirect_uri.as_str());
    assert_eq!(form["code_verifier"], "verifier-1");
    assert!(header(request, "authorization").starts_with("Basic "));
    assert!(!form.contains_key("client_secret") && !form.contains_key("client_id"));
}

#[tokio::test]
async fn an_app_without_a_secret_names_itself_in_the_form() {
    let org = Org::start([token("Bearer", "at-1", &json!({}))], []).await;
    let tokens = exchange(&org, &app(None)).await.expect("tokens");
    assert!(tokens.refresh_token.is_none(), "offline_access is missing");
    let request = &org.token_requests().await[0];
    assert_eq!(form(request)["client_id"], CLIENT_ID);
    assert_eq!(header(request, "authorization"), "");
}

#[tokio::test]
async fn a_code_is_sent_once_whatever_comes_of_it() {
    let words = "The authorization code is invalid or has expired.";
    let unavailable = ResponseTemplate::new(503);
    for (answer, expected) in [
        (refusal(400, "invalid_grant", words), Some(words)),
        (unavailable, None),
    ] {
        let org = Org::start([answer], []).await;
        let error = exchange(&org, &app(Some("s3cret"))).await;
        let error = error.expect_err("no tokens");
        assert_eq!(error.okta_words(), expected, "{error}");
        assert!(!format!("{error} {error:?}").contains("s3cret"));
        assert_eq!(org.token_requests().await.len(), 1);
    }
}

#[tokio::test]
async fn nothing_is_sent_to_what_is_no_org() {
    let url = "https://acme-admin.example.com".parse().expect("url");
    let error = exchange_code(&http(), &url, &app(None), &code()).await;
    assert!(matches!(error, Err(Error::NotSent(_))));
}
