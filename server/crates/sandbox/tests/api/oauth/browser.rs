//! A browser that keeps one cookie, and the client that it signs in to.

use http::Method;
use latchkey_sandbox::okta::{OAuthApp, OAuthAppChange, SeededApp};
use serde_json::Value;
use url::Url;
use url::form_urlencoded::Serializer;

use crate::client::{Api, Reply, address};

/// Where the client wants its codes.
pub(crate) const RETURN: &str = "http://127.0.0.1:9/sign-in/return";

/// The pair of RFC 7636 appendix B.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) fn encoded(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A parameter of the address that an answer redirects to.
pub(crate) fn sent_back(reply: &Reply, name: &str) -> Option<String> {
    let url = Url::parse(reply.header("location")).ok()?;
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

/// A seeded app whose codes come back to [`RETURN`].
pub(crate) fn app(api: &Api, seeded: SeededApp) -> OAuthApp {
    let app = api.org().oauth_app(seeded).unwrap();
    let change = OAuthAppChange {
        redirect_uris: Some(vec![RETURN.to_owned()]),
        ..OAuthAppChange::default()
    };
    api.org().change_oauth_app(&app.client_id, change).unwrap();
    app
}

/// An authorize request with everything that belongs into one; `changes` replace or add.
pub(crate) fn request(app: &OAuthApp, changes: &[(&str, &str)]) -> String {
    let usual = [
        ("client_id", app.client_id.as_str()),
        ("redirect_uri", RETURN),
        ("response_type", "code"),
        ("scope", "openid profile email groups"),
        ("state", "a state"),
        ("nonce", "a nonce"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let kept = usual
        .into_iter()
        .filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let pairs: Vec<(&str, &str)> = kept.chain(changes.iter().copied()).collect();
    format!("/oauth2/v1/authorize?{}", encoded(&pairs))
}

/// A browser.
pub(crate) struct Browser<'a> {
    pub(crate) api: &'a Api,
    cookie: Option<String>,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(api: &'a Api) -> Self {
        Self { api, cookie: None }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Reply {
        self.ask(Method::GET, path, &[]).await
    }

    pub(crate) async fn ask(&mut self, method: Method, path: &str, form: &[(&str, &str)]) -> Reply {
        let mut request = self.api.request(method.clone(), path);
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if method == Method::POST {
            request = request.form(form);
        }
        let reply = self.api.send(request).await;
        if let Some((cookie, _)) = reply.header("set-cookie").split_once(';') {
            self.cookie = Some(cookie.to_owned());
        }
        reply
    }

    /// Types name and password into the sign-in page at `page`.
    pub(crate) async fn type_in(&mut self, page: &str, login: &str, password: &str) -> Reply {
        let form = [("username", login), ("password", password)];
        self.ask(Method::POST, page, &form).await
    }

    /// Signs in to an app as somebody; gives the answer that goes back to the client.
    pub(crate) async fn sign_in(&mut self, request: &str, login: &str, password: &str) -> Reply {
        let page = self.get(request).await;
        let page = page.header("location").to_owned();
        assert!(page.contains("/login/login.htm"), "{page}");
        self.type_in(&page, &address(login), password).await
    }

    /// The code for Alice.
    pub(crate) async fn code(&mut self, app: &OAuthApp, changes: &[(&str, &str)]) -> String {
        let request = request(app, changes);
        let reply = self
            .sign_in(&request, "alice.winter", "Harbor42Lantern")
            .await;
        sent_back(&reply, "code").expect("a code")
    }
}

/// A call of the token endpoint with the app's secret.
pub(crate) async fn token(api: &Api, app: &OAuthApp, form: &[(&str, &str)]) -> Reply {
    let request = api.request(Method::POST, "/oauth2/v1/token").form(form);
    let secret = app.client_secret.as_deref();
    let request = match secret {
        Some(secret) => request.basic_auth(&app.client_id, Some(secret)),
        None => request,
    };
    api.send(request).await
}

/// Takes a code for tokens.
pub(crate) async fn redeem(api: &Api, app: &OAuthApp, code: &str) -> Reply {
    let mut form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", RETURN),
        ("code_verifier", VERIFIER),
    ];
    if app.client_secret.is_none() {
        form.push(("client_id", &app.client_id));
    }
    token(api, app, &form).await
}

/// Status and the two texts of a refusal.
pub(crate) fn refusal(reply: &Reply) -> (u16, &str, &str) {
    let text = |name: &str| reply.body[name].as_str().unwrap_or("");
    (
        reply.status.as_u16(),
        text("error"),
        text("error_description"),
    )
}

/// A call of an API or userinfo with a bearer token.
pub(crate) async fn with_token(api: &Api, method: Method, path: &str, token: &str) -> Reply {
    let request = api.request(method, path).bearer_auth(token);
    api.send(request.header("content-length", "0")).await
}

/// The part of a token between its dots.
pub(crate) fn part(token: &str, number: usize) -> Value {
    use base64::Engine as _;
    let part = token.split('.').nth(number).unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(part)
        .unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
