//! `POST /api/v1/users/{userId}/factors/{factorId}/verify`

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::totp::Verdict;
use super::view::link;
use super::{Method, codes, help_target, push, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{
    FACTOR_CODE_REPLAYED, FACTOR_TIME_WINDOW, FACTOR_USER_LOCKED, Refusal, WRONG_STATUS,
};
use crate::okta::state::State;
use crate::okta::users::Status;

/// Sends a challenge, or takes what answers one.
pub(crate) fn verify(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    if state.user_by_id(&user)?.status == Status::Deprovisioned {
        return Err(Refusal::new(&WRONG_STATUS));
    }
    let factor = state.active_factor(&user, call.segment("factorId"))?;
    let (id, method) = (factor.id.clone(), factor.method.clone());
    let now = state.now();
    let tries = state.factors.tries.get(&user);
    if tries.is_some_and(|tries| tries.are_used_up(now)) {
        return Err(Refusal::new(&FACTOR_USER_LOCKED));
    }
    let body = body(call)?;
    match method {
        Method::Push { .. } => start_push(state, call, &user, &id, &body),
        method if method.is_sent() && !body.contains_key("passCode") => {
            state.send_code(call, &user, &id)?;
            challenge(state, &user, &id)
        }
        _ => check(state, call, &user, &id),
    }
}

/// What was typed into a field of the body.
pub(super) fn typed(call: &Call, field: &str) -> Result<String, Refusal> {
    let body = body(call)?;
    let text = body.get(field).and_then(Value::as_str).unwrap_or_default();
    if text.is_empty() {
        let cause = format!("{field}: The field cannot be left blank");
        return Err(Refusal::invalid(field, [cause]));
    }
    Ok(text.to_owned())
}

/// How a code that does not count is refused.
pub(super) fn refusal_of(verdict: Verdict) -> Refusal {
    match verdict {
        Verdict::UsedBefore => Refusal::new(&FACTOR_CODE_REPLAYED),
        Verdict::OutsideTimeWindow => Refusal::new(&FACTOR_TIME_WINDOW),
        Verdict::Wrong | Verdict::Right => codes::wrong(),
    }
}

/// The body; none is like an empty one.
fn body(call: &Call) -> Result<Map<String, Value>, Refusal> {
    if call.body.is_empty() || call.body.as_ref() == b"null" {
        Ok(Map::new())
    } else {
        call.json()
    }
}

fn start_push(
    state: &mut State,
    call: &Call,
    user: &str,
    factor: &str,
    body: &Map<String, Value>,
) -> Result<Answer, Refusal> {
    let with_number = body.get("useNumberMatchingChallenge") == Some(&Value::Bool(true));
    let id = state.send_push(call, user, factor, with_number);
    let sent = state.push(user, factor, &id)?;
    let answer = push::view(sent, &id, state.now(), state.base_url());
    Ok(Answer::json(answer).with_status(StatusCode::CREATED))
}

/// The answer to a code that was sent. That of a mail names no address.
fn challenge(state: &State, user: &str, id: &str) -> Result<Answer, Refusal> {
    let factor = state.factor(user, id)?;
    let own = format!("{}/api/v1/users/{user}/factors/{id}", state.base_url());
    let mut answer = json!({
        "factorResult": "CHALLENGE",
        "_links": {
            "verify": link(&format!("{own}/verify"), &["POST"]),
            "factor": link(&own, &["GET", "DELETE"]),
        },
    });
    if !matches!(factor.method, Method::Email { .. })
        && let Some(profile) = view::profile(state, user, factor)
    {
        answer["profile"] = profile;
    }
    Ok(Answer::json(answer))
}

/// Takes a code or an answer. Wrong ones count.
fn check(state: &mut State, call: &Call, user: &str, id: &str) -> Result<Answer, Refusal> {
    let now = state.now();
    let checked = match &mut state.factor_mut(user, id)?.method {
        Method::Question { answer, .. } => {
            let typed = typed(call, "answer")?;
            let is_right = answer.trim().to_lowercase() == typed.trim().to_lowercase();
            is_right.then_some(()).ok_or_else(codes::wrong)
        }
        Method::Totp { secret, .. } => match secret.check(&typed(call, "passCode")?, now) {
            Verdict::Right => Ok(()),
            verdict => Err(refusal_of(verdict)),
        },
        _ => {
            let code = typed(call, "passCode")?;
            state.take_factor_code(user, id, &code)
        }
    };
    state.log_verification(&call.origin, user, checked.is_ok());
    if checked.is_ok() {
        state.factors.tries.remove(user);
    } else {
        let tries = state.factors.tries.entry(user.to_owned()).or_default();
        tries.count(now);
    }
    checked.map(|()| Answer::json(json!({ "factorResult": "SUCCESS" })))
}
