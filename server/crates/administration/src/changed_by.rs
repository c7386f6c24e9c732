use latchkey_auth::access::{Granted, Permission};
use latchkey_domain::ChangedBy;

/// Whoever has the permission, as the author of a change.
pub(crate) fn changed_by<P: Permission>(granted: &Granted<P>) -> ChangedBy {
    let member = granted.member();
    ChangedBy::Staff {
        principal: member.principal.clone(),
        name: member.name.clone(),
    }
}
