use super::Foundations;
use crate::config::Config;
use latchkey_administration::{Administration, Parts, processes::Redirects};
use latchkey_connections::{Connections, Vault};
use latchkey_domain::Store;
use latchkey_jobs::Wake;
use latchkey_processes::Engine;
use std::sync::Arc;

/// What admins do.
pub(super) fn open(
    config: &Config,
    foundations: &Foundations,
    store: Arc<dyn Store>,
    engine: &Engine,
    connections: &Connections,
    vault: Vault,
    wake: Wake,
) -> Administration {
    let Foundations { clock, entropy, .. } = foundations.clone();
    Administration::new(Parts {
        store,
        clock,
        entropy,
        wake,
        engine: engine.clone(),
        connections: connections.clone(),
        vault,
        block_alert: config.block_alert.clone(),
        retention: config.retention,
        redirects: redirects(config),
    })
}

/// Where processes may lead: the sign-in address, and every site the configuration file leads to.
fn redirects(config: &Config) -> Redirects {
    let named = config.processes.iter();
    let named = named.filter_map(|process| process.redirect_url.as_deref()?.parse().ok());
    Redirects {
        sign_in: config.portal.sign_in_url.clone(),
        sites: named.collect(),
    }
}
