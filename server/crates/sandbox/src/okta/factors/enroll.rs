//! `POST /api/v1/users/{userId}/factors`

use serde_json::{Map, Value};

use super::totp::Secret;
use super::{Method, PUSH_ENROLMENT, codes, help_target, questions, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{INVALID_PHONE_NUMBER, Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::state::State;
use crate::okta::users::Status;

/// What validation errors are about.
const SUBJECT: &str = "factorEnrollRequest";
/// The shortest answer to a question.
const SHORTEST_ANSWER: usize = 4;

/// Enrols a factor, and sends a first code where there is one to send.
pub(crate) fn enroll(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    if matches!(
        state.user_by_id(&user)?.status,
        Status::Suspended | Status::Deprovisioned
    ) {
        return Err(Refusal::new(&WRONG_STATUS));
    }
    let method = read(state, &user, &call.json()?)?;
    refuse_second(state, &user, &method)?;
    let is_sent = method.is_sent();
    let is_active = matches!(method, Method::Question { .. })
        || (is_sent && call.query.flag("activate", false));
    if is_sent && !is_active {
        // What is refused must leave an earlier enrolment as it is.
        codes::lifetime(call)?;
        state.refuse_too_soon(&method)?;
    }
    let id = state.add_factor(&user, method, is_active).id.clone();
    if is_active {
        state.log(
            &call.origin,
            &Event::on_user("user.mfa.factor.activate", &user),
        );
    } else if is_sent {
        state.send_code(call, &user, &id)?;
    }
    let factor = state.factor(&user, &id)?;
    Ok(Answer::json(view::factor(state, &user, factor)))
}

/// A user has one factor of a kind; a telephone may be replaced by another before it is active.
fn refuse_second(state: &State, user: &str, method: &Method) -> Result<(), Refusal> {
    let mut own = state.factors_of(user).iter();
    if own.any(|factor| factor.is_active && factor.method.is_same(method)) {
        let cause = match method {
            Method::Sms { .. } | Method::Call { .. } => {
                "There is an existing verified phone number."
            }
            _ => "A factor of this type is already set up.",
        };
        return Err(invalid(cause));
    }
    Ok(())
}

fn read(state: &mut State, user: &str, body: &Map<String, Value>) -> Result<Method, Refusal> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let empty = Map::new();
    let profile = body.get("profile").and_then(Value::as_object);
    let profile = profile.unwrap_or(&empty);
    match (text("factorType"), text("provider")) {
        ("sms", "OKTA") => Ok(Method::Sms {
            number: phone_number(profile)?,
        }),
        ("call", "OKTA") => Ok(Method::Call {
            number: phone_number(profile)?,
            extension: attribute(profile, "phoneExtension").map(str::to_owned),
        }),
        ("email", "OKTA") => email(state, user, profile),
        ("question", "OKTA") => question(profile),
        ("push", "OKTA") => Ok(Method::Push {
            enrolment_ends: state.now() + PUSH_ENROLMENT,
        }),
        ("token:software:totp", "OKTA") => Ok(totp(state, "OKTA")),
        ("token:software:totp", "GOOGLE") => Ok(totp(state, "GOOGLE")),
        _ => Err(invalid("Invalid factorType or provider.")),
    }
}

/// The number in E.164; what people write between the digits is taken out.
fn phone_number(profile: &Map<String, Value>) -> Result<String, Refusal> {
    let written = attribute(profile, "phoneNumber").unwrap_or_default();
    let number: String = written
        .chars()
        .filter(|character| !" -().".contains(*character))
        .collect();
    let digits = number.strip_prefix('+').unwrap_or_default();
    let is_number = (2..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    if is_number {
        Ok(number)
    } else {
        Err(Refusal::new(&INVALID_PHONE_NUMBER))
    }
}

/// One of the user's own addresses; the primary one unless another is named.
fn email(state: &State, user: &str, profile: &Map<String, Value>) -> Result<Method, Refusal> {
    let user = state.user_by_id(user)?;
    let own = [user.attribute("email"), user.attribute("secondEmail")];
    let address = attribute(profile, "email").unwrap_or(own[0]);
    if own.contains(&address) && !address.is_empty() {
        Ok(Method::Email {
            address: address.to_owned(),
        })
    } else {
        Err(invalid(
            "email: must be the primary or secondary email address of the user",
        ))
    }
}

fn question(profile: &Map<String, Value>) -> Result<Method, Refusal> {
    let key = attribute(profile, "question").unwrap_or_default();
    let answer = attribute(profile, "answer").unwrap_or_default();
    if questions::text(key).is_empty() {
        return Err(invalid("question: There is no such question"));
    }
    if answer.chars().count() < SHORTEST_ANSWER {
        let cause = "The security question answer must be at least 4 characters in length";
        return Err(invalid(cause));
    }
    Ok(Method::Question {
        key: key.to_owned(),
        answer: answer.to_owned(),
    })
}

fn totp(state: &mut State, provider: &'static str) -> Method {
    let secret = Secret::new(&mut state.randomness);
    Method::Totp { provider, secret }
}

fn attribute<'a>(profile: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    profile.get(name).and_then(Value::as_str)
}

fn invalid(cause: &str) -> Refusal {
    Refusal::invalid(SUBJECT, [cause.to_owned()])
}
