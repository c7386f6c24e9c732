//! `GET /api/v1/groups`

use serde_json::Value;

use super::{Group, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Refusal, SEARCH_AND_FILTER};
use crate::okta::filter::{Dialect, Expression, Operator};
use crate::okta::paging;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

const DEFAULT_LIMIT: usize = 10_000;
/// A name prefix finds at most this many, without further pages.
const PREFIX_LIMIT: usize = 300;

/// `filter` knows four attributes and compares exactly.
const FILTER: Dialect = Dialect {
    attribute: |path| {
        matches!(
            path,
            "id" | "type" | "lastUpdated" | "lastMembershipUpdated"
        )
    },
    operator: |_, operator| {
        !matches!(
            operator,
            Operator::Contains | Operator::NotEqual | Operator::EndsWith
        )
    },
    ignores_case: false,
};

/// `search` also knows the profile, without regard to case.
const SEARCH: Dialect = Dialect {
    attribute: |path| {
        path.starts_with("profile.")
            || matches!(
                path,
                "id" | "type" | "created" | "lastUpdated" | "lastMembershipUpdated" | "source.id"
            )
    },
    operator: |path, operator| match operator {
        Operator::Contains => matches!(path, "profile.name" | "profile.description"),
        Operator::NotEqual | Operator::EndsWith => false,
        _ => true,
    },
    ignores_case: true,
};

/// Lists groups: all, by `filter`, by `search`, or by the beginning of the name (`q`).
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    if call.query.get("search").is_some() && call.query.get("filter").is_some() {
        return Err(Refusal::new(&SEARCH_AND_FILTER));
    }
    let filter = Expression::from_query(call, "filter", &FILTER)?;
    let search = Expression::from_query(call, "search", &SEARCH)?;
    let base = state.base_url();
    let prefix = call.query.get("q").map(str::to_lowercase);
    let wanted = |group: &&Group| {
        let json = || view::group(group, base);
        filter
            .as_ref()
            .is_none_or(|filter| filter.matches(&json(), &FILTER))
            && search
                .as_ref()
                .is_none_or(|search| search.matches(&json(), &SEARCH))
            && prefix
                .as_ref()
                .is_none_or(|prefix| group.name().to_lowercase().starts_with(prefix))
    };
    let found: Vec<&Group> = state.groups.values().filter(wanted).collect();
    let as_json = |groups: Vec<&Group>| {
        Value::Array(
            groups
                .into_iter()
                .map(|group| view::group(group, base))
                .collect(),
        )
    };
    if prefix.is_some() {
        let limit = call.query.limit(PREFIX_LIMIT, PREFIX_LIMIT)?;
        return Ok(Answer::json(as_json(
            found.into_iter().take(limit).collect(),
        )));
    }
    let limit = call.query.limit(DEFAULT_LIMIT, DEFAULT_LIMIT)?;
    let after = paging::open(state, call)?;
    let (page, next) = paging::page(found, |group| &group.id, after.as_deref(), limit);
    Ok(paging::link(
        Answer::json(as_json(page)),
        state,
        call,
        limit,
        next.as_deref(),
    ))
}
