use super::Gauges;
use axum::{
    Router,
    extract::State,
    http::{
        HeaderName,
        header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    },
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;

const HEADERS: [(HeaderName, &str); 3] = [
    // Prometheus' text format.
    (CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"),
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// All there is at the address for monitoring.
pub(crate) fn router(metrics: PrometheusHandle, gauges: Gauges) -> Router {
    Router::new()
        .route("/metrics", get(page))
        .with_state((metrics, gauges))
}

async fn page(
    State((metrics, gauges)): State<(PrometheusHandle, Gauges)>,
) -> ([(HeaderName, &'static str); 3], String) {
    gauges.measure().await;
    (HEADERS, metrics.render())
}
