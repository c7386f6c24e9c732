use crate::{
    Error, Request, Response,
    resolver::{GuardedResolver, SystemResolver},
    target,
};
use http::{HeaderValue, Method, header::CONTENT_LENGTH};
use reqwest::dns::Resolve;
use std::{sync::Arc, time::Duration};
use tracing::{Instrument, Span, field};
use url::Url;

/// How a [`Client`] reaches the world.
#[derive(Clone)]
pub struct Settings {
    /// Sent as `User-Agent`.
    pub user_agent: String,
    /// Time for name look-up, TCP and TLS.
    pub connect_timeout: Duration,
    /// Longest silence while an answer arrives.
    pub read_timeout: Duration,
    /// Time for the whole call, from connecting to the last byte of the answer.
    pub total_timeout: Duration,
    /// How long an unused connection is kept; shorter than the server keeps it.
    pub pool_idle_timeout: Duration,
    /// Everything goes through this proxy, which then resolves the targets' names itself; `None`
    /// means directly. Proxy variables of the environment are not read.
    pub proxy: Option<Url>,
    /// Private, loopback and link-local targets, and plain http, are allowed.
    pub allow_private_targets: bool,
    /// Most bytes of an answer, after decompression.
    pub largest_body: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!("Latchkey/", env!("CARGO_PKG_VERSION")).to_owned(),
            connect_timeout: Duration::from_secs(5),
            read_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(10),
            pool_idle_timeout: Duration::from_secs(30),
            proxy: None,
            allow_private_targets: false,
            largest_body: 4 * 1024 * 1024,
        }
    }
}

/// The settings make no client: the proxy's URL or the user agent cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the settings of the HTTP client are not valid")]
pub struct InvalidSettings;

/// Sends calls. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    inner: reqwest::Client,
    allow_private_targets: bool,
    largest_body: usize,
}

impl Client {
    /// A client that follows no redirect and keeps no cookie.
    ///
    /// # Errors
    /// [`InvalidSettings`] for a proxy URL or user agent that cannot be used.
    pub fn new(settings: Settings) -> Result<Self, InvalidSettings> {
        Self::with_resolver(settings, Arc::new(SystemResolver))
    }

    fn with_resolver(
        settings: Settings,
        system: Arc<dyn Resolve>,
    ) -> Result<Self, InvalidSettings> {
        let proxy_name = settings
            .proxy
            .as_ref()
            .and_then(Url::host_str)
            .map(str::to_owned);
        let resolver: Arc<dyn Resolve> = if settings.allow_private_targets {
            system
        } else {
            Arc::new(GuardedResolver::new(system, proxy_name))
        };
        #[expect(clippy::disallowed_methods, reason = "this is the one place")]
        let builder = reqwest::Client::builder();
        let mut builder = builder
            .user_agent(settings.user_agent)
            .connect_timeout(settings.connect_timeout)
            .read_timeout(settings.read_timeout)
            .timeout(settings.total_timeout)
            .pool_idle_timeout(settings.pool_idle_timeout)
            .tcp_keepalive(Duration::from_secs(10))
            // A peer that vanished must not hold a shared connection open for the calls after this one.
            .http2_keep_alive_interval(Duration::from_secs(5))
            .http2_keep_alive_timeout(Duration::from_secs(5))
            .https_only(!settings.allow_private_targets)
            .redirect(reqwest::redirect::Policy::none())
            // Whether a call may be repeated is for its caller to say.
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .dns_resolver(resolver);
        if let Some(url) = settings.proxy {
            builder = builder.proxy(reqwest::Proxy::all(url).map_err(|_| InvalidSettings)?);
        }
        Ok(Self {
            inner: builder.build().map_err(|_| InvalidSettings)?,
            allow_private_targets: settings.allow_private_targets,
            largest_body: settings.largest_body,
        })
    }

    /// Sends one call, once, and reads its whole answer.
    ///
    /// # Errors
    /// [`Error::NotSent`] when the server surely did not see the request, [`Error::Unclear`] when it may have.
    /// Every status is an answer, not an error.
    pub async fn send(&self, request: Request) -> Result<Response, Error> {
        let span = tracing::info_span!(
            "http_call",
            method = %request.method,
            host = request.url.host_str(),
            path = request.path_template,
            status = field::Empty,
            error = field::Empty,
        );
        async {
            let outcome = self.exchange(request).await;
            match &outcome {
                Ok(answer) => Span::current().record("status", answer.status.as_u16()),
                Err(error) => Span::current().record("error", field::display(error)),
            };
            outcome
        }
        .instrument(span)
        .await
    }

    async fn exchange(&self, request: Request) -> Result<Response, Error> {
        target::check(&request.url, self.allow_private_targets)?;
        let has_content = matches!(request.method, Method::POST | Method::PUT | Method::PATCH);
        let mut outgoing = reqwest::Request::new(request.method, request.url);
        *outgoing.headers_mut() = request.headers;
        match request.body {
            Some(body) => *outgoing.body_mut() = Some(body.into()),
            // Some servers, Okta among them, answer 411 to a POST that does not say it is empty.
            None if has_content => {
                outgoing
                    .headers_mut()
                    .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            None => {}
        }
        let answer = self
            .inner
            .execute(outgoing)
            .await
            .map_err(|error| Error::before_answer(&error))?;
        Response::read(answer, self.largest_body).await
    }
}
