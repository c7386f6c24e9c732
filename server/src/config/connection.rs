use super::{
    problem::Problems,
    secret::{Reference, SecretSource},
};
use latchkey_administration::FileConnection;
use latchkey_connections::check_org_url;
use latchkey_domain::{ApiVersion, Connection, Credential, SecretField, System};
use latchkey_values::Alias;
use secrecy::SecretString;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};
use toml::Spanned;
use url::Url;

/// The systems the portal can talk to.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ConnectionKind {
    Okta,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConnectionSection {
    kind: ConnectionKind,
    name: Option<String>,
    #[serde(default)]
    environment: String,
    url: Spanned<String>,
    api_token_file: Option<Spanned<PathBuf>>,
    api_token_env: Option<Spanned<String>>,
    oauth_service: Option<Spanned<ServiceSection>>,
    oauth_web: Option<Spanned<WebSection>>,
    proxy: Option<Spanned<String>>,
    proxy_login_file: Option<Spanned<PathBuf>>,
    proxy_login_env: Option<Spanned<String>>,
    #[serde(default)]
    allow_private_targets: bool,
}

/// An OAuth service app. Without a key an admin has one made in the browser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceSection {
    client_id: String,
    scopes: Vec<String>,
    key_id: Option<String>,
    #[serde(default)]
    dpop: bool,
    private_key_file: Option<Spanned<PathBuf>>,
    private_key_env: Option<Spanned<String>>,
}

/// An OAuth web app; an admin gets its token in the browser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WebSection {
    client_id: String,
    scopes: Vec<String>,
    client_secret_file: Option<Spanned<PathBuf>>,
    client_secret_env: Option<Spanned<String>>,
}

type Secrets = BTreeMap<SecretField, SecretString>;

/// Where the secrets of a connection are.
pub type SecretSources = BTreeMap<SecretField, SecretSource>;

impl ConnectionSection {
    /// `alias` is `None` when it is wrong itself.
    pub(super) fn check(
        &self,
        alias: Option<&Alias>,
        folder: &Path,
        section: Range<usize>,
        problems: &mut Problems<'_>,
    ) -> Option<FileConnection> {
        let url = self.org_url(problems);
        let mut secrets = Secrets::new();
        let credential = self.credential(folder, section.clone(), &mut secrets, problems);
        let proxy = self.proxy(folder, section.clone(), &mut secrets, problems);
        let alias = alias?;
        let ConnectionKind::Okta = self.kind;
        let definition = Connection {
            alias: alias.clone(),
            name: self.name.clone().unwrap_or_else(|| alias.to_string()),
            environment: self.environment.clone(),
            system: System::Okta {
                url: url?,
                api_version: ApiVersion::V1,
            },
            proxy,
            allow_private_targets: self.allow_private_targets,
            credential: credential?,
        };
        for problem in definition.problems() {
            problems.add(section.clone(), problem);
        }
        Some(FileConnection {
            definition,
            secrets,
        })
    }

    fn org_url(&self, problems: &mut Problems<'_>) -> Option<Url> {
        // Whoever writes the file may name any host.
        match check_org_url(self.url.get_ref(), self.allow_private_targets, true) {
            Ok(url) => Some(url),
            Err(fault) => {
                problems.add(
                    self.url.span(),
                    format_args!("url = {:?}: {fault}", self.url.get_ref()),
                );
                None
            }
        }
    }

    /// `None` was recorded as a problem.
    fn credential(
        &self,
        folder: &Path,
        section: Range<usize>,
        secrets: &mut Secrets,
        problems: &mut Problems<'_>,
    ) -> Option<Credential> {
        let token = self.token();
        match (&self.oauth_service, &self.oauth_web) {
            (None, None) => {
                let token = token.read(folder, section, problems)?;
                secrets.insert(SecretField::ApiToken, token);
                Some(Credential::ApiToken)
            }
            (Some(service), None) if !token.is_given() => {
                service
                    .get_ref()
                    .read(folder, service.span(), secrets, problems)
            }
            (None, Some(web)) if !token.is_given() => {
                web.get_ref().read(folder, web.span(), secrets, problems)
            }
            _ => {
                problems.add(
                    section,
                    "name one credential: api_token_file or api_token_env, oauth_service, or oauth_web",
                );
                None
            }
        }
    }

    fn token(&self) -> Reference<'_> {
        Reference {
            key: "api_token",
            file: self.api_token_file.as_ref(),
            env: self.api_token_env.as_ref(),
        }
    }

    fn proxy_login(&self) -> Reference<'_> {
        Reference {
            key: "proxy_login",
            file: self.proxy_login_file.as_ref(),
            env: self.proxy_login_env.as_ref(),
        }
    }

    /// Where the secrets are that the section refers to.
    pub(super) fn sources(&self) -> SecretSources {
        let service = self
            .oauth_service
            .as_ref()
            .map(|service| service.get_ref().key());
        let web = self.oauth_web.as_ref().map(|web| web.get_ref().secret());
        let references = [
            (SecretField::ApiToken, Some(self.token())),
            (SecretField::PrivateKey, service),
            (SecretField::ClientSecret, web),
            (SecretField::Proxy, Some(self.proxy_login())),
        ];
        let named = |(field, reference): (SecretField, Option<Reference<'_>>)| {
            Some((field, reference?.source()?))
        };
        references.into_iter().filter_map(named).collect()
    }

    /// User and password are a secret; the address is none.
    fn proxy(
        &self,
        folder: &Path,
        section: Range<usize>,
        secrets: &mut Secrets,
        problems: &mut Problems<'_>,
    ) -> Option<Url> {
        let login = self.proxy_login();
        let Some(proxy) = &self.proxy else {
            if login.is_given() {
                problems.add(section, "proxy_login: there is no proxy to log in to");
            }
            return None;
        };
        let expected = "use an address such as http://proxy.example.com:3128";
        let mut proxy: Url = problems.parse("proxy", proxy, expected)?;
        if login.is_given() {
            if !proxy.username().is_empty() {
                problems.add(section, "name user and password of the proxy only once");
                return None;
            }
            secrets.insert(SecretField::Proxy, login.read(folder, section, problems)?);
        } else if !proxy.username().is_empty() {
            let pair = format!(
                "{}:{}",
                proxy.username(),
                proxy.password().unwrap_or_default()
            );
            secrets.insert(SecretField::Proxy, pair.into());
        }
        // An address that can hold neither has neither.
        let _ = proxy.set_username("");
        let _ = proxy.set_password(None);
        Some(proxy)
    }
}

impl ServiceSection {
    fn key(&self) -> Reference<'_> {
        Reference {
            key: "private_key",
            file: self.private_key_file.as_ref(),
            env: self.private_key_env.as_ref(),
        }
    }

    fn read(
        &self,
        folder: &Path,
        section: Range<usize>,
        secrets: &mut Secrets,
        problems: &mut Problems<'_>,
    ) -> Option<Credential> {
        let key = self.key();
        if key.is_given() {
            let key = key.read_lines(folder, section, problems)?;
            secrets.insert(SecretField::PrivateKey, key);
        }
        Some(Credential::OAuthService {
            client_id: self.client_id.clone(),
            scopes: self.scopes.clone(),
            key_id: self.key_id.clone(),
            dpop: self.dpop,
        })
    }
}

impl WebSection {
    fn secret(&self) -> Reference<'_> {
        Reference {
            key: "client_secret",
            file: self.client_secret_file.as_ref(),
            env: self.client_secret_env.as_ref(),
        }
    }

    fn read(
        &self,
        folder: &Path,
        section: Range<usize>,
        secrets: &mut Secrets,
        problems: &mut Problems<'_>,
    ) -> Option<Credential> {
        let secret = self.secret();
        if secret.is_given() {
            let secret = secret.read(folder, section, problems)?;
            secrets.insert(SecretField::ClientSecret, secret);
        }
        Some(Credential::OAuthWeb {
            client_id: self.client_id.clone(),
            scopes: self.scopes.clone(),
        })
    }
}
