//! A small client, and a sandbox on free ports.

use std::path::PathBuf;

use http::{HeaderMap, Method, StatusCode};
use latchkey_sandbox::{RateLimits, Sandbox, Settings, okta::Org};
use serde_json::{Value, json};

/// What the org answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// `null` when the body is empty, a string when it is no JSON.
    pub(crate) body: Value,
}

impl Reply {
    /// Status and error code.
    pub(crate) fn refusal(&self) -> (u16, &str) {
        (
            self.status.as_u16(),
            self.body["errorCode"].as_str().unwrap_or(""),
        )
    }

    /// Text of the first cause.
    pub(crate) fn cause(&self) -> &str {
        self.body["errorCauses"][0]["errorSummary"]
            .as_str()
            .unwrap_or("")
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The URL of a `Link` line.
    pub(crate) fn link(&self, relation: &str) -> Option<String> {
        let wanted = format!("; rel=\"{relation}\"");
        let mut lines = self
            .headers
            .get_all("link")
            .iter()
            .map(|value| value.to_str().unwrap());
        let found = lines.find_map(|line| line.strip_suffix(&wanted))?;
        Some(
            found
                .trim_start_matches('<')
                .trim_end_matches('>')
                .to_owned(),
        )
    }

    /// One text field of every item of a list.
    pub(crate) fn all(&self, pointer: &str) -> Vec<&str> {
        let items = self.body.as_array().expect("a list");
        items
            .iter()
            .map(|item| item.pointer(pointer).unwrap().as_str().unwrap())
            .collect()
    }
}

/// A running sandbox and a client of it.
pub(crate) struct Api {
    sandbox: Sandbox,
    http: reqwest::Client,
    authorization: String,
}

impl Api {
    pub(crate) async fn start() -> Self {
        Self::start_with(RateLimits::default(), PathBuf::from("/nowhere")).await
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the sandbox shares no code with the product"
    )]
    pub(crate) async fn start_with(rate_limits: RateLimits, mail_folder: PathBuf) -> Self {
        let settings = Settings {
            okta: "127.0.0.1:0".parse().unwrap(),
            pages: "127.0.0.1:0".parse().unwrap(),
            mail_folder,
            portal_url: Some("http://127.0.0.1:3000".to_owned()),
            rate_limits,
        };
        let sandbox = latchkey_sandbox::start(settings).await.unwrap();
        let redirects = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder()
            .redirect(redirects)
            .no_proxy()
            .build()
            .unwrap();
        let authorization = format!("SSWS {}", sandbox.api_token());
        Self {
            sandbox,
            http,
            authorization,
        }
    }

    pub(crate) fn org(&self) -> &Org {
        self.sandbox.okta()
    }

    pub(crate) fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    /// From now on call with a token of this administrator.
    pub(crate) fn act_as(&mut self, login: &str) {
        self.authorization = format!("SSWS {}", self.org().issue_token(login).unwrap());
    }

    /// Id of a person.
    pub(crate) fn id(&self, login: &str) -> String {
        self.org().user(&address(login)).unwrap().id
    }

    pub(crate) fn status(&self, login: &str) -> &'static str {
        self.org().user(&address(login)).unwrap().status.as_str()
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.call(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.call(Method::POST, path, Some(body)).await
    }

    /// A POST without a body to something below a person.
    pub(crate) async fn act(&self, login: &str, path: &str) -> Reply {
        let path = format!("/api/v1/users/{}/{path}", self.id(login));
        self.call(Method::POST, &path, None).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.call(Method::DELETE, path, None).await
    }

    /// Sets a password as an administrator.
    pub(crate) async fn set_password(&self, login: &str, password: &str, query: &str) -> Reply {
        let path = format!("/api/v1/users/{}{query}", self.id(login));
        self.post(
            &path,
            json!({ "credentials": { "password": { "value": password } } }),
        )
        .await
    }

    /// A sign-in through the API.
    pub(crate) async fn sign_in(&self, login: &str, password: &str) -> Reply {
        let body = json!({ "username": address(login), "password": password });
        self.post("/api/v1/authn", body).await
    }

    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        self.send(self.authorized(method, path, body)).await
    }

    /// A request with the token.
    pub(crate) fn authorized(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> reqwest::RequestBuilder {
        let request = self
            .request(method, path)
            .header("authorization", &self.authorization);
        match body {
            Some(body) => request.json(&body),
            None => request.header("content-length", "0"),
        }
    }

    /// A request without a token. A full URL is taken as it is.
    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.sandbox.okta_url())
        };
        self.http.request(method, url)
    }

    pub(crate) fn authorization(&self) -> &str {
        &self.authorization
    }

    pub(crate) async fn send(&self, request: reqwest::RequestBuilder) -> Reply {
        self.attempt(request).await.unwrap()
    }

    /// Like [`Api::send`], where the connection may fail.
    #[expect(
        clippy::disallowed_methods,
        reason = "the sandbox shares no code with the product"
    )]
    pub(crate) async fn attempt(
        &self,
        request: reqwest::RequestBuilder,
    ) -> Result<Reply, reqwest::Error> {
        let response = request.send().await?;
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await?;
        let body = if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).unwrap_or(Value::String(text))
        };
        Ok(Reply {
            status,
            headers,
            body,
        })
    }
}

/// `alice.winter` means the address on example.com.
pub(crate) fn address(login: &str) -> String {
    if login.contains('@') {
        login.to_owned()
    } else {
        format!("{login}@example.com")
    }
}
