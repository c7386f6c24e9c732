use latchkey_okta::{CredentialProblem, Error as OktaError};

/// Why a credential store did not do what was asked, by what it means for the next step.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It refused the new password. Nothing changed.
    #[error("the credential store refused the password")]
    Password(PasswordRefusal),
    /// It refused for a reason the person cannot change (rights, status). Nothing changed.
    #[error("the credential store refused")]
    Refused(#[source] OktaError),
    /// The id names nobody this store could know.
    #[error("no such person in the credential store")]
    UnknownPerson,
    /// It answered with somebody else's account: it is at fault, or somebody stands between. Nothing of the
    /// answer was used; a write may have happened.
    #[error("the credential store answered with another person")]
    AnotherPerson {
        /// Whom it was asked about.
        asked: String,
        /// The id of whom it answered with.
        answered: String,
    },
    /// It surely did not act: not reached, too busy, or a read that failed. Trying later may help.
    #[error("the credential store is unavailable")]
    Unavailable(#[source] OktaError),
    /// It may or may not have acted. Only reading can tell.
    #[error("the credential store gave no clear answer")]
    Unclear(#[source] OktaError),
}

impl Failure {
    /// Whether nothing will work before an admin puts the credential or its scopes right. Missing rights
    /// without a named scope may mean one protected person only.
    #[must_use]
    pub fn needs_admin(&self) -> bool {
        match self {
            Self::Refused(error) | Self::Unavailable(error) | Self::Unclear(error) => {
                is_about_credential(error)
            }
            Self::Password(_) | Self::UnknownPerson | Self::AnotherPerson { .. } => false,
        }
    }
}

/// Whether it is the credential that Okta does not take, whatever the call.
pub(crate) fn is_about_credential(error: &OktaError) -> bool {
    match error.credential_problem() {
        Some(CredentialProblem::Refused | CredentialProblem::SignInEnded) => true,
        Some(CredentialProblem::RightsMissing { scopes }) => !scopes.is_empty(),
        None => false,
    }
}

/// Why a new password was refused, as far as the store's answer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// It is one of the last passwords, or the current one.
    RecentlyUsed,
    /// The current password is too new to be changed.
    TooYoung,
    /// It is on a list of common passwords.
    Common,
    /// It holds a name of the person.
    ContainsName,
    /// The current password, which a change needs, was wrong.
    OldPasswordWrong,
    /// Another rule of the policy.
    Policy,
}
