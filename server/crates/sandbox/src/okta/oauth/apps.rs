//! OAuth applications: what the org knows about each client.

use std::collections::BTreeSet;
use std::fmt;

use jsonwebtoken::jwk::Jwk;

use super::error::UNAUTHORIZED_CLIENT;
use crate::okta::error::Refusal;
use crate::okta::roles::Role;
use crate::okta::state::State;

/// Okta's `application_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Runs on a server and keeps a secret.
    Web,
    /// Runs in a browser or on a device and keeps none.
    Public,
    /// Acts for itself, without a user.
    Service,
}

/// How a client authenticates at the token endpoint.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Authentication {
    /// By a secret, in the `Authorization` header or in the body.
    Secret(String),
    /// By an assertion signed with its private key.
    PrivateKey,
    /// Not at all: a public client.
    Nothing,
}

impl fmt::Debug for Authentication {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Secret(_) => "Secret(..)",
            Self::PrivateKey => "PrivateKey",
            Self::Nothing => "Nothing",
        })
    }
}

/// What a client may ask the token endpoint for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grant {
    AuthorizationCode,
    RefreshToken,
    ClientCredentials,
}

impl Grant {
    pub(crate) const ALL: [Self; 3] = [
        Self::AuthorizationCode,
        Self::RefreshToken,
        Self::ClientCredentials,
    ];

    /// The value of `grant_type`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorization_code",
            Self::RefreshToken => "refresh_token",
            Self::ClientCredentials => "client_credentials",
        }
    }
}

/// An application.
#[derive(Debug, Clone)]
pub(crate) struct App {
    pub(crate) client_id: String,
    pub(crate) label: String,
    pub(crate) kind: Kind,
    pub(crate) authentication: Authentication,
    pub(crate) grants: Vec<Grant>,
    /// Where codes may be sent; compared as they stand.
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) logout_redirect_uris: Vec<String>,
    /// The public keys that assertions are checked with.
    pub(crate) keys: Vec<Jwk>,
    pub(crate) requires_pkce: bool,
    pub(crate) requires_dpop: bool,
    pub(crate) rotates_refresh_tokens: bool,
    /// Beginning of the names of the groups that go into the `groups` claim; `None`: no such claim.
    pub(crate) groups_claim: Option<String>,
    /// Scopes of Okta's own API that an administrator has granted.
    pub(crate) granted_scopes: BTreeSet<String>,
    /// Administrator roles of a service app.
    pub(crate) roles: Vec<Role>,
    /// Names of the groups whose members may sign in; `None`: everybody may.
    pub(crate) assigned_groups: Option<Vec<String>>,
}

impl App {
    /// Refuses a grant that the app is not made for.
    pub(crate) fn must_allow(&self, grant: Grant) -> Result<(), Refusal> {
        if self.grants.contains(&grant) {
            return Ok(());
        }
        let names: Vec<&str> = self.grants.iter().map(|grant| grant.as_str()).collect();
        Err(Refusal::oauth_about(
            &UNAUTHORIZED_CLIENT,
            &names.join(", "),
        ))
    }
}

impl State {
    /// Whether a user may sign in to an app.
    pub(crate) fn is_assigned(&self, app: &App, user_id: &str) -> bool {
        let Some(wanted) = &app.assigned_groups else {
            return true;
        };
        let ids = self.group_ids_of(user_id);
        let mut names = ids.into_iter().filter_map(|id| self.groups.get(id));
        names.any(|group| wanted.iter().any(|name| name == group.name()))
    }
}
