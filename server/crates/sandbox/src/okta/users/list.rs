//! `GET /api/v1/users`: all, by `filter`, by `search`, or by the beginning of a name (`q`).

use std::cmp::Ordering;

use serde_json::Value;

use super::{Status, User, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Refusal, SEARCH_AND_FILTER};
use crate::okta::filter::{Dialect, Expression, Operator};
use crate::okta::paging;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

const LIMIT: usize = 200;
const PREFIX_LIMIT: usize = 10;

/// `filter` knows seven attributes, compares exactly, and orders only times.
const FILTER: Dialect = Dialect {
    attribute: |path| {
        matches!(
            path,
            "status"
                | "lastUpdated"
                | "id"
                | "profile.login"
                | "profile.email"
                | "profile.firstName"
                | "profile.lastName"
        )
    },
    operator: |path, operator| match operator {
        Operator::Equal => true,
        Operator::Greater | Operator::GreaterOrEqual | Operator::Less | Operator::LessOrEqual => {
            path == "lastUpdated"
        }
        _ => false,
    },
    ignores_case: false,
};

/// `search` knows every attribute, without regard to case; it finds "contains" in four of them and no "not equal".
const SEARCH: Dialect = Dialect {
    attribute: |path| {
        path.starts_with("profile.")
            || matches!(
                path,
                "id" | "status"
                    | "created"
                    | "activated"
                    | "statusChanged"
                    | "lastUpdated"
                    | "type.id"
            )
    },
    operator: |path, operator| match operator {
        Operator::Contains => matches!(
            path,
            "profile.firstName" | "profile.lastName" | "profile.email" | "profile.login"
        ),
        Operator::NotEqual | Operator::EndsWith => false,
        _ => true,
    },
    ignores_case: true,
};

/// Lists users.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let query = &call.query;
    if query.get("search").is_some() && query.get("filter").is_some() {
        return Err(Refusal::new(&SEARCH_AND_FILTER));
    }
    let base = state.base_url();
    let as_json = |users: Vec<&User>| {
        Value::Array(
            users
                .into_iter()
                .map(|user| view::in_list(user, base))
                .collect(),
        )
    };
    if let Some(prefix) = query.get("q") {
        let limit = query.limit(PREFIX_LIMIT, LIMIT)?;
        let found = by_prefix(state, prefix).into_iter().take(limit).collect();
        return Ok(Answer::json(as_json(found)));
    }
    let limit = query.limit(LIMIT, LIMIT)?;
    let after = paging::open(state, call)?;
    let found = find(state, call)?;
    let (page, next) = paging::page(found, |user| &user.id, after.as_deref(), limit);
    Ok(paging::link(
        Answer::json(as_json(page)),
        state,
        call,
        limit,
        next.as_deref(),
    ))
}

fn find<'a>(state: &'a State, call: &Call) -> Result<Vec<&'a User>, Refusal> {
    let base = state.base_url();
    let matching = |expression: Expression, dialect: &Dialect| -> Vec<&'a User> {
        let users = state.users.values();
        users
            .filter(|user| expression.matches(&view::in_list(user, base), dialect))
            .collect()
    };
    if let Some(filter) = Expression::from_query(call, "filter", &FILTER)? {
        return Ok(matching(filter, &FILTER));
    }
    if let Some(search) = Expression::from_query(call, "search", &SEARCH)? {
        let mut found = matching(search, &SEARCH);
        if let Some(attribute) = call.query.get("sortBy") {
            let descending = call.query.get("sortOrder") == Some("desc");
            sort(&mut found, attribute, base, descending);
        }
        return Ok(found);
    }
    let live = |user: &&User| user.status != Status::Deprovisioned;
    Ok(state.users.values().filter(live).collect())
}

fn by_prefix<'a>(state: &'a State, prefix: &str) -> Vec<&'a User> {
    let prefix = prefix.to_lowercase();
    let starts = |user: &User, name: &str| user.attribute(name).to_lowercase().starts_with(&prefix);
    state
        .users
        .values()
        .filter(|user| user.status != Status::Deprovisioned)
        .filter(|user| {
            ["firstName", "lastName", "email"]
                .iter()
                .any(|name| starts(user, name))
        })
        .collect()
}

fn sort(users: &mut [&User], attribute: &str, base: &str, descending: bool) {
    let pointer = format!("/{}", attribute.replace('.', "/"));
    let key = |user: &User| {
        let json = view::in_list(user, base);
        json.pointer(&pointer)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_lowercase()
    };
    users.sort_by(|left, right| {
        let order = key(left).cmp(&key(right));
        let order = if descending { order.reverse() } else { order };
        order.then(Ordering::Equal)
    });
}
