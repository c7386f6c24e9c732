use crate::{Filter, request::Request};

/// Which people a list holds.
#[derive(Clone, Debug, Default)]
pub struct UserQuery {
    condition: Option<(&'static str, Filter)>,
    starts_with: Option<String>,
    limit: Option<u32>,
}

impl UserQuery {
    /// Everybody but deactivated people.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// By any attribute, deactivated people included. Changes show up within about a second.
    #[must_use]
    pub fn search(filter: Filter) -> Self {
        Self {
            condition: Some(("search", filter)),
            ..Self::default()
        }
    }

    /// By id, status, login, email, first or last name or time of change, deactivated people
    /// included. Always current; upper and lower case count.
    #[must_use]
    pub fn filter(filter: Filter) -> Self {
        Self {
            condition: Some(("filter", filter)),
            ..Self::default()
        }
    }

    /// By the start of first name, last name or email, without deactivated people; one page of ten.
    #[must_use]
    pub fn starts_with(text: &str) -> Self {
        Self {
            starts_with: Some(text.to_owned()),
            ..Self::default()
        }
    }

    /// At most so many on a page; Okta allows 200.
    #[must_use]
    pub fn limit(self, limit: u32) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    pub(super) fn request(self) -> Request {
        let mut request = Request::get(super::USERS);
        if let Some((parameter, filter)) = self.condition {
            request = request.query(parameter, &filter.as_str());
        }
        if let Some(text) = self.starts_with {
            request = request.query("q", &text);
        }
        match self.limit {
            Some(limit) => request.query("limit", &limit),
            None => request,
        }
    }
}
