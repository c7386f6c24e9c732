//! A browser without scripts: it sends forms and keeps one cookie.

use anyhow::{Context as _, Result, ensure};
use reqwest::{
    Client, RequestBuilder, Response,
    header::{ACCEPT, COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::net::SocketAddr;

/// A client that follows no redirect and unpacks nothing.
#[expect(
    clippy::disallowed_methods,
    reason = "a baseline is not a part of the product"
)]
pub(crate) fn client() -> Result<Client> {
    let client = Client::builder().gzip(false).redirect(Policy::none());
    Ok(client.no_proxy().build()?)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a baseline is not a part of the product"
)]
pub(crate) async fn send(request: RequestBuilder) -> Result<Response> {
    Ok(request.send().await?)
}

/// One person's browser. Clones of the client share connections, as a proxy in front of the portal
/// would.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    client: Client,
    address: SocketAddr,
    cookie: Option<String>,
}

impl Browser {
    pub(crate) fn new(client: Client, address: SocketAddr) -> Self {
        Self {
            client,
            address,
            cookie: None,
        }
    }

    /// Opens a page and returns its text.
    pub(crate) async fn open(&self, path: &str) -> Result<String> {
        let request = self.client.get(format!("http://{}{path}", self.address));
        let response = send(self.with_cookie(request)).await?;
        ensure!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
        Ok(response.text().await?)
    }

    /// The size of a file as it travels with the best compression.
    pub(crate) async fn compressed_size(&self, path: &str) -> Result<usize> {
        let request = self.client.get(format!("http://{}{path}", self.address));
        let response = send(request.header("accept-encoding", "br")).await?;
        ensure!(
            response.status().is_success(),
            "{path}: {}",
            response.status()
        );
        let encoding = response.headers().get("content-encoding");
        ensure!(
            encoding.is_some_and(|encoding| encoding == "br"),
            "{path} is not compressed"
        );
        Ok(response.bytes().await?.len())
    }

    /// Sends a form; the answer must lead to `next`.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        next: &str,
    ) -> Result<()> {
        let response = self.answer(path, fields).await?;
        let location = response.headers().get(LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        ensure!(
            location == Some(next),
            "{path} led to {location:?}: {}",
            response.status()
        );
        for cookie in response.headers().get_all(SET_COOKIE) {
            let cookie = cookie.to_str()?.split(';').next();
            let cookie = cookie.context("an empty cookie")?;
            // The session's is enough: without the other one, each browser is a new device.
            if !cookie.contains("device") {
                self.cookie = Some(cookie.to_owned());
            }
        }
        response.bytes().await?;
        Ok(())
    }

    /// Sends a form and returns as soon as the head of the answer is there.
    pub(crate) async fn answer(&self, path: &str, fields: &[(&str, &str)]) -> Result<Response> {
        let request = self
            .client
            .post(format!("http://{}{path}", self.address))
            .header("sec-fetch-site", "same-origin")
            .form(fields);
        send(self.with_cookie(request)).await
    }

    fn with_cookie(&self, request: RequestBuilder) -> RequestBuilder {
        let request = request.header(ACCEPT, "text/html");
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }
}

/// The steps of a reset.
impl Browser {
    pub(crate) async fn identify(&mut self, login: &str) -> Result<()> {
        self.post("/do/reset/identify", &[("login", login)], "/reset/code")
            .await
    }

    pub(crate) async fn enter_code(&mut self, code: &str) -> Result<()> {
        self.post("/do/reset/code", &[("code", code)], "/reset/password")
            .await
    }

    pub(crate) async fn choose_password(&mut self, password: &str) -> Result<()> {
        let fields = [("password", password), ("confirmation", password)];
        self.post("/do/reset/password", &fields, "/reset/done")
            .await
    }
}
