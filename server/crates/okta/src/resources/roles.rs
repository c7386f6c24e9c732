use super::users::Users;
use crate::{Error, OktaId, Role, request::Request};

impl Users<'_> {
    /// The admin roles a person holds, own and through groups; empty for people without.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id, [`Error::is_forbidden`] without the scope
    /// `okta.roles.read`.
    pub async fn roles(&self, id: &OktaId) -> Result<Vec<Role>, Error> {
        self.client
            .read(&Request::get("/api/v1/users/{id}/roles").id(id))
            .await
    }
}
