//! The query string of a call, in the order in which it was written.

use std::collections::BTreeSet;

use super::error::{Refusal, VALIDATION_FAILED};

/// Decoded query parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b=2`, undoing percent and plus encoding.
    pub(crate) fn parse(text: &str) -> Self {
        Self(
            url::form_urlencoded::parse(text.as_bytes())
                .into_owned()
                .collect(),
        )
    }

    /// The first value of `name`; an empty value counts as none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.pairs()
            .find(|(key, value)| *key == name && !value.is_empty())
            .map(|(_, value)| value)
    }

    /// A true/false parameter.
    pub(crate) fn flag(&self, name: &str, default: bool) -> bool {
        self.get(name)
            .map_or(default, |value| value.eq_ignore_ascii_case("true"))
    }

    /// `limit`, or `default` when it is missing; more than `maximum` means `maximum`, as at Okta.
    pub(crate) fn limit(&self, default: usize, maximum: usize) -> Result<usize, Refusal> {
        match self.get("limit").map(str::parse::<usize>) {
            None => Ok(default),
            Some(Ok(limit)) => Ok(limit.min(maximum)),
            Some(Err(_)) => Err(Refusal::about(&VALIDATION_FAILED, "limit")
                .because("limit: must be a non-negative integer")),
        }
    }

    /// Names of parameters that are there more than once, in order.
    pub(crate) fn duplicates(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let mut twice: Vec<&str> = Vec::new();
        for (name, _) in self.pairs() {
            if !seen.insert(name) && !twice.contains(&name) {
                twice.push(name);
            }
        }
        twice
    }

    /// All parameters in order.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }
}
