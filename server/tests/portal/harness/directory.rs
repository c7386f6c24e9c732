use reqwest::{
    Client, RequestBuilder,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use url::Url;

/// A browser as the org sees it: it keeps the org's cookie.
pub(crate) struct Directory {
    client: Client,
    cookie: Option<String>,
}

impl Default for Directory {
    fn default() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "a test is a browser, not a part of the product"
        )]
        let client = Client::builder()
            .redirect(Policy::none())
            .build()
            .expect("a client");
        Self {
            client,
            cookie: None,
        }
    }
}

impl Directory {
    /// Opens the address the portal sent the browser to, types name and password if the org asks for
    /// them, and returns the address with which the browser comes back to the portal.
    pub(crate) async fn sign_in(&mut self, address: &str, login: &str, password: &str) -> String {
        let request = self.client.get(address);
        let led = self.follow(request, address).await;
        if !led.path().starts_with("/login/") {
            return back(&led);
        }
        let form = [("username", login), ("password", password)];
        let request = self.client.post(led.clone()).form(&form);
        let led = self.follow(request, led.as_str()).await;
        back(&led)
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test is a browser, not a part of the product"
    )]
    async fn follow(&mut self, request: RequestBuilder, at: &str) -> Url {
        let request = match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        };
        let response = request.send().await.expect("an answer");
        if let Some(cookie) = response.headers().get(SET_COOKIE) {
            let text = cookie.to_str().expect("text");
            self.cookie = text.split(';').next().map(str::to_owned);
        }
        let location = response.headers().get(LOCATION);
        let location = location.map(|location| location.to_str().expect("text").to_owned());
        let status = response.status();
        let Some(location) = location else {
            panic!("{at}: {status}: {}", response.text().await.expect("a body"));
        };
        let at = Url::parse(at).expect("an address");
        at.join(&location).expect("an address")
    }
}

/// Path and query of an address.
fn back(address: &Url) -> String {
    let query = address.query().unwrap_or_default();
    format!("{}?{query}", address.path())
}
