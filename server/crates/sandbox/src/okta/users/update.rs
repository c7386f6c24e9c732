//! `POST /api/v1/users/{id}`: changes what is given, and sets passwords.

use serde_json::{Map, Value};

use super::{Status, etag, profile, view};
use crate::okta::call::{Answer, Call};
use crate::okta::credentials::{recovery_question, set_password};
use crate::okta::error::{Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Updates a user partially.
pub(crate) fn update(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    apply(state, call, |present, given| {
        let mut profile = present.clone();
        profile::merge(&mut profile, given);
        profile
    })
}

/// The common way of POST and PUT; `combine` makes the new profile of the present and the given one.
///
/// Everything is checked before anything changes.
pub(crate) fn apply(
    state: &mut State,
    call: &Call,
    combine: impl Fn(&Map<String, Value>, &Map<String, Value>) -> Map<String, Value>,
) -> Result<Answer, Refusal> {
    let body = call.json()?;
    let credentials = body.get("credentials").and_then(Value::as_object);
    let password = credentials.and_then(set_password::read);
    let question = credentials
        .map(recovery_question::read)
        .transpose()?
        .flatten();
    let given = body.get("profile").and_then(Value::as_object);
    let right = if given.is_none() && question.is_none() {
        Right::HelpUsers
    } else {
        Right::ManageUsers
    };

    let user = state.resolve_user(call.segment("id"), &call.origin)?;
    rights::require_over(state, call, right, user)?;
    etag::check(&call.headers, user)?;
    if user.status == Status::Deprovisioned {
        return Err(Refusal::new(&WRONG_STATUS));
    }
    let id = user.id.clone();
    let profile = given.map(|given| combine(&user.profile, given));
    if let Some(profile) = &profile {
        profile::check(state, profile, Some(&id))?;
    }
    let strict = call.query.flag("strict", false);
    if let Some(password) = &password {
        set_password::check(state, &id, password, strict)?;
    }

    if let Some(profile) = profile {
        change_profile(state, call, &id, profile)?;
    }
    if let Some(question) = question {
        state.user_mut(&id)?.recovery_question = Some(question);
    }
    if let Some(password) = &password {
        set_password::apply(state, &call.origin, &id, password)?;
    }
    let user = state.user_by_id(&id)?;
    Ok(Answer::json(view::single(user, state.base_url())))
}

fn change_profile(
    state: &mut State,
    call: &Call,
    id: &str,
    profile: Map<String, Value>,
) -> Result<(), Refusal> {
    let now = state.now();
    let user = state.user_mut(id)?;
    user.profile = profile;
    user.last_updated = now;
    state.log(
        &call.origin,
        &Event::on_user("user.account.update_profile", id),
    );
    Ok(())
}
