use crate::audit_entry::by_visitor;
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_domain::{AuditEvent, AuditKind, Network, Request};

/// Who takes a step of a request.
#[derive(Clone, Debug)]
pub(crate) enum Author {
    /// The person it is about, or somebody who says so, at a browser.
    Visitor(Network),
    /// An agent of the service desk, for them.
    Agent(Box<Granted<HelpCallers>>),
}

impl Author {
    /// An audit event about a request, by this author.
    pub(crate) fn event(&self, kind: AuditKind, request: &Request) -> AuditEvent {
        match self {
            Self::Visitor(network) => by_visitor(kind, request, *network),
            Self::Agent(agent) => AuditEvent {
                subject: request.subject.as_ref().map(|subject| subject.id.clone()),
                request: Some(request.id),
                ..agent.event(kind, [])
            },
        }
    }

    /// Where they are.
    pub(crate) fn network(&self) -> Network {
        match self {
            Self::Visitor(network) => *network,
            Self::Agent(agent) => agent.member().network,
        }
    }
}

impl From<Network> for Author {
    fn from(network: Network) -> Self {
        Self::Visitor(network)
    }
}

impl From<&Granted<HelpCallers>> for Author {
    fn from(agent: &Granted<HelpCallers>) -> Self {
        Self::Agent(Box::new(agent.clone()))
    }
}
