use crate::{caller::Caller, failure::Failure};
use latchkey_administration::connections::TokenQuestion;
use latchkey_values::Alias;
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use std::fmt;
use url::Url;

const KEY: &str = "connection_token_underway";

/// A token that this browser's administrator went to get. It lies on the server, in the browser's session, so
/// that no other browser can bring the answer. `Debug` shows no secret.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Underway {
    /// The connection the token is for.
    pub(super) alias: Alias,
    /// Okta's page for signing in and consenting.
    pub(super) address: Url,
    /// Where Okta was told to send the browser back to.
    pub(super) redirect_uri: Url,
    state: String,
    verifier: String,
}

impl Underway {
    /// A question that was just made.
    pub(super) fn new(alias: Alias, redirect_uri: Url, question: &TokenQuestion) -> Self {
        Self {
            alias,
            address: question.address.clone(),
            redirect_uri,
            state: question.state.expose_secret().to_owned(),
            verifier: question.verifier.expose_secret().to_owned(),
        }
    }

    /// The question again.
    pub(super) fn question(&self) -> TokenQuestion {
        TokenQuestion {
            address: self.address.clone(),
            state: self.state.clone().into(),
            verifier: self.verifier.clone().into(),
        }
    }

    /// Remembers it, in place of an earlier one.
    pub(super) async fn keep(&self, caller: &Caller) -> Result<(), Failure> {
        Ok(caller.session().insert(KEY, self).await?)
    }

    /// What this browser went for; `None` when it did not.
    pub(super) async fn of(caller: &Caller) -> Result<Option<Self>, Failure> {
        let kept = caller.session().get_value(KEY).await?;
        Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()))
    }

    /// The one that `state` is the answer to. It can be asked for once; another browser's answer takes
    /// nothing away.
    pub(super) async fn take(caller: &Caller, state: &str) -> Result<Option<Self>, Failure> {
        let found = Self::of(caller).await?;
        let found = found.filter(|underway| underway.question().is_answered_by(state));
        if found.is_some() {
            caller.session().remove_value(KEY).await?;
            // Durable at once: the next request with the same answer finds nothing.
            caller.session().save().await?;
        }
        Ok(found)
    }
}

impl fmt::Debug for Underway {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Underway")
            .field("alias", &self.alias)
            .finish_non_exhaustive()
    }
}
