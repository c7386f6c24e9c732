use crate::oidc::{Attempt, Returned};
use latchkey_values::SignInId;
use serde::{Deserialize, Serialize};
use tower_sessions::{Session, session::Error};

const SIGN_IN: &str = "sign_in";
const UNDERWAY: &str = "sign_in_underway";
const FINDING: &str = "sign_in_finding";

/// What the portal remembers of a staff member's browser. It lies on the server; the browser holds
/// nothing but the session's random id.
#[derive(Clone, Debug)]
pub struct StaffBrowser(Session);

/// A sign-in at the directory that this browser began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Underway {
    /// The attempt.
    pub attempt: Attempt,
    /// The page to go to afterwards, a path of ours.
    pub next: String,
}

/// Why the person is not signed in yet, for the page they are sent back to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// What they showed proves nothing.
    Refused,
    /// It is right, and not enough.
    WeakProof,
    /// They have no role here.
    NoRole,
    /// Too many tries, for so many minutes.
    TooManyTries(u32),
    /// The directory does not answer.
    Unavailable,
    /// They chose a password and may sign in with it.
    PasswordSet,
    /// The password they chose is refused; a code says why.
    Password(String),
}

impl StaffBrowser {
    /// The browser of this session.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self(session)
    }

    /// By what its person is signed in; `None` when they are not.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn sign_in(&self) -> Result<Option<SignInId>, Error> {
        let id: Option<String> = self.0.get(SIGN_IN).await?;
        Ok(id.and_then(|id| id.parse().ok()))
    }

    /// Its person is signed in by `id` from now on, under a new session id: whoever knew the old one is
    /// left behind.
    ///
    /// # Errors
    /// When the session cannot be written.
    pub async fn signed_in(&self, id: SignInId) -> Result<(), Error> {
        self.0.cycle_id().await?;
        self.0.remove_value(FINDING).await?;
        self.0.insert(SIGN_IN, id.to_string()).await
    }

    /// Forgets everything about it.
    ///
    /// # Errors
    /// When the session cannot be written.
    pub async fn forget(&self) -> Result<(), Error> {
        if self.0.id().is_some() {
            self.0.flush().await?;
        }
        Ok(())
    }

    /// Keeps a sign-in that began, in place of an earlier one, under a new session id: an id that was
    /// planted in the browser ends here.
    ///
    /// # Errors
    /// When the session cannot be written.
    pub async fn keep_underway(&self, underway: &Underway) -> Result<(), Error> {
        self.0.cycle_id().await?;
        self.0.remove_value(FINDING).await?;
        self.0.insert(UNDERWAY, underway).await
    }

    /// The sign-in that `returned` is the answer to; it can be asked for once. `None` when this browser
    /// began no such sign-in, which changes nothing.
    ///
    /// # Errors
    /// When the session cannot be read or written.
    pub async fn take_underway(&self, returned: &Returned) -> Result<Option<Underway>, Error> {
        let underway = self.0.get_value(UNDERWAY).await?;
        let underway: Option<Underway> =
            underway.and_then(|underway| serde_json::from_value(underway).ok());
        let underway = underway.filter(|underway| underway.attempt.is_known_to(returned));
        if underway.is_some() {
            self.0.remove_value(UNDERWAY).await?;
            // Durable at once: the next request with the same answer finds nothing.
            self.0.save().await?;
        }
        Ok(underway)
    }

    /// Keeps what to tell the person on the next page.
    ///
    /// # Errors
    /// When the session cannot be written.
    pub async fn keep_finding(&self, finding: &Finding) -> Result<(), Error> {
        self.0.insert(FINDING, finding).await
    }

    /// What to tell the person. It stays until something else is found, so that a page can be loaded
    /// again.
    ///
    /// # Errors
    /// When the session cannot be read.
    pub async fn finding(&self) -> Result<Option<Finding>, Error> {
        let finding = self.0.get_value(FINDING).await?;
        Ok(finding.and_then(|finding| serde_json::from_value(finding).ok()))
    }
}
