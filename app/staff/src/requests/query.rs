use jiff::{Timestamp, civil::Date, tz::TimeZone};
use latchkey_domain::{Purpose, RequestFilter, RequestState};
use latchkey_values::RequestId;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::collections::BTreeMap;

/// Reads what somebody looks for from the address of the page; what cannot be understood is left out.
pub(super) fn filter(query: &BTreeMap<String, String>) -> RequestFilter {
    let text = |name: &str| query.get(name).filter(|text| !text.is_empty());
    RequestFilter {
        states: named::<RequestState>(text("state")).into_iter().collect(),
        process: text("process").and_then(|alias| alias.parse().ok()),
        purpose: named::<Purpose>(text("purpose")),
        person: text("person").cloned(),
        from: text("from").and_then(|day| start_of(day)),
        until: None,
    }
}

/// The last request of the page before.
pub(super) fn before(query: &BTreeMap<String, String>) -> Option<RequestId> {
    query.get("before")?.parse().ok()
}

fn named<T: DeserializeOwned>(name: Option<&String>) -> Option<T> {
    serde_json::from_value(json!(name?)).ok()
}

fn start_of(day: &str) -> Option<Timestamp> {
    let date: Date = day.parse().ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_read_and_the_rest_left_out() {
        let query = BTreeMap::from(
            [
                ("state", "blocked"),
                ("purpose", "fly"),
                ("person", ""),
                ("process", "employees"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        let read = filter(&query);
        assert_eq!(read.states, [RequestState::Blocked]);
        assert_eq!(read.purpose, None);
        assert_eq!(read.person, None);
        assert_eq!(read.process.expect("read").as_str(), "employees");
    }
}
