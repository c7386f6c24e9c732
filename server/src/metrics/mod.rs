//! Metrics for Prometheus.
//!
//! The parts of the portal count where things happen, through the `metrics` crate; without a recorder
//! that does nothing. What can only be looked up (`gauges`) is looked up when somebody asks. No label
//! says anything about a person, but the counts as such tell what a login just typed led to: they are
//! for the operator, and served at an address of their own.

mod descriptions;
mod gauges;
mod page;
mod timed_store;

use anyhow::Context as _;
use metrics_exporter_prometheus::{
    Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder,
};
use std::time::Duration;
use tokio::time::interval;
use tokio_util::sync::CancellationToken;

pub(crate) use gauges::Gauges;
pub(crate) use page::router;
pub(crate) use timed_store::TimedStore;

/// Upper ends of the buckets of durations, in seconds: from a page out of the database to a form that
/// waits for Okta until the last moment.
const SECONDS: [f64; 12] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0,
];

/// How often what was timed is put into its buckets when nobody asks.
const KEEP_UP_EVERY: Duration = Duration::from_secs(10);

/// A recorder that knows what every metric means.
///
/// # Errors
/// None that happens: the buckets are not empty.
pub fn recorder() -> anyhow::Result<PrometheusRecorder> {
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)?
        .build_recorder();
    metrics::with_local_recorder(&recorder, descriptions::describe);
    Ok(recorder)
}

/// From now on, everything this process counts is recorded.
///
/// # Errors
/// When that was done before.
pub fn install() -> anyhow::Result<PrometheusHandle> {
    let recorder = recorder()?;
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder)
        .ok()
        .context("metrics are recorded already")?;
    Ok(handle)
}

/// Keeps what was timed from piling up, until `stop`.
pub(crate) async fn keep_up(metrics: PrometheusHandle, stop: CancellationToken) {
    let mut times = interval(KEEP_UP_EVERY);
    while stop.run_until_cancelled(times.tick()).await.is_some() {
        metrics.run_upkeep();
    }
}
