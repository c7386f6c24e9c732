use crate::{failure::Failure, form_state::FormState};
use latchkey_domain::Digest;
use latchkey_values::RequestId;
use tower_sessions::Session;

const REQUEST: &str = "request";
const FORM: &str = "form";
const LINK: &str = "link";

/// What the portal remembers about the browser that asks: its request, and what was wrong with the
/// form it sent last.
pub(crate) struct Browser(Session);

impl Browser {
    /// The browser of the call being answered.
    pub(crate) async fn of_this_call() -> Result<Self, Failure> {
        Ok(Self(leptos_axum::extract().await?))
    }

    /// The request it is in; `None` before it began one.
    pub(crate) async fn request(&self) -> Result<Option<RequestId>, Failure> {
        let id: Option<String> = self.0.get(REQUEST).await?;
        Ok(id.and_then(|id| id.parse().ok()))
    }

    /// Puts it into a request, under a new session id: whoever knew the old one is left behind.
    pub(crate) async fn begin(&self, request: RequestId) -> Result<(), Failure> {
        self.renew().await?;
        Ok(self.0.insert(REQUEST, request.to_string()).await?)
    }

    /// Gives it a new session id, because it may do more from now on.
    pub(crate) async fn renew(&self) -> Result<(), Failure> {
        Ok(self.0.cycle_id().await?)
    }

    /// Forgets everything about it.
    pub(crate) async fn forget(&self) -> Result<(), Failure> {
        if self.0.id().is_some() {
            self.0.flush().await?;
        }
        Ok(())
    }

    /// The digest of the mailed link's token that it opened; `None` when it opened none.
    pub(crate) async fn link(&self) -> Result<Option<Digest>, Failure> {
        Ok(self.0.get(LINK).await?)
    }

    /// Remembers which mailed link it opened, under a new session id: the link stands for a proof.
    pub(crate) async fn keep_link(&self, link: &Digest) -> Result<(), Failure> {
        self.renew().await?;
        Ok(self.0.insert(LINK, link).await?)
    }

    /// Puts it into the request whose link it opened. The session id has been new since then, and stays:
    /// the form may come twice.
    pub(crate) async fn follow_link(&self, request: RequestId) -> Result<(), Failure> {
        Ok(self.0.insert(REQUEST, request.to_string()).await?)
    }

    /// What became of the form it sent last. `None` also for what an older version wrote.
    pub(crate) async fn form_state(&self) -> Result<Option<FormState>, Failure> {
        match self.0.get(FORM).await {
            Ok(state) => Ok(state),
            Err(tower_sessions::session::Error::SerdeJson(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Replaces what is known about the form it sent last.
    pub(crate) async fn keep_form_state(&self, state: Option<&FormState>) -> Result<(), Failure> {
        match state {
            Some(state) => self.0.insert(FORM, state).await?,
            None if self.0.get_value(FORM).await?.is_some() => {
                self.0.remove_value(FORM).await?;
            }
            None => {}
        }
        Ok(())
    }
}
