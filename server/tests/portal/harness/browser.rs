use reqwest::{
    Client, Method, RequestBuilder,
    header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::{net::SocketAddr, time::Duration};

/// How long it waits for an answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// A browser without JavaScript: it keeps its cookies and says where its forms come from.
pub(crate) struct Browser {
    client: Client,
    address: SocketAddr,
    /// The session's.
    pub(crate) cookie: Option<String>,
    /// The one it is known again by.
    device: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// Where it sends the browser; empty when nowhere.
    pub(crate) fn location(&self) -> &str {
        self.header(LOCATION.as_str())
    }

    /// A header's text; empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("text"))
    }

    /// The body without what is new in every answer.
    pub(crate) fn without_nonces(&self) -> String {
        let policy = self.header("content-security-policy");
        let nonce = policy
            .split_once("'nonce-")
            .and_then(|(_, rest)| rest.split_once('\''))
            .expect("a nonce")
            .0;
        let body = self.body.replace(nonce, "NONCE");
        match body.split_once(r#"name="form" value=""#) {
            Some((before, rest)) => {
                let after = rest.split_once('"').expect("an end").1;
                format!("{before}name=\"form\" value=\"MARK\"{after}")
            }
            None => body,
        }
    }
}

impl Browser {
    pub(crate) fn new(address: SocketAddr) -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "a test is a browser, not a part of the product"
        )]
        let client = Client::builder()
            .gzip(false)
            .redirect(Policy::none())
            // A client that waits for a connection whose server was killed can wait for ever.
            .timeout(PATIENCE)
            .build()
            .expect("a client");
        Self {
            client,
            address,
            cookie: None,
            device: None,
        }
    }

    /// The next requests go to another node.
    pub(crate) fn turn_to(&mut self, address: SocketAddr) {
        self.address = address;
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = self.page(path);
        self.send(request).await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.form(path, fields);
        self.send(request).await
    }

    /// A request for a page, as it comes from another page of the portal.
    pub(crate) fn page(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
            .header("sec-fetch-site", "same-origin")
    }

    /// A form, as it comes from a page of the portal.
    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        self.request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .form(fields)
    }

    /// Sends a form, then opens the page it leads to.
    pub(crate) async fn post_and_follow(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        let location = answer.location().to_owned();
        self.get(&location).await
    }

    /// A request with this browser's cookie and nothing that says where it comes from.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.program(method, path).header(ACCEPT, "text/html")
    }

    /// The same, by a program that shows no pages.
    pub(crate) fn program(&self, method: Method, path: &str) -> RequestBuilder {
        let address = format!("http://{}{path}", self.address);
        let request = self.client.request(method, address);
        let cookies: Vec<_> = self.cookie.iter().chain(&self.device).cloned().collect();
        if cookies.is_empty() {
            request
        } else {
            request.header(COOKIE, cookies.join("; "))
        }
    }

    /// A form with this browser's cookie and nothing that says where it comes from.
    pub(crate) fn bare_form(&self, path: &str, body: &'static str) -> RequestBuilder {
        self.request(Method::POST, path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
    }

    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Answer {
        self.attempt(request).await.expect("an answer")
    }

    /// Sends to a portal that may be gone.
    #[expect(
        clippy::disallowed_methods,
        reason = "a test is a browser, not a part of the product"
    )]
    pub(crate) async fn attempt(&mut self, request: RequestBuilder) -> reqwest::Result<Answer> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().expect("text");
            let kept = text.split(';').next().map(str::to_owned);
            if text.contains("latchkey-device=") {
                self.device = kept;
            } else {
                self.cookie = kept;
            }
        }
        Ok(Answer {
            status,
            headers,
            body: response.text().await?,
        })
    }
}

/// The steps of a reset, as a person takes them.
impl Browser {
    pub(crate) async fn identify(&mut self, login: &str) -> Answer {
        self.post("/do/reset/identify", &[("login", login)]).await
    }

    pub(crate) async fn enter_code(&mut self, code: &str) -> Answer {
        self.post("/do/reset/code", &[("code", code)]).await
    }

    pub(crate) async fn choose_password(&mut self, password: &str) -> Answer {
        self.post(
            "/do/reset/password",
            &[("password", password), ("confirmation", password)],
        )
        .await
    }

    /// Identifies, reads the code from the mail, enters it.
    pub(crate) async fn prove(&mut self, portal: &super::Portal, login: &str) -> Answer {
        assert_eq!(self.identify(login).await.location(), "/reset/code");
        portal.run_jobs().await;
        let answer = self.enter_code(&portal.newest_code()).await;
        assert_eq!(answer.location(), "/reset/password", "{answer:?}");
        answer
    }
}
