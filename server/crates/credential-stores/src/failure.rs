use latchkey_okta::Error as OktaError;

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
    /// It surely did not act: not reached, too busy, or a read that failed. Trying later may help.
    #[error("the credential store is unavailable")]
    Unavailable(#[source] OktaError),
    /// It may or may not have acted. Only reading can tell.
    #[error("the credential store gave no clear answer")]
    Unclear(#[source] OktaError),
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
