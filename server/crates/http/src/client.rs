use crate::{
    Error, InvalidSettings, NotSent, Request, Response, Settings,
    measure::Measured,
    pool::{Generation, Pool},
    resolver::{GuardedResolver, LastGoodResolver, SystemResolver},
    target,
};
use http::{HeaderValue, Method, StatusCode, header::CONTENT_LENGTH};
use reqwest::dns::Resolve;
use std::sync::Arc;
use tracing::{Instrument, Span, field};
use url::Url;

/// Sends calls. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    pool: Arc<Pool>,
    allow_private_targets: bool,
    has_proxy: bool,
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
        let remembering = Arc::new(LastGoodResolver::new(system));
        // The guard comes last, so that what is remembered is checked too.
        let resolver: Arc<dyn Resolve> = if settings.allow_private_targets {
            remembering
        } else {
            Arc::new(GuardedResolver::new(remembering, proxy_name))
        };
        Ok(Self {
            allow_private_targets: settings.allow_private_targets,
            has_proxy: settings.proxy.is_some(),
            largest_body: settings.largest_body,
            pool: Arc::new(Pool::new(settings, resolver)?),
        })
    }

    /// Sends one call, once, and reads its whole answer.
    ///
    /// # Errors
    /// [`Error::NotSent`] when the server surely did not see the request, [`Error::Unclear`] when it may have.
    /// Every status is an answer, not an error; only the egress proxy's own 407 is [`NotSent::ProxyRefused`].
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
            let measured = Measured::to(&request.url);
            let outcome = self.checked(request).await;
            measured.ended(&outcome);
            match &outcome {
                Ok(answer) => Span::current().record("status", answer.status.as_u16()),
                Err(error) => Span::current().record("error", field::display(error)),
            };
            outcome
        }
        .instrument(span)
        .await
    }

    async fn checked(&self, request: Request) -> Result<Response, Error> {
        target::check(&request.url, self.allow_private_targets)?;
        let generation = self.pool.current();
        let outcome = self.exchange(&generation, request).await;
        if matches!(&outcome, Err(error) if error.doubts_connections()) {
            self.pool.renew(&generation);
        }
        outcome
    }

    async fn exchange(&self, generation: &Generation, request: Request) -> Result<Response, Error> {
        // Within a tunnel the proxy has no say; a plain request it answers in the server's place.
        let proxy_answers = self.has_proxy && request.url.scheme() == "http";
        let answer = generation
            .client
            .execute(outgoing(request))
            .await
            .map_err(|error| Error::before_answer(&error, self.has_proxy))?;
        if proxy_answers && answer.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            return Err(NotSent::ProxyRefused.into());
        }
        Response::read(answer, self.largest_body).await
    }
}

fn outgoing(request: Request) -> reqwest::Request {
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
    outgoing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolver::scripted::Scripted;
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    #[tokio::test]
    async fn a_name_server_that_fails_later_does_not_cut_off_a_known_host() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
        let port = listener.local_addr().expect("address").port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                _ = stream.read(&mut [0; 4096]).await;
                let answer = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
                stream.write_all(answer).await.expect("write");
            }
        });
        let settings = Settings {
            allow_private_targets: true,
            ..Settings::default()
        };
        let names = Arc::new(Scripted::new([Some(vec!["127.0.0.1"]), None, None]));
        let client = Client::with_resolver(settings, names.clone()).expect("client");
        let ask = async |host: &str| {
            let url = format!("http://{host}:{port}/").parse().expect("url");
            let request = Request::new(Method::GET, url, "/");
            client.send(request).await.map(|answer| answer.status)
        };
        for _ in 0..2 {
            assert_eq!(
                ask("acme.example.com").await,
                Ok(StatusCode::NO_CONTENT),
                "the second look-up fails"
            );
        }
        assert_eq!(
            ask("other.example.com").await,
            Err(Error::NotSent(NotSent::Dns))
        );
        assert_eq!(names.asked(), 3);
    }
}
