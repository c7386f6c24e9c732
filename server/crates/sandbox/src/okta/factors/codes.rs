//! Codes that the org sends: made, sent, compared.

use jiff::{SignedDuration, Timestamp};

use super::Method;
use super::outbox::{Channel, Message};
use crate::okta::call::{Call, Origin};
use crate::okta::error::{
    CALL_TOO_SOON, EMAIL_TOO_SOON, Entry, FACTOR_CODE_WRONG, Refusal, SMS_TOO_SOON,
};
use crate::okta::logs::Event;
use crate::okta::state::State;

/// Seconds that a code lives unless the caller says otherwise.
const LIFETIME: i64 = 300;
/// The longest life that a caller may ask for.
const LONGEST_LIFETIME: i64 = 86_400;

/// A code on its way.
#[derive(Debug, Clone)]
pub(crate) struct SentCode {
    code: String,
    ends: Timestamp,
}

/// What Okta answers to a wrong code.
pub(super) fn wrong() -> Refusal {
    Refusal::new(&FACTOR_CODE_WRONG)
        .because("Your passcode doesn't match our records. Please try again.")
}

impl State {
    /// Refuses a code for a number or address to which one was sent moments ago.
    pub(super) fn refuse_too_soon(&self, method: &Method) -> Result<(), Refusal> {
        let Some((channel, to)) = address(method) else {
            return Ok(());
        };
        let (pause, refusal, _) = rule(channel);
        let messages = self.factors.outbox.iter().rev();
        let mut same = messages.filter(|message| message.channel == channel && message.to == to);
        let now = self.now();
        let is_too_soon = same.next().is_some_and(|message| {
            now.duration_since(message.sent) < SignedDuration::from_secs(pause)
        });
        if is_too_soon {
            Err(Refusal::new(refusal))
        } else {
            Ok(())
        }
    }

    /// Sends a code for a factor, unless it is too soon.
    pub(super) fn send_code(
        &mut self,
        call: &Call,
        user: &str,
        factor: &str,
    ) -> Result<(), Refusal> {
        let lifetime = lifetime(call)?;
        let now = self.now();
        let method = &self.factor(user, factor)?.method;
        self.refuse_too_soon(method)?;
        let Some((channel, to)) = address(method) else {
            return Ok(());
        };
        let (_, _, event) = rule(channel);
        let code = self.randomness.digits(6);
        let ends = now + SignedDuration::from_secs(lifetime);
        self.factors.outbox.push(Message {
            user: user.to_owned(),
            channel,
            to,
            code: code.clone(),
            sent: now,
        });
        self.factor_mut(user, factor)?.code = Some(SentCode { code, ends });
        self.log(&call.origin, &Event::on_user(event, user));
        Ok(())
    }

    /// Takes a code for a factor. One that is right is used up.
    pub(super) fn take_factor_code(
        &mut self,
        user: &str,
        factor: &str,
        typed: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let factor = self.factor_mut(user, factor)?;
        let is_right = |sent: &SentCode| sent.code == typed && now < sent.ends;
        if !factor.code.as_ref().is_some_and(is_right) {
            return Err(wrong());
        }
        factor.code = None;
        Ok(())
    }

    /// Writes down that a person has proved themselves, or has not.
    pub(super) fn log_verification(&mut self, origin: &Origin, user: &str, is_right: bool) {
        let event = Event::on_user("user.authentication.auth_via_mfa", user);
        let event = if is_right {
            event
        } else {
            event.failed("INVALID_CREDENTIALS")
        };
        self.log(origin, &event);
    }
}

/// `tokenLifetimeSeconds`.
pub(super) fn lifetime(call: &Call) -> Result<i64, Refusal> {
    let Some(text) = call.query.get("tokenLifetimeSeconds") else {
        return Ok(LIFETIME);
    };
    let lifetime = text.parse().ok();
    lifetime
        .filter(|seconds| (1..=LONGEST_LIFETIME).contains(seconds))
        .ok_or_else(|| {
            let cause = "tokenLifetimeSeconds should be in the range of 1 to 86400 inclusive.";
            Refusal::invalid("tokenLifetimeSeconds", [cause.to_owned()])
        })
}

/// Where a factor's codes go; `None` for one that has none to send.
fn address(method: &Method) -> Option<(Channel, String)> {
    match method {
        Method::Sms { number } => Some((Channel::Sms, number.clone())),
        Method::Call { number, .. } => Some((Channel::Call, number.clone())),
        Method::Email { address } => Some((Channel::Email, address.clone())),
        _ => None,
    }
}

/// Seconds that must lie between two, what comes sooner is told, and the event of one that is sent.
fn rule(channel: Channel) -> (i64, &'static Entry, &'static str) {
    match channel {
        Channel::Sms => (30, &SMS_TOO_SOON, "system.sms.send_factor_verify_message"),
        Channel::Call => (30, &CALL_TOO_SOON, "system.voice.send_mfa_challenge_call"),
        Channel::Email => (
            5,
            &EMAIL_TOO_SOON,
            "system.email.send_factor_verify_message",
        ),
    }
}
