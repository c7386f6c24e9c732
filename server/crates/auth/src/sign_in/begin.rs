use super::{NotSignedIn, SignInService};
use crate::oidc::Attempt;
use url::Url;

impl SignInService {
    /// Begins a sign-in at the directory: where to send the browser, and what to keep in its session.
    /// With `is_fresh` the person has to prove who they are even when signed in at the directory.
    ///
    /// # Errors
    /// [`NotSignedIn::Unavailable`] when there is no directory or it does not answer.
    pub async fn begin(&self, is_fresh: bool) -> Result<(Url, Attempt), NotSignedIn> {
        let directory = self.parts().directory.as_ref();
        let directory = directory.ok_or(NotSignedIn::Unavailable)?;
        Ok(directory.oidc.begin(is_fresh).await?)
    }
}
