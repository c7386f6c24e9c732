use super::{ClientId, SigningKey, client_assertion, token_endpoint};
use crate::{Error, Scope, request::Request};
use jiff::Timestamp;
use latchkey_http::NotSent;
use latchkey_values::Entropy;
use url::Url;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// An app of the type API Services, which signs in with its own key (`private_key_jwt`). It needs the
/// scopes granted and an admin role besides. The other way, a client secret, Okta does not allow here
/// (guide "Implement OAuth for Okta with a service app").
#[derive(Clone, Debug)]
pub struct ServiceApp {
    /// The app's client id.
    pub client_id: ClientId,
    /// The private key whose public half the app knows.
    pub key: SigningKey,
    /// What to ask for; at least one.
    pub scopes: Vec<Scope>,
    /// Whether each call proves that it comes from this client. Must be on when the app has "Require
    /// Demonstrating Proof of Possession", and may be on otherwise.
    pub dpop: bool,
}

impl ServiceApp {
    /// A token request with an assertion of its own.
    pub(super) fn token_request(
        &self,
        endpoint: &Url,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<Request, Error> {
        let assertion = client_assertion::sign(&self.key, &self.client_id, endpoint, now, entropy)
            .ok_or(Error::NotSent(NotSent::Invalid))?;
        Ok(token_endpoint::request().form(&[
            ("grant_type", "client_credentials"),
            ("scope", &Scope::join(&self.scopes)),
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", &assertion),
        ]))
    }
}
