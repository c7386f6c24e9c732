use super::Foundations;
use crate::config::Config;
use latchkey_administration::{Administration, Parts};
use latchkey_domain::Store;
use latchkey_jobs::Wake;
use latchkey_okta::Client;
use latchkey_processes::Engine;
use latchkey_values::Alias;
use std::sync::Arc;

/// What admins do.
pub(super) fn open(
    config: &Config,
    foundations: &Foundations,
    store: Arc<dyn Store>,
    engine: &Engine,
    okta: Vec<(Alias, Client)>,
    wake: Wake,
) -> Administration {
    let Foundations { clock, entropy, .. } = foundations.clone();
    Administration::new(Parts {
        store,
        clock,
        entropy,
        wake,
        engine: engine.clone(),
        okta: Arc::new(move || okta.clone()),
        block_alert: config.block_alert.clone(),
        retention: config.retention,
    })
}
