//! The one layer through which faults act: before the org sees a call, and on its answer.

use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::middleware::Next;
use axum::response::Response;
use http::{StatusCode, header};

use super::before::{Before, ForcedRefusal, before};
use super::switchboard::{Chosen, Facts};
use super::tampering;
use crate::connection::Connection;
use crate::okta::org::{CallRecord, Org};

/// Stands before everything else.
pub(crate) async fn act(Shared(org): Shared<Org>, mut request: Request, next: Next) -> Response {
    let Chosen {
        delay,
        late,
        kind,
        ends,
    } = choose(&org, &request);
    let mut unanswered = Unanswered::new(&org, &request);
    let connection = request.extensions().get::<ConnectInfo<Connection>>();
    let connection = connection.map(|info| info.0.clone());
    wait(delay).await;
    match kind.as_ref().map_or(Before::PassOn, before) {
        Before::PassOn => {}
        Before::Refuse(refusal) => {
            request.extensions_mut().insert(ForcedRefusal(refusal));
        }
        Before::AnswerWith(response) => {
            unanswered.answer(response.status());
            wait(late).await;
            return response;
        }
        Before::Cut => {
            tampering::cut(connection.as_ref());
            return Response::default();
        }
    }
    let response = next.run(request).await;
    // The org has recorded the call with its own status.
    unanswered.forget();
    let response = match &kind {
        Some(kind) => tampering::tamper(&org, kind, ends, connection.as_ref(), response).await,
        None => response,
    };
    wait(late).await;
    response
}

fn choose(org: &Org, request: &Request) -> Chosen {
    let call = Facts {
        method: request.method(),
        path: request.uri().path(),
        has_token: has_token(request),
    };
    let now = org.now();
    org.lock_faults().choose(call, now)
}

/// Whether a call carries a token. What a client of the authorization server proves itself with is none.
fn has_token(request: &Request) -> bool {
    let given = request.headers().get(header::AUTHORIZATION);
    given.is_some_and(|given| !given.as_bytes().starts_with(b"Basic "))
}

async fn wait(duration: Duration) {
    if !duration.is_zero() {
        tokio::time::sleep(duration).await;
    }
}

/// A call that the org has not answered yet. When it never does, because the connection was dropped or the caller hung
/// up, the record of calls shows it with status 0.
struct Unanswered {
    org: Org,
    call: Option<CallRecord>,
}

impl Unanswered {
    fn new(org: &Org, request: &Request) -> Self {
        Self {
            org: org.clone(),
            call: Some(CallRecord {
                method: request.method().to_string(),
                path: request.uri().path().to_owned(),
                status: 0,
            }),
        }
    }

    fn answer(&mut self, status: StatusCode) {
        if let Some(mut call) = self.call.take() {
            call.status = status.as_u16();
            self.org.record(call);
        }
    }

    fn forget(&mut self) {
        self.call = None;
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        if let Some(call) = self.call.take() {
            self.org.record(call);
        }
    }
}
