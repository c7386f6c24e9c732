use crate::caller::Caller;
use latchkey_values::{Alias, RequestId};
use url::form_urlencoded::Serializer;

/// The page's address.
pub(super) const DESK: &str = "/desk";

/// What the page's address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DeskQuery {
    /// What is searched for.
    pub(super) search: Option<String>,
    /// Somebody, by credential store and id there.
    pub(super) person: Option<(Alias, String)>,
    /// A case.
    pub(super) case: Option<RequestId>,
    /// The ticket the agent came from; empty when from none.
    pub(super) ticket: String,
}

impl DeskQuery {
    pub(super) fn of(caller: &Caller) -> Self {
        let mut query = caller.query();
        let mut take = |name: &str| query.remove(name).filter(|text| !text.trim().is_empty());
        let store = take("store").and_then(|store| store.parse().ok());
        Self {
            search: take("q"),
            person: store.zip(take("person")),
            case: take("case").and_then(|case| case.parse().ok()),
            ticket: take("ticket").unwrap_or_default(),
        }
    }
}

/// The page with a case.
pub(super) fn case_path(case: RequestId) -> String {
    format!("{DESK}?case={case}")
}

/// The page with somebody on it; the ticket stays with them.
pub(super) fn person_path(store: &str, person: &str, ticket: &str) -> String {
    let mut query = Serializer::new(String::new());
    query
        .append_pair("store", store)
        .append_pair("person", person);
    if !ticket.is_empty() {
        query.append_pair("ticket", ticket);
    }
    format!("{DESK}?{}", query.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_an_address_stays_one_value() {
        let path = person_path("okta", "00u1&case=x", "INC 1");
        assert_eq!(path, "/desk?store=okta&person=00u1%26case%3Dx&ticket=INC+1");
        assert_eq!(
            person_path("okta", "00u1", ""),
            "/desk?store=okta&person=00u1"
        );
    }
}
