use jiff::Timestamp;
use latchkey_domain::Principal;

/// Who signed in, as the directory says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Issuer and subject: what they are known by.
    pub principal: Principal,
    /// Their name on screens.
    pub name: String,
    /// Their login, for people to read.
    pub login: String,
    /// Names of the groups the token lists; empty when it lists none.
    pub groups: Vec<String>,
    /// When they proved who they are.
    pub authenticated_at: Timestamp,
}
