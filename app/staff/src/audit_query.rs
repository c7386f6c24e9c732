use crate::words;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use latchkey_domain::{Actor, AuditFilter, AuditKind, AuditPage};
use latchkey_ui::Problem;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::collections::BTreeMap;
use strum::VariantArray as _;

/// What somebody looks for in the audit trail, as the page's address says.
#[derive(Clone, Debug)]
pub(crate) struct AuditQuery {
    /// Which records.
    pub(crate) filter: AuditFilter,
    /// Where the page begins.
    pub(crate) page: AuditPage,
    /// What of it could not be understood.
    pub(crate) problems: Vec<Problem>,
}

impl AuditQuery {
    /// Reads the query of a page's address. What cannot be understood is left out and told.
    pub(crate) fn read(query: &BTreeMap<String, String>) -> Self {
        let mut problems = Vec::new();
        let text = |name: &str| query.get(name).filter(|text| !text.is_empty()).cloned();
        let filter = AuditFilter {
            kinds: named::<AuditKind>(text("kind")).into_iter().collect(),
            actor: named::<Actor>(text("actor")),
            person: text("person"),
            request: parsed("request", text("request"), REQUEST, &mut problems),
            network: text("network"),
            process: parsed("process", text("process"), PROCESS, &mut problems),
            text: text("text"),
            from: day("from", text("from"), &mut problems),
            until: day("until", text("until"), &mut problems).map(end_of_day),
        };
        let number = |name| text(name).and_then(|number| number.parse().ok());
        let page = match (number("before"), number("after")) {
            (Some(before), _) => AuditPage::Before(before),
            (None, Some(after)) => AuditPage::After(after),
            (None, None) => AuditPage::Newest,
        };
        Self {
            filter,
            page,
            problems,
        }
    }
}

const REQUEST: &str = "A request's id looks like 01a201b7-a118-7b4b-9c48-dde306e7d90a.";
const PROCESS: &str = "A process is named by its alias, such as employees.";

fn named<T: DeserializeOwned>(name: Option<String>) -> Option<T> {
    serde_json::from_value(json!(name?)).ok()
}

fn parsed<T: std::str::FromStr>(
    field: &'static str,
    text: Option<String>,
    expected: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let value = text?.parse().ok();
    if value.is_none() {
        problems.push(Problem::of(field, expected));
    }
    value
}

fn day(
    field: &'static str,
    text: Option<String>,
    problems: &mut Vec<Problem>,
) -> Option<Timestamp> {
    let date: Option<Date> = parsed(field, text, "Write the day as 2026-11-22.", problems);
    let start = date?.to_zoned(TimeZone::UTC).ok()?;
    Some(start.timestamp())
}

fn end_of_day(start: Timestamp) -> Timestamp {
    start + jiff::SignedDuration::from_hours(24)
}

/// Every kind of event, to choose from.
pub(crate) fn kinds() -> Vec<latchkey_ui::Choice> {
    let mut choices = vec![latchkey_ui::Choice::new("", "Everything")];
    let kinds = AuditKind::VARIANTS.iter();
    choices.extend(
        kinds.map(|kind| latchkey_ui::Choice::new(words::name_of(kind), words::kind(*kind))),
    );
    choices
}

/// Who can act, to choose from.
pub(crate) fn actors() -> Vec<latchkey_ui::Choice> {
    let mut choices = vec![latchkey_ui::Choice::new("", "Anybody")];
    let all = [Actor::Visitor, Actor::Staff, Actor::Operator, Actor::Portal];
    choices.extend(
        all.iter()
            .map(|actor| latchkey_ui::Choice::new(words::name_of(actor), words::actor(*actor))),
    );
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> AuditQuery {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        AuditQuery::read(&pairs.iter().map(owned).collect())
    }

    #[test]
    fn an_empty_query_looks_for_everything() {
        let query = read(&[("kind", ""), ("person", "")]);
        assert_eq!(query.filter, AuditFilter::default());
        assert_eq!(query.page, AuditPage::Newest);
    }

    #[test]
    fn a_page_begins_before_or_after_a_record() {
        assert_eq!(read(&[("before", "7")]).page, AuditPage::Before(7));
        assert_eq!(read(&[("after", "7")]).page, AuditPage::After(7));
        assert_eq!(read(&[("after", "last")]).page, AuditPage::Newest);
    }

    #[test]
    fn the_last_day_counts_whole() {
        let query = read(&[("from", "2026-01-01"), ("until", "2026-01-01")]);
        let (from, until) = (
            query.filter.from.expect("read"),
            query.filter.until.expect("read"),
        );
        assert_eq!(until.duration_since(from).as_hours(), 24);
    }

    #[test]
    fn what_cannot_be_understood_is_told_by_field() {
        let query = read(&[("from", "yesterday"), ("request", "7")]);
        let fields: Vec<_> = query.problems.iter().map(|problem| problem.field).collect();
        assert_eq!(fields, [Some("request"), Some("from")]);
        assert_eq!(query.filter, AuditFilter::default());
    }
}
