//! `GET /api/v1/logs`: polling without an end, or bounded by `until`.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::Entry;
use crate::okta::call::{Answer, Call};
use crate::okta::error::{INVALID_PAGING, INVALID_SCIM_FILTER, INVALID_SEARCH, Refusal};
use crate::okta::filter::{Dialect, Expression, FilterError, Operator};
use crate::okta::paging;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

const RETENTION_DAYS: i64 = 90;
const EARLIEST_DAYS: i64 = 180;
const DEFAULT_DAYS: i64 = 7;

const DIALECT: Dialect = Dialect {
    attribute: |path| path != "published" && FIELDS.iter().any(|field| covers(field, path)),
    operator: |path, operator| {
        operator != Operator::Contains
            || !matches!(
                path,
                "debugContext.debugData.url" | "debugContext.debugData.requestUri"
            )
    },
    ignores_case: false,
};

const FIELDS: [&str; 16] = [
    "uuid",
    "eventType",
    "version",
    "severity",
    "legacyEventType",
    "displayMessage",
    "actor",
    "client",
    "outcome",
    "target",
    "transaction",
    "debugContext",
    "authenticationContext",
    "securityContext",
    "request",
    "device",
];

fn covers(field: &str, path: &str) -> bool {
    path == field
        || path
            .strip_prefix(field)
            .is_some_and(|rest| rest.starts_with('.'))
}

/// What a call asks for.
struct Wanted {
    since: Timestamp,
    /// Exclusive; `None` while polling.
    until: Option<Timestamp>,
    descending: bool,
    filter: Option<Expression>,
    keywords: Vec<String>,
    limit: usize,
    /// Number of the last event of the page before.
    after: Option<usize>,
}

/// Lists events.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let wanted = read(state, call)?;
    let polling = wanted.until.is_none() && !wanted.descending;
    let mut found: Vec<(usize, &Entry)> = state
        .log
        .entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| wanted.holds(entry))
        .collect();
    if !polling {
        found.sort_by_key(|(number, entry)| (entry.published, *number));
    }
    if wanted.descending {
        found.reverse();
    }
    if let Some(after) = wanted.after {
        found = after_number(found, after, polling);
    }
    let more = found.len() > wanted.limit;
    found.truncate(wanted.limit);
    let last = found.last().map(|(number, _)| *number).or(wanted.after);
    let next = (polling || more).then(|| position(last, wanted.since));
    let events = found.iter().map(|(_, entry)| entry.json.clone()).collect();
    let answer = Answer::json(Value::Array(events));
    Ok(paging::link(
        answer,
        state,
        call,
        wanted.limit,
        next.as_deref(),
    ))
}

/// While polling events come by arrival, so that a late one is not missed; a bounded list goes on behind the last one.
fn after_number(found: Vec<(usize, &Entry)>, after: usize, polling: bool) -> Vec<(usize, &Entry)> {
    if polling {
        return found
            .into_iter()
            .filter(|(number, _)| *number > after)
            .collect();
    }
    match found.iter().position(|(number, _)| *number == after) {
        Some(at) => found.into_iter().skip(at + 1).collect(),
        None => Vec::new(),
    }
}

fn position(last: Option<usize>, since: Timestamp) -> String {
    let last = last.map_or_else(|| "-".to_owned(), |number| number.to_string());
    format!("{last}.{}", since.as_millisecond())
}

impl Wanted {
    fn holds(&self, entry: &Entry) -> bool {
        entry.published >= self.since
            && self.until.is_none_or(|until| entry.published < until)
            && self
                .filter
                .as_ref()
                .is_none_or(|filter| filter.matches(&entry.json, &DIALECT))
            && self.holds_keywords(entry)
    }

    fn holds_keywords(&self, entry: &Entry) -> bool {
        if self.keywords.is_empty() {
            return true;
        }
        let text = entry.json.to_string().to_lowercase();
        self.keywords.iter().all(|keyword| text.contains(keyword))
    }
}

fn read(state: &State, call: &Call) -> Result<Wanted, Refusal> {
    let now = state.now();
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    let before = |time: Timestamp, days: SignedDuration| time.checked_sub(days).unwrap_or(time);
    let until = date(call, "until")?;
    let end = until.unwrap_or(now);
    let cursor = paging::open(state, call)?
        .map(|text| cursor(&text))
        .transpose()?;
    let since = match (&cursor, date(call, "since")?) {
        (Some((_, since)), _) => *since,
        (None, Some(since)) => since,
        (None, None) => before(end, days(DEFAULT_DAYS)),
    };
    if since < before(now, days(EARLIEST_DAYS)) {
        return Err(Refusal::new(&INVALID_SCIM_FILTER)
            .because("'since': The provided start time is too far in the past."));
    }
    if since > end && until.is_some() {
        return Err(Refusal::invalid(
            "since",
            ["'since': must be before 'until'".to_owned()],
        ));
    }
    let descending = match call.query.get("sortOrder") {
        None | Some("ASCENDING") => false,
        Some("DESCENDING") => true,
        Some(other) => {
            let cause = format!("'sortOrder': invalid value '{other}'");
            return Err(Refusal::invalid("sortOrder", [cause]));
        }
    };
    Ok(Wanted {
        since: since.max(before(now, days(RETENTION_DAYS))),
        until,
        descending,
        filter: filter(call)?,
        keywords: keywords(call)?,
        limit: call.query.limit(100, 1000)?,
        after: cursor.and_then(|(after, _)| after),
    })
}

fn date(call: &Call, name: &str) -> Result<Option<Timestamp>, Refusal> {
    let parse = |text: &str| {
        text.parse::<Timestamp>().map_err(|_| {
            let cause = format!("'{name}': The date format in your query is not recognized.");
            Refusal::invalid(name, [cause])
        })
    };
    call.query.get(name).map(parse).transpose()
}

fn cursor(text: &str) -> Result<(Option<usize>, Timestamp), Refusal> {
    let invalid = || Refusal::new(&INVALID_PAGING).because("Invalid cursor.");
    let (number, since) = text.split_once('.').ok_or_else(invalid)?;
    let since = since.parse().map_err(|_| invalid())?;
    let since = Timestamp::from_millisecond(since).map_err(|_| invalid())?;
    match number {
        "-" => Ok((None, since)),
        number => Ok((Some(number.parse().map_err(|_| invalid())?), since)),
    }
}

fn filter(call: &Call) -> Result<Option<Expression>, Refusal> {
    let refuse = |error: FilterError| {
        let entry = match error {
            FilterError::Operator(_) => &INVALID_SEARCH,
            FilterError::Syntax(_) | FilterError::Attribute(_) => &INVALID_SCIM_FILTER,
        };
        Refusal::new(entry).because(error.to_string())
    };
    let text = call.query.get("filter");
    text.map(|text| Expression::parse(text, &DIALECT).map_err(refuse))
        .transpose()
}

/// At most ten keywords of at most forty characters.
fn keywords(call: &Call) -> Result<Vec<String>, Refusal> {
    let text = call.query.get("q").unwrap_or_default();
    let keywords: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    if keywords.len() > 10 || keywords.iter().any(|keyword| keyword.chars().count() > 40) {
        let cause = "'q': at most 10 keywords of at most 40 characters are allowed";
        return Err(Refusal::invalid("q", [cause.to_owned()]));
    }
    Ok(keywords)
}
