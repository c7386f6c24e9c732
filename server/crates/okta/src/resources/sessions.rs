//! `/api/v1/users/{id}/sessions`.

use crate::{Answer, Client, Error, OktaId, request::Request};

/// Calls on people's sign-in sessions.
#[derive(Clone, Copy)]
pub struct Sessions<'a> {
    pub(crate) client: &'a Client,
}

impl Sessions<'_> {
    /// Ends all sessions at Okta, and with `oauth_tokens` the refresh and access tokens of apps.
    /// Sessions an app keeps itself go on.
    ///
    /// # Errors
    /// [`Error::is_not_found`] for an unknown id.
    pub async fn revoke(&self, id: &OktaId, oauth_tokens: bool) -> Result<Answer<()>, Error> {
        let request = Request::delete("/api/v1/users/{id}/sessions").id(id);
        self.client
            .write_nothing(&request.query("oauthTokens", &oauth_tokens))
            .await
    }
}
