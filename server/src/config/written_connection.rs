use super::{SecretSource, SecretSources};
use latchkey_domain::{Connection, Credential, SecretField, System};
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Write as _};

/// A connection of the database, and what is known of its secrets.
#[derive(Clone, Debug)]
pub struct StoredConnection {
    /// Everything but its secrets.
    pub definition: Connection,
    /// The secrets the database holds.
    pub sealed: Vec<SecretField>,
    /// Where the present file says that they are.
    pub sources: SecretSources,
}

/// Connections as a configuration file writes them. Secrets stay where they are: each is named by the
/// present file's reference, or by one to be filled, and a comment says what the text does not hold.
///
/// # Errors
/// When they hold what no file can.
pub fn write_connections(connections: &[StoredConnection]) -> Result<String, toml::ser::Error> {
    #[derive(Serialize)]
    struct File<'a> {
        connections: BTreeMap<&'a str, WrittenConnection<'a>>,
    }
    let mut text = String::new();
    for connection in connections {
        for line in comments(connection) {
            let _ = writeln!(text, "# {line}");
        }
        let written = WrittenConnection::of(&connection.definition, &references(connection));
        let connections = BTreeMap::from([(connection.definition.alias.as_str(), written)]);
        text.push_str(&toml::to_string(&File { connections })?);
        text.push('\n');
    }
    Ok(text)
}

/// A section `[connections.…]`. What is left out has its usual value.
#[derive(Serialize)]
pub(crate) struct WrittenConnection<'a> {
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    environment: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<&'a str>,
    allow_private_targets: bool,
    #[serde(flatten)]
    secrets: BTreeMap<String, String>,
    // Tables come last: what follows them would belong to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    oauth_service: Option<WrittenService<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oauth_web: Option<WrittenWeb<'a>>,
}

#[derive(Serialize)]
struct WrittenService<'a> {
    client_id: &'a str,
    scopes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    key_id: Option<&'a str>,
    dpop: bool,
    #[serde(flatten)]
    secrets: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct WrittenWeb<'a> {
    client_id: &'a str,
    scopes: &'a [String],
    #[serde(flatten)]
    secrets: BTreeMap<String, String>,
}

impl<'a> WrittenConnection<'a> {
    /// `sources` holds the references to write.
    pub(crate) fn of(connection: &'a Connection, sources: &SecretSources) -> Self {
        let System::Okta { url, .. } = &connection.system;
        let of = |field| keys(sources, &[field]);
        let (service, web) = match &connection.credential {
            Credential::ApiToken => (None, None),
            Credential::OAuthService {
                client_id,
                scopes,
                key_id,
                dpop,
            } => {
                let service = WrittenService {
                    client_id,
                    scopes,
                    key_id: key_id.as_deref(),
                    dpop: *dpop,
                    secrets: of(SecretField::PrivateKey),
                };
                (Some(service), None)
            }
            Credential::OAuthWeb { client_id, scopes } => {
                let web = WrittenWeb {
                    client_id,
                    scopes,
                    secrets: of(SecretField::ClientSecret),
                };
                (None, Some(web))
            }
        };
        Self {
            kind: "okta",
            name: &connection.name,
            environment: &connection.environment,
            url: url.as_str(),
            proxy: connection.proxy.as_ref().map(url::Url::as_str),
            allow_private_targets: connection.allow_private_targets,
            secrets: keys(sources, &[SecretField::ApiToken, SecretField::Proxy]),
            oauth_service: service,
            oauth_web: web,
        }
    }
}

/// The key of a secret in the file, without its ending; `None` for one that no file names.
fn key(field: SecretField) -> Option<&'static str> {
    match field {
        SecretField::ApiToken => Some("api_token"),
        SecretField::PrivateKey => Some("private_key"),
        SecretField::ClientSecret => Some("client_secret"),
        SecretField::Proxy => Some("proxy_login"),
        SecretField::RefreshToken => None,
    }
}

fn keys(sources: &SecretSources, fields: &[SecretField]) -> BTreeMap<String, String> {
    let wanted = sources.iter().filter(|(field, _)| fields.contains(field));
    wanted
        .filter_map(|(field, source)| {
            let key = key(*field)?;
            Some(match source {
                SecretSource::File(path) => (format!("{key}_file"), path.display().to_string()),
                SecretSource::Env(name) => (format!("{key}_env"), name.clone()),
            })
        })
        .collect()
}

/// The references to write: the present file's, and a place to be filled for other secrets that people
/// have. A key that was made in the portal nobody has.
fn references(connection: &StoredConnection) -> SecretSources {
    let StoredConnection {
        definition,
        sealed,
        sources,
    } = connection;
    let is_token = matches!(definition.credential, Credential::ApiToken);
    let mut fields = sealed.clone();
    fields.extend(is_token.then_some(SecretField::ApiToken));
    let reference = |field: SecretField| {
        let known = sources.get(&field).cloned();
        let to_fill = || {
            let place = format!("secrets/{}-{}", definition.alias, field.name());
            SecretSource::File(place.into())
        };
        let is_had = field != SecretField::PrivateKey;
        Some((field, known.or_else(|| is_had.then(to_fill))?))
    };
    fields.into_iter().filter_map(reference).collect()
}

/// What the text does not hold, and what to do about it.
fn comments(connection: &StoredConnection) -> Vec<String> {
    let mut comments = Vec::new();
    for field in &connection.sealed {
        let known = connection.sources.contains_key(field);
        comments.push(match (field, key(*field)) {
            (SecretField::PrivateKey, _) if !known => {
                "Not in here: the private key, which was made in the portal and never leaves it. \
                 Elsewhere, make another on the connection's page."
                    .to_owned()
            }
            (_, Some(key)) => format!(
                "Not in here: {key}, which the database holds sealed. Put it where {key}_file or \
                 {key}_env says."
            ),
            (_, None) => {
                "Not in here: the token that an administrator fetched. Elsewhere, press \"Get \
                          token\" on the connection's page."
                    .to_owned()
            }
        });
    }
    comments
}
