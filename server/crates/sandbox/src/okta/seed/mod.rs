//! The org at the beginning: groups, policies, people in every status, one API token, OAuth apps.

pub(crate) mod apps;
mod factors;
pub(crate) mod groups;
pub(crate) mod people;
pub(crate) mod policies;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use self::people::{PEOPLE, Person, Start};
use super::call::Origin;
use super::lifecycle;
use super::passwords::Password;
use super::roles::RoleAssignment;
use super::state::State;
use super::steering;
use super::users::{Provider, SignIns, Status, User};
use crate::randomness::Randomness;

/// The API token of the service administrator: an example, good for nothing but this sandbox.
pub(crate) const API_TOKEN: &str = "00pTyGJMuHbEL31IeL2HPcHyGcFRl1SPnXNYvMIHa_";

/// Login of the service administrator to whom the token belongs.
const TOKEN_OWNER: &str = "svc-latchkey@example.com";

/// Fills an empty org.
pub(crate) fn plant(state: &mut State) {
    let groups = groups::plant(state);
    policies::plant(state, &groups);
    for (number, person) in PEOPLE.iter().enumerate() {
        let id = state.new_id("00u");
        state.seeded.insert(id.clone(), number);
        place(state, &id, person);
    }
    let owner = state.user_by_login(TOKEN_OWNER).map(|user| user.id.clone());
    if let Some(owner) = owner {
        state.add_token(API_TOKEN, &owner);
    }
    apps::plant(state);
    factors::plant(state);
    // Ids so far are the same in every run; from here on nobody can foresee anything.
    state.randomness = Randomness::unpredictable();
    state.cursor_key = state.randomness.bytes();
}

/// Puts a seeded user back to the beginning. `false` when the user was not seeded.
pub(crate) fn restore(state: &mut State, id: &str) -> bool {
    let Some(person) = state.seeded.get(id).and_then(|number| PEOPLE.get(*number)) else {
        return false;
    };
    place(state, id, person);
    factors::give(state, id, &person.login());
    true
}

/// The seeded person behind a user; `None` for people who came later.
pub(crate) fn person(state: &State, id: &str) -> Option<&'static Person> {
    state.seeded.get(id).and_then(|number| PEOPLE.get(*number))
}

fn place(state: &mut State, id: &str, person: &Person) {
    for group in state.groups.values_mut() {
        if person.groups.contains(&group.name()) {
            group.members.insert(id.to_owned());
        } else {
            group.members.remove(id);
        }
    }
    let user = user(state, id, person);
    state.users.insert(id.to_owned(), user);
    start(state, id, person.start);
}

fn user(state: &mut State, id: &str, person: &Person) -> User {
    let created = days_before(state.now(), 400);
    let password = person
        .password
        .map(|text| Password::new(text, &mut state.randomness));
    let active = !matches!(person.start, Start::Staged | Start::Provisioned);
    let roles = person.roles.iter();
    User {
        id: id.to_owned(),
        status: match person.start {
            Start::Staged => Status::Staged,
            Start::Provisioned => Status::Provisioned,
            _ => Status::Active,
        },
        created,
        activated: (person.start != Start::Staged).then_some(created),
        status_changed: Some(created),
        last_login: active.then(|| days_before(state.now(), 2)),
        last_updated: created,
        password_changed: password
            .as_ref()
            .map(|_| days_before(state.now(), person.password_age)),
        profile: profile(person),
        password,
        recovery_question: None,
        provider: provider(person),
        roles: roles
            .map(|role| RoleAssignment {
                role: *role,
                created,
            })
            .collect(),
        sign_ins: SignIns::default(),
        sessions_revoked: 0,
        recovery_token: None,
    }
}

fn provider(person: &Person) -> Provider {
    match person.provider {
        None => Provider::okta(),
        Some((kind, name)) => Provider {
            kind: kind.to_owned(),
            name: name.to_owned(),
        },
    }
}

fn profile(person: &Person) -> Map<String, Value> {
    let login = person.login();
    let email = person.email.map_or_else(|| login.clone(), str::to_owned);
    let optional = |text: Option<&str>| text.map_or(Value::Null, Value::from);
    let pairs = [
        ("firstName", Value::from(person.first_name)),
        ("lastName", person.last_name.into()),
        ("mobilePhone", Value::Null),
        ("secondEmail", optional(person.second_email)),
        ("login", login.into()),
        ("email", email.into()),
    ];
    pairs
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Brings a user into the status of the beginning, by the same transitions as the API.
fn start(state: &mut State, id: &str, start: Start) {
    let origin = Origin::default();
    let moved = match start {
        Start::Staged | Start::Provisioned | Start::Active => Ok(()),
        Start::LockedOut => steering::lock(state, id).map_err(|error| error.to_string()),
        Start::PasswordExpired => {
            lifecycle::expire_password::apply(state, &origin, id).map_err(|refusal| refusal.summary)
        }
        Start::Recovery => {
            let token = lifecycle::reset_password::apply(state, &origin, id);
            token.map(drop).map_err(|refusal| refusal.summary)
        }
        Start::Suspended => {
            lifecycle::suspend::apply(state, &origin, id).map_err(|refusal| refusal.summary)
        }
        Start::Deprovisioned => {
            lifecycle::deactivate::apply(state, &origin, id).map_err(|refusal| refusal.summary)
        }
    };
    if let Err(reason) = moved {
        tracing::error!(%reason, "a seeded person could not be brought into the status of the beginning");
    }
}

fn days_before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * days))
        .unwrap_or(now)
}
