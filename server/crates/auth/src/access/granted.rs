use super::{Permission, StaffMember};
use latchkey_domain::{Actor, AuditEvent, AuditKind};
use serde_json::{Map, Value, json};
use std::marker::PhantomData;

/// A signed-in person who may do `P`. Only [`StaffMember::grant`] makes one.
#[derive(Clone, Debug)]
pub struct Granted<P> {
    member: StaffMember,
    permission: PhantomData<P>,
}

impl<P: Permission> Granted<P> {
    pub(super) fn to(member: StaffMember) -> Self {
        Self {
            member,
            permission: PhantomData,
        }
    }

    /// Who it is.
    #[must_use]
    pub fn member(&self) -> &StaffMember {
        &self.member
    }

    /// An audit event about what they do by this permission. Details hold no secret.
    #[must_use]
    pub fn event<const N: usize>(
        &self,
        kind: AuditKind,
        details: [(&str, Value); N],
    ) -> AuditEvent {
        let StaffMember {
            sign_in,
            principal,
            name,
            network,
            ..
        } = &self.member;
        let named = details.map(|(name, value)| (name.to_owned(), value));
        let mut details = Map::from_iter(named);
        let staff = json!({ "name": name, "issuer": principal.issuer, "subject": principal.subject,
            "sign_in": sign_in, "permission": P::FACTS.name });
        details.insert("staff".to_owned(), staff);
        AuditEvent {
            kind,
            actor: Actor::Staff,
            subject: None,
            request: None,
            network: Some(network.to_string()),
            details,
        }
    }
}
