//! What a connection would be if what somebody entered were saved: the rules stand here once, for saving
//! and for testing before saving.

use crate::{Administration, AdministrationError};
use latchkey_connections::{InvalidOrgUrl, Secrets, Unusable, check_org_url};
use latchkey_domain::{
    ApiVersion, Connection, ConnectionProblem, Credential, SecretField, System, UnitOfWork,
    Versioned,
};
use latchkey_values::Alias;
use url::Url;

/// What somebody entered.
#[derive(Clone, Debug)]
pub struct ConnectionInput {
    /// Its short name.
    pub alias: Alias,
    /// Its name on screens.
    pub name: String,
    /// Which of several environments it is; empty for none.
    pub environment: String,
    /// The org's address.
    pub url: String,
    /// How the portal proves who it is.
    pub credential: Credential,
    /// Secrets that were entered; what was not stays as it is.
    pub secrets: Secrets,
    /// Goes out through the proxy of this other connection; `None` leaves the proxy as it is.
    pub proxy_of: Option<Alias>,
    /// The version this is a change of; `None` makes a new connection.
    pub replaces: Option<u32>,
}

/// What is wrong with what somebody entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectionFault {
    /// Another connection has the alias.
    #[error("another connection has this alias")]
    AliasTaken,
    /// The address.
    #[error(transparent)]
    Url(#[from] InvalidOrgUrl),
    /// Another field.
    #[error(transparent)]
    Definition(#[from] ConnectionProblem),
    /// A secret is missing: it was never set, or it was for another host or app.
    #[error("enter this secret: it is missing, or was for another host or app")]
    SecretNeeded(SecretField),
    /// A secret cannot be what it should be.
    #[error("this secret cannot be used")]
    Secret(SecretField),
    /// A secret that this kind of credential does not have.
    #[error("this kind of credential has no such secret")]
    SurplusSecret(SecretField),
    /// The connection whose proxy to use is not there.
    #[error("there is no such connection, or it has no proxy")]
    ProxyOf,
}

/// What would be saved.
pub(crate) struct Proposal {
    pub(crate) definition: Connection,
    /// All secrets it would have, those that stay included.
    pub(crate) secrets: Secrets,
    /// The ones to write.
    pub(crate) entered: Vec<SecretField>,
    /// The ones to remove.
    pub(crate) dropped: Vec<SecretField>,
}

/// What came of looking at it.
pub(crate) enum Judged {
    Good(Box<Proposal>),
    Faults(Vec<ConnectionFault>),
    /// It is not the version that was changed.
    Changed,
}

impl Administration {
    /// Looks at what somebody entered. A secret stays only where it was: at the same host, for the same
    /// app, through the same kind of credential.
    pub(crate) async fn judge_connection(
        &self,
        unit: &mut dyn UnitOfWork,
        input: &ConnectionInput,
    ) -> Result<Judged, AdministrationError> {
        let before = unit.connection(&input.alias).await?;
        match (&before, input.replaces) {
            (Some(_), None) => return Ok(Judged::Faults(vec![ConnectionFault::AliasTaken])),
            (None, Some(_)) => return Ok(Judged::Changed),
            (Some(before), Some(version)) if before.version != version => {
                return Ok(Judged::Changed);
            }
            _ => {}
        }
        let before = before.map(|Versioned { definition, .. }| definition);
        let mut faults = Vec::new();
        let (proxy, proxy_secret) = self
            .proxy(unit, before.as_ref(), input, &mut faults)
            .await?;
        let Some(definition) = define(before.as_ref(), input, proxy, &mut faults) else {
            return Ok(Judged::Faults(faults));
        };
        let known = self.vault.open(unit, &input.alias).await?;
        let proposal = propose(
            before.as_ref(),
            definition,
            known,
            input,
            proxy_secret,
            &mut faults,
        );
        if faults.is_empty() {
            faults.extend(self.unusable(&proposal));
        }
        Ok(if faults.is_empty() {
            Judged::Good(Box::new(proposal))
        } else {
            Judged::Faults(faults)
        })
    }

    async fn proxy(
        &self,
        unit: &mut dyn UnitOfWork,
        before: Option<&Connection>,
        input: &ConnectionInput,
        faults: &mut Vec<ConnectionFault>,
    ) -> Result<(Option<Url>, Secrets), AdministrationError> {
        let mut secrets = Secrets::new();
        let Some(other) = &input.proxy_of else {
            return Ok((before.and_then(|before| before.proxy.clone()), secrets));
        };
        let other_proxy = unit.connection(other).await?;
        let proxy = other_proxy.and_then(|other| other.definition.proxy);
        if proxy.is_none() {
            faults.push(ConnectionFault::ProxyOf);
        }
        secrets = self.vault.open(unit, other).await?;
        secrets.retain(|field, _| *field == SecretField::Proxy);
        Ok((proxy, secrets))
    }

    /// What only making a client of it shows.
    fn unusable(&self, proposal: &Proposal) -> Option<ConnectionFault> {
        let Proposal {
            definition,
            secrets,
            ..
        } = proposal;
        match self.connections.client_of(definition, secrets) {
            Ok(_) | Err(Unusable::NoSecret(_)) => None,
            Err(_) => {
                let field = definition.credential.needs().first().copied();
                field.map(ConnectionFault::Secret)
            }
        }
    }
}

fn define(
    before: Option<&Connection>,
    input: &ConnectionInput,
    proxy: Option<Url>,
    faults: &mut Vec<ConnectionFault>,
) -> Option<Connection> {
    // What only the file may say stays as the file said it.
    let allow_private_targets = before.is_some_and(|before| before.allow_private_targets);
    let is_same_host = |before: &Connection| {
        Url::parse(&input.url).is_ok_and(|url| url.origin() == before.url().origin())
    };
    let any_host = before.is_some_and(is_same_host);
    let url = match check_org_url(&input.url, allow_private_targets, any_host) {
        Ok(url) => Some(url),
        Err(fault) => {
            faults.push(fault.into());
            None
        }
    };
    let definition = Connection {
        alias: input.alias.clone(),
        name: input.name.trim().to_owned(),
        environment: input.environment.trim().to_owned(),
        system: System::Okta {
            url: url?,
            api_version: ApiVersion::V1,
        },
        proxy,
        allow_private_targets,
        credential: input.credential.clone(),
    };
    faults.extend(definition.problems().into_iter().map(ConnectionFault::from));
    Some(definition)
}

fn propose(
    before: Option<&Connection>,
    definition: Connection,
    known: Secrets,
    input: &ConnectionInput,
    proxy_secret: Secrets,
    faults: &mut Vec<ConnectionFault>,
) -> Proposal {
    let stays = before.is_some_and(|before| keeps_secrets(before, &definition));
    let may_have = definition.credential.may_have();
    let has_client_secret = known.contains_key(&SecretField::ClientSecret);
    let mut dropped = Vec::new();
    let mut secrets = Secrets::new();
    for (field, secret) in known {
        let same_proxy = before.is_some_and(|before| before.proxy == definition.proxy);
        let keeps = match field {
            SecretField::Proxy => same_proxy,
            _ => stays && may_have.contains(&field),
        };
        if keeps {
            secrets.insert(field, secret);
        } else {
            dropped.push(field);
        }
    }
    let mut entered: Vec<SecretField> = proxy_secret.keys().copied().collect();
    secrets.extend(proxy_secret);
    for (field, secret) in &input.secrets {
        if !may_have.contains(field) || *field == SecretField::RefreshToken {
            faults.push(ConnectionFault::SurplusSecret(*field));
            continue;
        }
        secrets.insert(*field, secret.clone());
        entered.push(*field);
    }
    dropped.retain(|field| !entered.contains(field));
    faults.extend(demanded(&definition, &secrets, has_client_secret));
    Proposal {
        definition,
        secrets,
        entered,
        dropped,
    }
}

/// A key is made, and a refresh token fetched, after saving; what people type is asked for at once.
fn demanded(
    definition: &Connection,
    secrets: &Secrets,
    has_client_secret: bool,
) -> Option<ConnectionFault> {
    let field = match definition.credential {
        Credential::ApiToken => SecretField::ApiToken,
        Credential::OAuthWeb { .. } if has_client_secret => SecretField::ClientSecret,
        Credential::OAuthWeb { .. } | Credential::OAuthService { .. } => return None,
    };
    (!secrets.contains_key(&field)).then_some(ConnectionFault::SecretNeeded(field))
}

/// Whether secrets go where they went before.
pub(crate) fn keeps_secrets(before: &Connection, now: &Connection) -> bool {
    let is_plain = now.url().scheme() != "https";
    before.origin() == now.origin()
        && (!is_plain || before.proxy == now.proxy)
        && app(&before.credential) == app(&now.credential)
}

/// The kind of a credential, and whose it is.
fn app(credential: &Credential) -> (&'static str, &str) {
    let id = match credential {
        Credential::ApiToken => "",
        Credential::OAuthService { client_id, .. } | Credential::OAuthWeb { client_id, .. } => {
            client_id
        }
    };
    (credential.kind(), id)
}
