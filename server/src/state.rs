//! What requests are served with.

use crate::{
    config::PublicUrl,
    edge::{
        client_network::TrustedProxies, device::Devices, error_page::ErrorPages, render::Renders,
        request_body::BodyLimits, security_headers::SecurityHeaders,
    },
    site::Site,
};
use latchkey_auth::{DeviceCookie, sign_in::SignInService};
use latchkey_store::SqlStore;
use latchkey_values::{Clock, Entropy};
use std::sync::Arc;

/// Everything the router hands to its layers and handlers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct State {
    pub(crate) public_url: Arc<PublicUrl>,
    pub(crate) trusted_proxies: TrustedProxies,
    pub(crate) site: Arc<Site>,
    pub(crate) store: Arc<SqlStore>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) error_pages: ErrorPages,
    pub(crate) renders: Renders,
    pub(crate) body_limits: BodyLimits,
    /// Minutes after which an unused browser session ends.
    pub(crate) session_minutes: u32,
    /// Signs staff in and out.
    pub(crate) sign_in: SignInService,
    /// Where they sign in, as an origin; `None` when only the portal itself knows them.
    pub(crate) directory: Option<Arc<str>>,
}

impl State {
    pub(crate) fn devices(&self) -> Devices {
        Devices {
            cookie: DeviceCookie {
                secure: self.public_url.is_https(),
            },
            entropy: Arc::clone(&self.entropy),
        }
    }

    pub(crate) fn security_headers(&self) -> SecurityHeaders {
        SecurityHeaders {
            entropy: Arc::clone(&self.entropy),
            https: self.public_url.is_https(),
            directory: self.directory.clone(),
        }
    }
}
