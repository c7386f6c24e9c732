//! What every call goes through: length, token, limits before the verb; headers and the record of calls after it.

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Version, header};

use super::auth;
use super::call::Origin;
use super::error::{Refusal, TOO_MANY_REQUESTS};
use super::faults::ForcedRefusal;
use super::org::{CallRecord, Org};
use super::rate_limits::{Bucket, Standing};
use crate::clock::http_date;
use crate::connection::Connection;

/// Wraps every route and the fallback.
pub(crate) async fn wrap(Shared(org): Shared<Org>, mut request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let mut origin = origin(&org, &request);
    let request_id = origin.request_id.clone();
    let (admitted, standing) = admit(&org, &request, &mut origin);
    let mut response = match admitted {
        Ok(()) => {
            request.extensions_mut().insert(origin);
            next.run(request).await
        }
        Err(response) => response,
    };
    finish(&org, response.headers_mut(), &request_id, standing);
    org.record(CallRecord {
        method: method.to_string(),
        path,
        status: response.status().as_u16(),
    });
    response
}

fn origin(org: &Org, request: &Request) -> Origin {
    let text = |name| {
        let value = request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let peer = request.extensions().get::<ConnectInfo<Connection>>();
    let forwarded = text(http::HeaderName::from_static("x-forwarded-for"));
    let address = match forwarded.split(',').next().map(str::trim) {
        Some(first) if !first.is_empty() => first.to_owned(),
        _ => peer.map_or_else(String::new, |peer| peer.0.peer().ip().to_string()),
    };
    Origin {
        request_id: org.lock_state().randomness.url_safe(27),
        address,
        user_agent: text(header::USER_AGENT),
        uri: request.uri().to_string(),
        token_id: None,
        token_owner: None,
        client_id: None,
    }
}

/// Decides whether the call reaches its verb.
fn admit(
    org: &Org,
    request: &Request,
    origin: &mut Origin,
) -> (Result<(), Response>, Option<Standing>) {
    if lacks_length(request) {
        return (Err(length_required()), None);
    }
    let path = request.uri().path();
    let mut state = org.lock_state();
    let identified = auth::identify(&mut state, request, origin);
    let now = state.now();
    let bucket = Bucket::of(request.method(), path);
    let standing = bucket.map(|bucket| state.limiter.count(bucket, origin.shareholder(), now));
    let exceeded = standing.is_some_and(|standing| standing.exceeded);
    let forced = request.extensions().get::<ForcedRefusal>().cloned();
    let admitted = match forced {
        Some(ForcedRefusal(refusal)) => Err(refusal),
        None if exceeded => identified.and(Err(Refusal::new(&TOO_MANY_REQUESTS))),
        None => identified,
    };
    let admitted = admitted.map_err(|refusal| refusal.into_response(&mut state.randomness));
    (admitted, standing)
}

/// A POST or PUT over HTTP/1 must say how long its body is, even when it has none.
fn lacks_length(request: &Request) -> bool {
    let writes = matches!(*request.method(), Method::POST | Method::PUT);
    let headers = request.headers();
    writes
        && request.version() < Version::HTTP_2
        && !headers.contains_key(header::CONTENT_LENGTH)
        && !headers.contains_key(header::TRANSFER_ENCODING)
}

/// The edge in front of Okta answers this, and in HTML.
fn length_required() -> Response {
    let page = "<html>\n<head><title>411 Length Required</title></head>\n\
                <body><center><h1>411 Length Required</h1></center></body>\n</html>\n";
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html"))];
    (StatusCode::LENGTH_REQUIRED, kind, page).into_response()
}

fn finish(org: &Org, headers: &mut HeaderMap, request_id: &str, standing: Option<Standing>) {
    let mut set = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set("x-okta-request-id", request_id);
    set("date", &http_date(org.now()));
    set("cache-control", "no-cache, no-store");
    if let Some(standing) = standing {
        set("x-rate-limit-limit", &standing.limit.to_string());
        set("x-rate-limit-remaining", &standing.remaining.to_string());
        set("x-rate-limit-reset", &standing.reset.to_string());
    }
}
