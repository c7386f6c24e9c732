use http::Response;
use latchkey_http::{Client, Error, NotSent, Request};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use std::pin::Pin;
use url::Url;

/// Our one way out, in the shape the OpenID Connect library calls: with its proxy, its time limits and
/// its guard against private addresses.
pub(super) struct Http<'client> {
    client: &'client Client,
    /// What is asked for, for the log.
    what: &'static str,
}

impl<'client> Http<'client> {
    pub(super) fn new(client: &'client Client, what: &'static str) -> Self {
        Self { client, what }
    }

    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Error> {
        let (parts, body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string()).map_err(|_| NotSent::Invalid)?;
        let mut outgoing = Request::new(parts.method, url, self.what);
        outgoing.headers = parts.headers;
        outgoing.body = (!body.is_empty()).then(|| body.into());
        let answer = self.client.send(outgoing).await?;
        let mut response = Response::new(answer.body.to_vec());
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        Ok(response)
    }
}

impl<'call> AsyncHttpClient<'call> for Http<'_> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'call>>;

    fn call(&'call self, request: HttpRequest) -> Self::Future {
        Box::pin(self.send(request))
    }
}
