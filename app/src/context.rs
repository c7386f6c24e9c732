use crate::language;
use http::request::Parts;
use latchkey_administration::Administration;
use latchkey_auth::sign_in::SignInService;
use latchkey_employee::{SharedClock, SignInUrl};
use latchkey_mail::PortalFacts;
use latchkey_processes::Engine;
use latchkey_staff::PortalUrl;
use latchkey_ui::{Assets, Desk, PortalName};
use latchkey_values::Clock;
use leptos::{nonce::Nonce, prelude::*};
use std::sync::Arc;

/// What the pages work with.
#[derive(Clone)]
pub struct Context {
    /// The process engine.
    pub engine: Engine,
    /// What admins do.
    pub administration: Administration,
    /// Signs staff in.
    pub sign_in: SignInService,
    /// The portal's name and service desk.
    pub portal: PortalFacts,
    /// Where people sign in once they have a password again; `None` when not configured.
    pub sign_in_url: Option<String>,
    /// Where the built files are.
    pub assets: Assets,
    /// The clock pages count minutes with.
    pub clock: Arc<dyn Clock>,
}

/// The nonce of one answer's content security policy. The edge makes it, sets the header, and puts
/// it into the request's extensions; pages write it on their scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CspNonce(pub String);

impl Context {
    /// Hands everything to the page or server function that is about to run.
    pub(crate) fn provide(&self) {
        provide_context(self.engine.clone());
        provide_context(self.administration.clone());
        provide_context(self.sign_in.clone());
        provide_context(self.assets.clone());
        provide_context(PortalName(self.portal.name.clone()));
        provide_context(PortalUrl(self.portal.url.clone()));
        provide_context(self.desk());
        provide_context(SignInUrl(self.sign_in_url.clone()));
        provide_context(SharedClock(Arc::clone(&self.clock)));
        language::provide();
        provide_edge_nonce();
    }

    fn desk(&self) -> Desk {
        let desk = &self.portal.desk;
        Desk {
            text: desk.text.clone(),
            phone: desk.phone.clone(),
            email: desk.email.clone(),
            url: desk.url.clone(),
        }
    }
}

/// Replaces the nonce Leptos made by the edge's, which stands in the header.
fn provide_edge_nonce() {
    let nonce =
        use_context::<Parts>().and_then(|parts| parts.extensions.get::<CspNonce>().cloned());
    if let Some(CspNonce(nonce)) = nonce {
        provide_context(Nonce::from_value(nonce));
    }
}
