//! `/api/v1/groups`.

use crate::{Answer, Client, Error, Filter, Group, OktaId, Pages, User, request::Request};

const MEMBER: &str = "/api/v1/groups/{id}/users/{user}";

/// Calls on groups.
#[derive(Clone, Copy)]
pub struct Groups<'a> {
    pub(crate) client: &'a Client,
}

/// Which groups a list holds.
#[derive(Clone, Debug, Default)]
pub struct GroupQuery {
    condition: Option<(&'static str, Filter)>,
    starts_with: Option<String>,
}

impl GroupQuery {
    /// All groups.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// By name or another attribute. Changes show up within about a second.
    #[must_use]
    pub fn search(filter: Filter) -> Self {
        Self {
            condition: Some(("search", filter)),
            ..Self::default()
        }
    }

    /// By id, type or time of change.
    #[must_use]
    pub fn filter(filter: Filter) -> Self {
        Self {
            condition: Some(("filter", filter)),
            ..Self::default()
        }
    }

    /// By the start of the name; at most 300.
    #[must_use]
    pub fn starts_with(name: &str) -> Self {
        Self {
            starts_with: Some(name.to_owned()),
            ..Self::default()
        }
    }
}

impl Groups<'_> {
    /// One group.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn get(&self, id: &OktaId) -> Result<Group, Error> {
        self.client
            .read(&Request::get("/api/v1/groups/{id}").id(id))
            .await
    }

    /// Groups, page by page.
    #[must_use]
    pub fn list(&self, query: GroupQuery) -> Pages<Group> {
        // Without a limit Okta sends up to 10,000 at once; the spec recommends this.
        let mut request = Request::get("/api/v1/groups").query("limit", &200);
        if let Some((parameter, filter)) = query.condition {
            request = request.query(parameter, &filter.as_str());
        }
        if let Some(name) = query.starts_with {
            request = request.query("q", &name);
        }
        Pages::new(self.client, request)
    }

    /// A group's members, page by page.
    #[must_use]
    pub fn members(&self, id: &OktaId) -> Pages<User> {
        Pages::new(
            self.client,
            Request::get("/api/v1/groups/{id}/users")
                .id(id)
                .query("limit", &200),
        )
    }

    /// Makes a person a member; one who is already stays one. Only for groups that admins keep.
    ///
    /// # Errors
    /// [`Error::is_forbidden`] for other groups, [`Error::is_not_found`] for an unknown id.
    pub async fn add_member(&self, id: &OktaId, user: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::put(MEMBER).id(id).id(user))
            .await
    }

    /// Ends a membership. Only for groups that admins keep.
    ///
    /// # Errors
    /// [`Error::is_forbidden`] for other groups, [`Error::is_not_found`] for an unknown id.
    pub async fn remove_member(&self, id: &OktaId, user: &OktaId) -> Result<Answer<()>, Error> {
        self.client
            .write_nothing(&Request::delete(MEMBER).id(id).id(user))
            .await
    }
}
