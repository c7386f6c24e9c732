//! Authorization codes: for one client, one redirect URI, one use, five minutes.

use jiff::{SignedDuration, Timestamp};

use super::authorize::request::AuthorizeRequest;
use super::session::Session;
use crate::okta::state::State;

/// How long a code lives.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);

/// What a code stands for.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    pub(crate) request: AuthorizeRequest,
    pub(crate) user_id: String,
    /// When the user signed in.
    pub(crate) auth_time: Timestamp,
    issued: Timestamp,
}

impl State {
    /// Makes a code for a user who has signed in.
    pub(super) fn issue_code(&mut self, request: &AuthorizeRequest, session: &Session) -> String {
        let now = self.now();
        let codes = &mut self.oauth.codes;
        codes.retain(|_, code| now.duration_since(code.issued) <= LIFETIME);
        let value = self.randomness.url_safe(43);
        let code = Code {
            request: request.clone(),
            user_id: session.user_id.clone(),
            auth_time: session.auth_time,
            issued: now,
        };
        self.oauth.codes.insert(value.clone(), code);
        value
    }

    /// Takes a code; whatever comes of it, it is used up. `None`: unknown, used or too old.
    pub(super) fn take_code(&mut self, value: &str) -> Option<Code> {
        let now = self.now();
        let code = self.oauth.codes.remove(value)?;
        (now.duration_since(code.issued) <= LIFETIME).then_some(code)
    }
}
