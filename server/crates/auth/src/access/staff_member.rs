use super::{Granted, Permission};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Network, Principal, Role, SignIn};
use latchkey_values::SignInId;

/// A sign-in is fresh for so long: enough to finish a form, too short to be found open.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

/// Somebody who signed in, as one request finds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffMember {
    /// The sign-in.
    pub sign_in: SignInId,
    /// Who.
    pub principal: Principal,
    /// Their name on screens.
    pub name: String,
    /// Their login, for people to read.
    pub login: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// When they last proved who they are.
    pub authenticated_at: Timestamp,
    /// Where the request comes from.
    pub network: Network,
}

/// Why somebody may not do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// None of their roles has the permission.
    #[error("no role of this person allows it")]
    NotAllowed,
    /// It takes a fresh sign-in, and theirs is not.
    #[error("the sign-in is not fresh")]
    NotFresh,
}

impl StaffMember {
    /// The person of `sign_in`, whose request comes from `network`.
    #[must_use]
    pub fn of(sign_in: SignIn, network: Network) -> Self {
        Self {
            sign_in: sign_in.id,
            principal: sign_in.principal,
            name: sign_in.name,
            login: sign_in.login,
            roles: sign_in.roles,
            authenticated_at: sign_in.authenticated_at,
            network,
        }
    }

    /// Whether their roles have a permission, fresh sign-in or not: what screens offer goes by it.
    #[must_use]
    pub fn may<P: Permission>(&self) -> bool {
        P::FACTS.allow(&self.roles)
    }

    /// Lets them do `P` at `now`.
    ///
    /// # Errors
    /// [`Denied`] says what is missing.
    pub fn grant<P: Permission>(&self, now: Timestamp) -> Result<Granted<P>, Denied> {
        if !self.may::<P>() {
            Err(Denied::NotAllowed)
        } else if P::FACTS.is_dangerous && !self.is_fresh(now) {
            Err(Denied::NotFresh)
        } else {
            Ok(Granted::to(self.clone()))
        }
    }

    /// Whether they proved who they are a few minutes ago.
    #[must_use]
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        now.duration_since(self.authenticated_at) <= FRESH
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{EditProcesses, ReadAudit};
    use latchkey_testkit::TestClock;
    use latchkey_values::{Clock as _, OsEntropy};
    use std::net::IpAddr;

    fn member(roles: &[Role], authenticated_at: Timestamp) -> StaffMember {
        StaffMember {
            sign_in: SignInId::new(&TestClock::default(), &OsEntropy),
            principal: Principal {
                issuer: "https://example.okta.com".into(),
                subject: "00u1".into(),
            },
            name: "Alice".into(),
            login: "alice@example.com".into(),
            roles: roles.to_vec(),
            authenticated_at,
            network: Network::from(IpAddr::from([192, 0, 2, 1])),
        }
    }

    #[test]
    fn a_role_without_the_permission_gets_nothing() {
        let now = TestClock::default().now();
        let auditor = member(&[Role::Auditor], now);
        assert_eq!(
            auditor.grant::<EditProcesses>(now).err(),
            Some(Denied::NotAllowed)
        );
        assert!(auditor.grant::<ReadAudit>(now).is_ok());
    }

    #[test]
    fn dangerous_changes_take_a_fresh_sign_in() {
        let signed_in = TestClock::default().now();
        let admin = member(&[Role::PasswordAdmin], signed_in);
        let fresh = signed_in + FRESH;
        assert!(admin.grant::<EditProcesses>(fresh).is_ok());
        let late = fresh + SignedDuration::from_millis(1);
        assert_eq!(
            admin.grant::<EditProcesses>(late).err(),
            Some(Denied::NotFresh)
        );
        assert!(admin.grant::<ReadAudit>(late).is_ok());
    }
}
