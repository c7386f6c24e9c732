use latchkey_connections::Connections;
use latchkey_domain::{Store, StoreError};
use latchkey_okta::{Circuit, Client, CredentialHealth};
use latchkey_values::Alias;
use metrics::gauge;
use std::sync::Arc;

/// What is measured when somebody asks for it.
#[derive(Clone)]
pub(crate) struct Gauges {
    pub(crate) store: Arc<dyn Store>,
    /// Those somebody used.
    pub(crate) connections: Connections,
}

impl Gauges {
    pub(super) async fn measure(&self) {
        gauge!("latchkey_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
        self.measure_jobs().await;
        for (alias, client) in self.connections.last_known() {
            measure_okta(&alias, &client);
        }
    }

    async fn measure_jobs(&self) {
        let counted = self.job_counts().await;
        gauge!("latchkey_database_up").set(u8::from(counted.is_ok()));
        // Not a number: nobody knows, which is neither none nor as many as before.
        let (queued, dead) = counted.map_or((f64::NAN, f64::NAN), |(queued, dead)| {
            (f64::from(queued), f64::from(dead))
        });
        gauge!("latchkey_jobs_queued").set(queued);
        gauge!("latchkey_jobs_dead").set(dead);
    }

    async fn job_counts(&self) -> Result<(u32, u32), StoreError> {
        self.store.read().await?.job_counts().await
    }
}

/// What the calls so far have shown; nobody is called for it.
fn measure_okta(alias: &Alias, client: &Client) {
    let health = client.health();
    let connection = || alias.to_string();
    let is_open = health.circuit != Circuit::Closed;
    let is_refused = health.credential != CredentialHealth::Ok;
    gauge!("latchkey_okta_circuit_open", "connection" => connection()).set(u8::from(is_open));
    gauge!("latchkey_okta_credential_refused", "connection" => connection())
        .set(u8::from(is_refused));
    let forbidden = u32::try_from(health.forbidden.len()).unwrap_or(u32::MAX);
    gauge!("latchkey_okta_forbidden_calls", "connection" => connection()).set(forbidden);
    if let Some(at) = health.last_success {
        gauge!("latchkey_okta_last_success_timestamp_seconds", "connection" => connection())
            .set(at.as_duration().as_secs_f64());
    }
}
