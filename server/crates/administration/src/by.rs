use latchkey_auth::access::{Granted, Permission};
use latchkey_domain::{Actor, AuditEvent, AuditKind};
use serde_json::{Map, Value};

/// On whose authority something is done that `P` allows.
#[derive(Debug)]
pub enum By<'a, P> {
    /// Of somebody who signed in and may do it.
    Staff(&'a Granted<P>),
    /// Of somebody at the command line of a node, who may do everything there.
    Operator(&'a Operator),
}

/// Somebody at the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// The account the command runs under.
    pub account: String,
    /// Who became that account, as the environment says; `None` when it says nothing.
    pub sudo_user: Option<String>,
}

impl Operator {
    /// An audit event about what they do. Details hold no secret.
    #[must_use]
    pub fn event<const N: usize>(
        &self,
        kind: AuditKind,
        details: [(&str, Value); N],
    ) -> AuditEvent {
        let named = details.map(|(name, value)| (name.to_owned(), value));
        let mut details = Map::from_iter(named);
        details.insert("operator".to_owned(), self.account.as_str().into());
        if let Some(name) = &self.sudo_user {
            details.insert("sudo_user".to_owned(), name.as_str().into());
        }
        AuditEvent {
            kind,
            actor: Actor::Operator,
            subject: None,
            request: None,
            network: None,
            details,
        }
    }
}

impl<P: Permission> By<'_, P> {
    pub(crate) fn event<const N: usize>(
        &self,
        kind: AuditKind,
        details: [(&str, Value); N],
    ) -> AuditEvent {
        match self {
            Self::Staff(granted) => granted.event(kind, details),
            Self::Operator(operator) => operator.event(kind, details),
        }
    }
}

impl<P> Clone for By<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for By<'_, P> {}

impl<'a, P> From<&'a Granted<P>> for By<'a, P> {
    fn from(granted: &'a Granted<P>) -> Self {
        Self::Staff(granted)
    }
}

impl<'a, P> From<&'a Operator> for By<'a, P> {
    fn from(operator: &'a Operator) -> Self {
        Self::Operator(operator)
    }
}
