use crate::{browser::Browser, context::engine, failure::Failure};
use axum::Extension;
use latchkey_domain::Network;
use latchkey_processes::Engine;

/// Who sends a form, and the engine that is to deal with it.
pub(crate) struct Caller {
    /// The process engine.
    pub(crate) engine: Engine,
    /// What is remembered of the browser.
    pub(crate) browser: Browser,
    /// The network it comes from, as the edge found it.
    pub(crate) network: Network,
}

impl Caller {
    /// The caller of the server function being run.
    pub(crate) async fn of_this_call() -> Result<Self, Failure> {
        let Extension(network) = leptos_axum::extract().await?;
        Ok(Self {
            engine: engine(),
            browser: Browser::of_this_call().await?,
            network,
        })
    }
}
