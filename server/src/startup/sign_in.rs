use super::Foundations;
use crate::{
    config::{self, Config},
    sign_in::{OktaRoles, RETURN, Screen},
};
use anyhow::Context as _;
use jiff::SignedDuration;
use latchkey_auth::{
    oidc::{Oidc, OidcSettings},
    sign_in::{Directory, Parts, SignInService},
};
use latchkey_connections::{Connections, way_out};
use latchkey_domain::{Digest, Store};
use latchkey_processes::Engine;
use latchkey_secrets::{Digests, Key};
use std::sync::Arc;
use url::Url;

/// Sign-in as configured. Nothing is asked of the directory yet.
///
/// # Errors
/// What of the configuration cannot be used.
pub(super) fn open(
    config: &Config,
    foundations: &Foundations,
    connections: &Connections,
    key: &Key,
    engine: &Engine,
    store: Arc<dyn Store>,
) -> anyhow::Result<SignInService> {
    let Foundations { clock, entropy, .. } = foundations.clone();
    let directory = config.sign_in.as_ref();
    let directory =
        directory.map(|sign_in| directory_of(config, sign_in, foundations, connections));
    let digests = Digests::new(key);
    Ok(SignInService::new(Parts {
        store,
        clock,
        entropy,
        directory: directory.transpose()?,
        screen: Arc::new(Screen(engine.clone())),
        counter_key: Arc::new(move |text| Digest::from_hex(digests.counter_key(text))),
    }))
}

/// Where browsers are sent to sign in, as scheme, host and port; `None` when nowhere.
pub(super) fn origin(config: &Config) -> Option<String> {
    let sign_in = config.sign_in.as_ref()?;
    let issuer = Url::parse(&issuer(config, sign_in)?).ok()?;
    Some(issuer.origin().ascii_serialization())
}

/// An org is the issuer of its own tokens, under its address without a slash.
fn issuer(config: &Config, sign_in: &config::SignIn) -> Option<String> {
    let org = config
        .connections
        .get(&sign_in.connection)?
        .definition
        .url();
    let of_org = || org.as_str().trim_end_matches('/').to_owned();
    Some(sign_in.issuer.clone().unwrap_or_else(of_org))
}

fn directory_of(
    config: &Config,
    sign_in: &config::SignIn,
    foundations: &Foundations,
    connections: &Connections,
) -> anyhow::Result<Directory> {
    let Foundations { clock, entropy, .. } = foundations.clone();
    let org = config.connections.get(&sign_in.connection);
    let org = org.context("sign-in without a connection")?;
    let http = way_out(&org.definition, &org.secrets)?;
    let portal: Url = config.public_url.as_str().parse()?;
    let oidc = Oidc::new(OidcSettings {
        issuer: issuer(config, sign_in).context("sign-in without an issuer")?,
        client_id: sign_in.client_id.clone(),
        client_secret: sign_in.client_secret.clone(),
        redirect_url: portal.join(RETURN)?,
        require_amr: sign_in.require_amr.clone(),
        http,
        clock,
        entropy,
    })?;
    Ok(Directory {
        oidc,
        roles: sign_in.roles.clone(),
        source: Arc::new(OktaRoles {
            connections: connections.clone(),
            connection: sign_in.connection.clone(),
        }),
        grace: SignedDuration::from_mins(i64::from(sign_in.roles_outlast_minutes)),
    })
}
