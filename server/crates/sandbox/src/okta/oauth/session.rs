//! Sessions of browsers at the org, carried by the cookie `sid`.

use http::{HeaderMap, HeaderValue, header};
use jiff::{SignedDuration, Timestamp};

use crate::okta::state::State;
use crate::okta::users::Status;

/// Okta ends a session that nobody used for so long.
const IDLE: SignedDuration = SignedDuration::from_hours(2);

/// A signed-in browser.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) user_id: String,
    /// When the password was given.
    pub(crate) auth_time: Timestamp,
    last_used: Timestamp,
    /// How often the user's sessions had been ended before this one began.
    generation: u32,
}

impl State {
    /// Begins a session; gives the value of its cookie.
    pub(super) fn begin_session(&mut self, user_id: &str) -> (String, Session) {
        let now = self.now();
        let value = format!("102{}", self.randomness.url_safe(30));
        let session = Session {
            user_id: user_id.to_owned(),
            auth_time: now,
            last_used: now,
            generation: self.generation(user_id),
        };
        self.oauth.sessions.insert(value.clone(), session.clone());
        (value, session)
    }

    /// The live session of a browser, whose use is counted.
    pub(super) fn session(&mut self, headers: &HeaderMap) -> Option<Session> {
        let now = self.now();
        let value = cookie(headers)?;
        let session = self.oauth.sessions.get(value)?;
        let shut_out = self
            .users
            .get(&session.user_id)
            .is_none_or(|user| matches!(user.status, Status::Suspended | Status::Deprovisioned));
        let ended = session.generation != self.generation(&session.user_id);
        if shut_out || ended || now.duration_since(session.last_used) > IDLE {
            self.oauth.sessions.remove(value);
            return None;
        }
        let session = self.oauth.sessions.get_mut(value)?;
        session.last_used = now;
        Some(session.clone())
    }

    /// Ends the session of a browser; gives it when there was one.
    pub(super) fn end_session(&mut self, headers: &HeaderMap) -> Option<Session> {
        let session = self.session(headers)?;
        self.oauth.sessions.remove(cookie(headers)?);
        Some(session)
    }

    fn generation(&self, user_id: &str) -> u32 {
        self.users
            .get(user_id)
            .map_or(0, |user| user.sessions_revoked)
    }
}

/// The cookie's value in a request.
fn cookie(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    let mut pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.find_map(|(name, value)| (name == "sid").then_some(value))
}

/// The header that gives a browser its session. Without `Secure`: the sandbox speaks plain HTTP on this machine.
pub(super) fn set_cookie(value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("sid={value}; Path=/; HttpOnly; SameSite=Lax")).ok()
}

/// The header that takes it away.
pub(super) fn clear_cookie() -> HeaderValue {
    HeaderValue::from_static("sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}
