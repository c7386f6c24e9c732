use super::{NotSignedIn, SignInService, limits::Counted};
use crate::oidc::Attempt;
use jiff::SignedDuration;
use latchkey_domain::{Limit, Network};
use url::Url;

/// A whole company may come from one address, but nobody may fill the trail with sign-ins that fail.
const STARTS: Limit = Limit {
    name: "sign-ins-of-network",
    most: 300,
    window: SignedDuration::from_hours(1),
};

impl SignInService {
    /// Begins a sign-in at the directory: where to send the browser, and what to keep in its session.
    /// With `is_fresh` the person has to prove who they are even when signed in at the directory.
    ///
    /// # Errors
    /// [`NotSignedIn::Unavailable`] when there is no directory or it does not answer, and
    /// [`NotSignedIn::TooManyTries`].
    pub async fn begin(
        &self,
        is_fresh: bool,
        network: Network,
    ) -> Result<(Url, Attempt), NotSignedIn> {
        let directory = self.parts().directory.as_ref();
        let directory = directory.ok_or(NotSignedIn::Unavailable)?;
        let start = Counted {
            limit: STARTS,
            key: network.to_string(),
            shown: network.to_string(),
        };
        self.take_try(vec![start], network).await?;
        Ok(directory.oidc.begin(is_fresh).await?)
    }
}
