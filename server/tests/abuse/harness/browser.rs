use super::{Person, Portal, Purpose};
use reqwest::{
    Client, Method, RequestBuilder,
    header::{ACCEPT, CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

/// A browser without JavaScript: it keeps its cookies and says where its forms come from.
#[derive(Clone)]
pub(crate) struct Browser {
    client: Client,
    address: SocketAddr,
    /// What it calls the portal; empty for its address.
    pub(crate) host: String,
    /// Where a proxy says that it is; empty for no proxy.
    pub(crate) network: String,
    pub(crate) cookies: BTreeMap<String, String>,
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
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().expect("text"))
    }

    /// The nonce in the content security policy.
    pub(crate) fn nonce(&self) -> &str {
        let policy = self.header("content-security-policy");
        let after = policy.split_once("'nonce-").expect("a nonce").1;
        after.split_once('\'').expect("an end").0
    }

    /// The value of a hidden field on the page; empty when there is none.
    pub(crate) fn hidden(&self, name: &str) -> &str {
        let after = self.body.split_once(&format!("name=\"{name}\" value=\""));
        after
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or("", |(value, _)| value)
    }
}

/// What browsers send with.
#[expect(
    clippy::disallowed_methods,
    reason = "a test is a browser, not a part of the product"
)]
pub(super) fn client() -> Client {
    // An unused connection is given up well before the portal does so, after ten seconds: otherwise a form could
    // be sent into one that is just being closed.
    let client = Client::builder().gzip(false).no_proxy();
    let client = client.pool_idle_timeout(Duration::from_secs(5));
    client.redirect(Policy::none()).build().expect("a client")
}

impl Browser {
    pub(crate) fn new(address: SocketAddr, client: Client) -> Self {
        Self {
            client,
            address,
            host: String::new(),
            network: String::new(),
            cookies: BTreeMap::new(),
        }
    }

    /// The same browser, coming from a network.
    pub(crate) fn from(mut self, network: &str) -> Self {
        network.clone_into(&mut self.network);
        self
    }

    /// The session's cookie; empty before there is one.
    pub(crate) fn session(&self) -> String {
        let is_session = |name: &&String| name.ends_with("latchkey");
        let name = self.cookies.keys().find(is_session);
        name.map_or_else(String::new, |name| self.cookies[name].clone())
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        let request = self.request(Method::GET, path);
        self.send(request.header("sec-fetch-site", "same-origin"))
            .await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.request(Method::POST, path);
        let request = request.header("sec-fetch-site", "same-origin");
        self.send(request.form(fields)).await
    }

    /// Sends a form whose body is written out.
    pub(crate) async fn post_body(&mut self, path: &str, body: &str) -> Answer {
        let request = self
            .request(Method::POST, path)
            .header("sec-fetch-site", "same-origin")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.to_owned());
        self.send(request).await
    }

    /// A request with this browser's cookies and nothing that says where it comes from.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("http://{}{path}", self.address);
        let mut request = self.client.request(method, url).header(ACCEPT, "text/html");
        if !self.host.is_empty() {
            request = request.header("host", &self.host);
        }
        if !self.network.is_empty() {
            request = request.header("x-forwarded-for", &self.network);
        }
        let cookies = self.cookies.iter();
        let cookies: Vec<_> = cookies
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if cookies.is_empty() {
            request
        } else {
            request.header(COOKIE, cookies.join("; "))
        }
    }

    pub(crate) async fn send(&mut self, request: RequestBuilder) -> Answer {
        self.try_send(request).await.expect("an answer")
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test is a browser, not a part of the product"
    )]
    pub(crate) async fn try_send(&mut self, request: RequestBuilder) -> reqwest::Result<Answer> {
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        for cookie in headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().expect("text");
            let pair = text.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.expect("a cookie");
            if value.is_empty() || text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(Answer {
            status,
            headers,
            body: response.text().await?,
        })
    }
}

/// The steps, as a person takes them.
impl Browser {
    pub(crate) async fn identify(&mut self, purpose: Purpose, login: &str) -> Answer {
        self.post(&purpose.form("identify"), &[("login", login)])
            .await
    }

    /// Says who it is and waits for the code.
    pub(crate) async fn ask_for_code(
        &mut self,
        portal: &Portal,
        purpose: Purpose,
        person: Person,
    ) -> String {
        let answer = self.identify(purpose, person.login).await;
        assert_eq!(answer.location(), purpose.page("code"), "{answer:?}");
        portal.idle().await;
        portal.newest_code(person.codes_to)
    }

    pub(crate) async fn enter_code(&mut self, purpose: Purpose, code: &str) -> Answer {
        self.post(&purpose.form("code"), &[("code", code)]).await
    }

    /// From nothing to the page after the proof.
    pub(crate) async fn prove(&mut self, portal: &Portal, purpose: Purpose, person: Person) {
        let code = self.ask_for_code(portal, purpose, person).await;
        let answer = self.enter_code(purpose, &code).await;
        assert_eq!(
            answer.location(),
            purpose.page(purpose.last()),
            "{answer:?}"
        );
    }

    pub(crate) async fn choose_password(&mut self, password: &str) -> Answer {
        let fields = [("password", password), ("confirmation", password)];
        self.post("/do/reset/password", &fields).await
    }

    pub(crate) async fn change_password(&mut self, current: &str, password: &str) -> Answer {
        let fields = [
            ("current", current),
            ("password", password),
            ("confirmation", password),
        ];
        self.post("/do/change/password", &fields).await
    }
}
