//! How the client proves who it is: one strategy a file.

mod access_token;
mod app_registration;
mod authorizer;
mod client_assertion;
mod client_id;
mod code_exchange;
mod dpop;
mod refresh_token;
mod service_app;
mod sign_in;
mod signing_key;
mod token_cache;
mod token_endpoint;

pub use app_registration::AppRegistration;
pub use client_id::{ClientId, InvalidClientId};
pub use code_exchange::{AuthorizationCode, FirstTokens, exchange_code};
pub use refresh_token::{AuthorizedApp, KeepFailed, RefreshTokenKeeper};
pub use service_app::ServiceApp;
pub use sign_in::{SignIn, begin_sign_in};
pub use signing_key::{InvalidKey, SigningKey};

pub(crate) use access_token::AccessToken;
pub(crate) use authorizer::{Authorizer, Credential, OAuth, Prepared, SecondChances};
pub(crate) use refresh_token::RefreshGrant;
pub(crate) use token_cache::{Fetched, Wanted};
pub(crate) use token_endpoint::{failure as token_failure, request as token_request};

use secrecy::SecretString;

/// How the client proves who it is. `Debug` shows no secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Auth {
    /// An Okta API token (scheme `SSWS`).
    ApiToken(SecretString),
    /// An app that signs in with its own key (OAuth client credentials).
    ServiceApp(ServiceApp),
    /// An app that acts for the admin who signed in to it (OAuth authorization code, refresh token).
    AuthorizedApp(AuthorizedApp),
}

/// The token holds characters that cannot stand in a header, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the token is not valid")]
pub struct InvalidToken;
