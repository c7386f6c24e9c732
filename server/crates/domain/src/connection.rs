mod check;
mod weakening;

pub use check::ConnectionProblem;
pub(crate) use check::is_label;

use jiff::Timestamp;
use latchkey_values::Alias;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use url::Url;

/// Where an outside system is and how to reach it; everything but its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// Its short name, by which everything else finds it.
    pub alias: Alias,
    /// Its name on screens.
    pub name: String,
    /// Which of several environments it is, such as "production"; empty when nobody said.
    #[serde(default)]
    pub environment: String,
    /// The system.
    pub system: System,
    /// Everything goes through this proxy, whose user and password are a secret of their own; `None`
    /// goes directly. Only the configuration file may set it: a proxy reaches inside the network.
    #[serde(default)]
    pub proxy: Option<Url>,
    /// Whether the system may be at a private address, under any name, and without TLS. Only the
    /// configuration file may set it.
    #[serde(default)]
    pub allow_private_targets: bool,
    /// How the portal proves who it is.
    pub credential: Credential,
}

/// The systems the portal can talk to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum System {
    /// An Okta org.
    Okta {
        /// Its address, such as `https://example.okta.com`.
        url: Url,
        /// The version of its API.
        #[serde(default)]
        api_version: ApiVersion,
    },
}

/// Versions of Okta's API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApiVersion {
    /// `/api/v1`.
    #[default]
    V1,
}

/// How the portal proves who it is. The secrets themselves are [`SealedSecret`]s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Credential {
    /// An API token.
    ApiToken,
    /// An OAuth service app that signs with a private key (`private_key_jwt`).
    #[serde(rename = "oauth-service")]
    OAuthService {
        /// The app.
        client_id: String,
        /// What it asks for.
        scopes: Vec<String>,
        /// The id of its key; `None` before there is a key.
        key_id: Option<String>,
        /// Whether tokens are bound to a key of ours (`DPoP`).
        dpop: bool,
    },
    /// An OAuth web app in whose name an administrator consented (authorization code, refresh token).
    #[serde(rename = "oauth-web")]
    OAuthWeb {
        /// The app.
        client_id: String,
        /// What it asks for.
        scopes: Vec<String>,
    },
}

/// The secrets a connection can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecretField {
    /// Of an API token credential.
    ApiToken,
    /// Of an OAuth service app: PKCS#8 in PEM.
    PrivateKey,
    /// Of an OAuth web app.
    ClientSecret,
    /// Of an OAuth web app, once an administrator consented.
    RefreshToken,
    /// `user:password` of the proxy, as in an address.
    Proxy,
}

/// A secret as the database holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedSecret {
    /// Which one.
    pub field: SecretField,
    /// It, sealed for this connection and field.
    pub sealed: String,
    /// When it was set.
    pub set_at: Timestamp,
}

/// Why a text is no [`SecretField`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a secret of a connection")]
pub struct InvalidSecretField;

impl Connection {
    /// The host the secrets are for: scheme, name and port.
    #[must_use]
    pub fn origin(&self) -> String {
        self.url().origin().ascii_serialization()
    }

    /// The system's address.
    #[must_use]
    pub fn url(&self) -> &Url {
        let System::Okta { url, .. } = &self.system;
        url
    }
}

impl Credential {
    /// The secrets without which it proves nothing.
    #[must_use]
    pub fn needs(&self) -> &'static [SecretField] {
        match self {
            Self::ApiToken => &[SecretField::ApiToken],
            Self::OAuthService { .. } => &[SecretField::PrivateKey],
            Self::OAuthWeb { .. } => &[SecretField::RefreshToken],
        }
    }

    /// The secrets it may have.
    #[must_use]
    pub fn may_have(&self) -> &'static [SecretField] {
        match self {
            Self::OAuthWeb { .. } => &[SecretField::ClientSecret, SecretField::RefreshToken],
            _ => self.needs(),
        }
    }

    /// Its kind, in records.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::ApiToken => "api-token",
            Self::OAuthService { .. } => "oauth-service",
            Self::OAuthWeb { .. } => "oauth-web",
        }
    }
}

impl SecretField {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::ApiToken,
        Self::PrivateKey,
        Self::ClientSecret,
        Self::RefreshToken,
        Self::Proxy,
    ];

    /// Its name in the database and in records.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ApiToken => "api-token",
            Self::PrivateKey => "private-key",
            Self::ClientSecret => "client-secret",
            Self::RefreshToken => "refresh-token",
            Self::Proxy => "proxy",
        }
    }
}

impl FromStr for SecretField {
    type Err = InvalidSecretField;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|field| field.name() == text);
        found.ok_or(InvalidSecretField)
    }
}

impl fmt::Debug for SealedSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SealedSecret")
            .field("field", &self.field)
            .field("set_at", &self.set_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_field_is_read_back_by_its_name() {
        for field in SecretField::ALL {
            assert_eq!(field.name().parse(), Ok(field));
            assert_eq!(serde_json::to_value(field).expect("json"), field.name());
        }
        assert!("password".parse::<SecretField>().is_err());
    }

    #[test]
    fn the_kind_of_a_credential_is_the_one_in_its_definition() {
        let web = Credential::OAuthWeb {
            client_id: "0oa1".into(),
            scopes: Vec::new(),
        };
        let service = Credential::OAuthService {
            client_id: "0oa1".into(),
            scopes: Vec::new(),
            key_id: None,
            dpop: false,
        };
        for credential in [Credential::ApiToken, web, service] {
            let written = serde_json::to_value(&credential).expect("json");
            assert_eq!(written["kind"], credential.kind());
        }
    }
}
