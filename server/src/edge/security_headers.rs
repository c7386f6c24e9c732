//! Puts the headers that tell browsers what to allow on every answer, whatever made it.

use app::CspNonce;
use axum::{
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue,
        header::{
            CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
            X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
        },
    },
    middleware::Next,
    response::Response,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use latchkey_values::Entropy;
use std::sync::Arc;

/// What the layer needs.
#[derive(Clone)]
pub(crate) struct SecurityHeaders {
    pub(crate) entropy: Arc<dyn Entropy>,
    /// Whether browsers reach the portal over TLS.
    pub(crate) https: bool,
    /// Where staff sign in, as an origin; `None` when that is nowhere else.
    pub(crate) directory: Option<Arc<str>>,
}

/// The pages whose form leads to the directory. Browsers hold redirects of a form to the policy of the
/// page it stands on.
const SIGN_IN_PAGES: [&str; 2] = ["/sign-in", "/sign-in/again"];

/// The same for every answer. `same-origin` and not `no-referrer`: the latter makes browsers send
/// `Origin: null` with our own forms.
const FIXED: [(HeaderName, &str); 6] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000; includeSubDomains");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

pub(crate) async fn layer(
    State(settings): State<SecurityHeaders>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = new_nonce(&*settings.entropy);
    let directory = settings.directory.as_deref();
    let directory = directory.filter(|_| SIGN_IN_PAGES.contains(&request.uri().path()));
    let policy = content_security_policy(&nonce, directory);
    request.extensions_mut().insert(CspNonce(nonce));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if settings.https {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
    // Only what says otherwise itself (assets) may be kept.
    headers.entry(CACHE_CONTROL).or_insert(NO_STORE);
    response
}

/// 128 bits, new for every answer.
fn new_nonce(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn content_security_policy(nonce: &str, directory: Option<&str>) -> String {
    let directory = directory.map_or_else(String::new, |origin| format!(" {origin}"));
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self'; connect-src 'self'; form-action 'self'{directory}; base-uri 'none'; object-src 'none'; \
         frame-ancestors 'none'"
    )
}
