//! `POST /api/v1/users`

use serde_json::{Map, Value};

use super::{Provider, RecoveryQuestion, SignIns, Status, User, profile, view};
use crate::okta::call::{Answer, Call};
use crate::okta::credentials::recovery_question;
use crate::okta::error::{
    EXPIRE_NEEDS_ACTIVATION, EXPIRE_NEEDS_PASSWORD, Refusal, TOO_MANY_TARGETS,
};
use crate::okta::logs::Event;
use crate::okta::passwords::set::Checks;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// No more groups than this can be given at creation.
const MOST_GROUPS: usize = 20;

/// What a creation asks for.
struct Wanted {
    profile: Map<String, Value>,
    password: Option<String>,
    question: Option<RecoveryQuestion>,
    provider: Provider,
    groups: Vec<String>,
    activate: bool,
    expire: bool,
}

/// Creates a user; answers 200.
pub(crate) fn create(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageUsers)?;
    let wanted = read(state, call)?;
    let user = prepare(state, &wanted);
    if let Some(password) = &wanted.password {
        refuse_password(state, &user, password, &wanted.groups)?;
    }
    let id = user.id.clone();
    state.users.insert(id.clone(), user);
    if let Some(password) = &wanted.password {
        state.store_password(&id, password, false);
    }
    join_groups(state, &id, &wanted.groups);
    state.log(&call.origin, &Event::on_user("user.lifecycle.create", &id));
    if wanted.activate {
        state.log(
            &call.origin,
            &Event::on_user("user.lifecycle.activate", &id),
        );
    }
    Ok(Answer::json(view::single(
        state.user_by_id(&id)?,
        state.base_url(),
    )))
}

fn read(state: &State, call: &Call) -> Result<Wanted, Refusal> {
    let body = call.json()?;
    let empty = Map::new();
    let object = |value: Option<&Value>| value.and_then(Value::as_object).cloned();
    let mut wanted_profile = Map::new();
    let given = object(body.get("profile")).unwrap_or_default();
    profile::merge(&mut wanted_profile, &given);
    profile::check(state, &wanted_profile, None)?;
    let credentials = object(body.get("credentials")).unwrap_or(empty);
    let password = credentials
        .get("password")
        .and_then(|password| password.get("value"));
    let password = password.and_then(Value::as_str).map(str::to_owned);
    let activate = call.query.flag("activate", true);
    let expire = call.query.get("nextLogin") == Some("changePassword");
    if expire && password.is_none() {
        return Err(Refusal::new(&EXPIRE_NEEDS_PASSWORD));
    }
    if expire && !activate {
        return Err(Refusal::new(&EXPIRE_NEEDS_ACTIVATION));
    }
    Ok(Wanted {
        profile: wanted_profile,
        password,
        question: recovery_question::read(&credentials)?,
        provider: provider(&credentials),
        groups: groups(state, &body)?,
        activate,
        expire,
    })
}

fn provider(credentials: &Map<String, Value>) -> Provider {
    let given = credentials.get("provider");
    let text = |name| {
        given
            .and_then(|given| given.get(name))
            .and_then(Value::as_str)
    };
    Provider {
        kind: text("type").unwrap_or("OKTA").to_owned(),
        name: text("name").unwrap_or("OKTA").to_owned(),
    }
}

fn groups(state: &State, body: &Map<String, Value>) -> Result<Vec<String>, Refusal> {
    let given = body.get("groupIds").and_then(Value::as_array);
    let ids: Vec<String> = given
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    if ids.len() > MOST_GROUPS {
        return Err(Refusal::new(&TOO_MANY_TARGETS).because(format!(
            "groupIds: at most {MOST_GROUPS} groups are allowed"
        )));
    }
    for id in &ids {
        // The path of this call names no group, so that nothing is "not found".
        let unknown = |refusal: Refusal| {
            Refusal::invalid("groupIds", [format!("groupIds: {}", refusal.summary)])
        };
        state.group(id).map_err(unknown)?.must_be_changeable()?;
    }
    Ok(ids)
}

fn prepare(state: &mut State, wanted: &Wanted) -> User {
    let now = state.now();
    let status = match (wanted.activate, wanted.expire, wanted.password.is_some()) {
        (false, _, _) => Status::Staged,
        (true, true, _) => Status::PasswordExpired,
        (true, false, true) => Status::Active,
        // Federated people never set a password here.
        (true, false, false) if !wanted.provider.keeps_password_in_okta() => Status::Active,
        (true, false, false) => Status::Provisioned,
    };
    User {
        id: state.new_id("00u"),
        status,
        created: now,
        activated: wanted.activate.then_some(now),
        status_changed: Some(now),
        last_login: None,
        last_updated: now,
        password_changed: None,
        profile: wanted.profile.clone(),
        password: None,
        recovery_question: wanted.question.clone(),
        provider: wanted.provider.clone(),
        roles: Vec::new(),
        sign_ins: SignIns::default(),
        sessions_revoked: 0,
        recovery_token: None,
    }
}

/// The policy is the one that will hold once the user is in the groups.
fn refuse_password(
    state: &mut State,
    user: &User,
    password: &str,
    groups: &[String],
) -> Result<(), Refusal> {
    join_groups(state, &user.id, groups);
    let refusal = state.password_refusal(user, password, Checks::COMPLEXITY);
    for id in groups {
        if let Some(group) = state.groups.get_mut(id) {
            group.members.remove(&user.id);
        }
    }
    match refusal {
        None => Ok(()),
        Some(cause) => Err(Refusal::invalid("password", [format!("password: {cause}")])),
    }
}

fn join_groups(state: &mut State, id: &str, groups: &[String]) {
    let now = state.now();
    for group in groups {
        if let Some(group) = state.groups.get_mut(group) {
            group.members.insert(id.to_owned());
            group.last_membership_updated = now;
        }
    }
}
