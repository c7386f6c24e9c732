//! Signing in at the directory: OpenID Connect, authorization code with PKCE.

mod attempt;
mod begin;
mod client;
mod error;
mod finish;
mod http;
mod id_token;
mod identity;
mod provider;

pub use attempt::{Attempt, Returned};
pub use client::{Oidc, OidcSettings};
pub use error::{OidcError, Refusal};
pub use identity::Identity;
