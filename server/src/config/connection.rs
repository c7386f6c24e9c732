use super::{problem::Problems, public_url::is_bare, secret::Reference};
use secrecy::SecretString;
use serde::Deserialize;
use std::{
    fmt,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::Spanned;
use url::Url;

/// Where an outside system is and how to reach it. `Debug` shows no proxy: its address may hold a password.
#[derive(Clone)]
pub struct Connection {
    /// What kind of system it is.
    pub kind: ConnectionKind,
    /// Its address, without a path.
    pub url: Url,
    /// The API token.
    pub api_token: SecretString,
    /// Everything goes through this proxy; `None` goes directly.
    pub proxy: Option<Url>,
    /// Whether the system may be at a private address, and be reached without TLS.
    pub allow_private_targets: bool,
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("kind", &self.kind)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// The systems the portal can talk to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConnectionKind {
    /// An Okta org.
    Okta,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConnectionSection {
    kind: ConnectionKind,
    url: Spanned<String>,
    api_token_file: Option<Spanned<PathBuf>>,
    api_token_env: Option<Spanned<String>>,
    proxy: Option<Spanned<String>>,
    #[serde(default)]
    allow_private_targets: bool,
}

impl ConnectionSection {
    pub(super) fn check(
        &self,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<Connection> {
        let url = self.org_url(problems);
        let token = Reference {
            key: "api_token",
            file: self.api_token_file.as_ref(),
            env: self.api_token_env.as_ref(),
        };
        let api_token = token.read(folder, section, problems);
        let expected = "use an address such as http://proxy.example.com:3128";
        let proxy = self
            .proxy
            .as_ref()
            .and_then(|text| problems.parse("proxy", text, expected));
        Some(Connection {
            kind: self.kind,
            url: url?,
            api_token: api_token?,
            proxy,
            allow_private_targets: self.allow_private_targets,
        })
    }

    fn org_url(&self, problems: &mut Problems<'_>) -> Option<Url> {
        let expected = "use the org's address, such as https://example.okta.com, without a path";
        let url: Url = problems.parse("url", &self.url, expected)?;
        let host = url.host_str().unwrap_or_default();
        let fault = if host.is_empty()
            || !is_bare(&url)
            || !matches!(url.scheme(), "https" | "http")
        {
            expected
        } else if url.scheme() == "http" && !self.allow_private_targets {
            "use https://; plain http:// is only for a test system with allow_private_targets = true"
        } else if host.contains("-admin.") {
            "this is the address of the admin console: leave out \"-admin\""
        } else {
            return Some(url);
        };
        problems.add(
            self.url.span(),
            format_args!("url = {:?}: {fault}", self.url.get_ref()),
        );
        None
    }
}
