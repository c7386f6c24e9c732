use crate::Role;
use jiff::{SignedDuration, Timestamp};
use latchkey_values::SignInId;
use serde::{Deserialize, Serialize};

/// Who signed in, named so that nobody else ever has the same name: never by login or address, which
/// move from person to person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Principal {
    /// Who vouches for them: the issuer of their token, or [`Principal::LOCAL`].
    pub issuer: String,
    /// The issuer's own id of the person.
    pub subject: String,
}

impl Principal {
    /// The issuer of local administrators.
    pub const LOCAL: &'static str = "local";

    /// Whether the portal itself vouches for them.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.issuer == Self::LOCAL
    }
}

/// One sign-in of one person in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Its id.
    pub id: SignInId,
    /// Who.
    pub principal: Principal,
    /// Their name on screens.
    pub name: String,
    /// Their login, for people to read; nothing is looked up by it.
    pub login: String,
    /// What they may do, as of `roles_read_at`.
    pub roles: Vec<Role>,
    /// When the roles were last read from the directory.
    pub roles_read_at: Timestamp,
    /// When they last proved who they are.
    pub authenticated_at: Timestamp,
    /// When they last did anything.
    pub last_seen_at: Timestamp,
    /// When it ends, whatever they do.
    pub expires_at: Timestamp,
}

impl SignIn {
    /// A sign-in that was not used for so long has ended (OWASP ASVS 5.0, 7.3.1).
    pub const IDLE: SignedDuration = SignedDuration::from_mins(15);

    /// How long people with these roles stay signed in, whatever they do: a working day at the service
    /// desk, less for whoever can see or change more (OWASP ASVS 5.0, 7.3.2).
    #[must_use]
    pub fn longest(roles: &[Role]) -> SignedDuration {
        let only_helps = |role: &Role| {
            matches!(
                role,
                Role::Employee | Role::ServiceDesk | Role::SeniorServiceDesk
            )
        };
        SignedDuration::from_hours(if roles.iter().all(only_helps) { 12 } else { 8 })
    }

    /// When it ends if its person has `roles` from now on: never later than it ended before.
    #[must_use]
    pub fn expires_with(&self, roles: &[Role]) -> Timestamp {
        self.expires_at
            .min(self.id.made_at() + Self::longest(roles))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::{SeededEntropy, TestClock};
    use latchkey_values::Clock as _;

    #[test]
    fn whoever_gets_more_rights_is_signed_in_for_less_time_and_never_for_more() {
        let clock = TestClock::default();
        let now = clock.now();
        let desk = [Role::ServiceDesk, Role::Employee];
        let sign_in = SignIn {
            id: SignInId::new(&clock, &SeededEntropy::new(1)),
            principal: Principal {
                issuer: "https://example.okta.com".into(),
                subject: "00u1".into(),
            },
            name: "Alice".into(),
            login: "alice@example.com".into(),
            roles: desk.to_vec(),
            roles_read_at: now,
            authenticated_at: now,
            last_seen_at: now,
            expires_at: now + SignIn::longest(&desk),
        };
        let in_hours = |hours| now + SignedDuration::from_hours(hours);
        assert_eq!(sign_in.expires_at, in_hours(12));
        let admin = [Role::ServiceDesk, Role::PasswordAdmin];
        assert_eq!(sign_in.expires_with(&admin), in_hours(8));
        let shorter = SignIn {
            expires_at: in_hours(8),
            ..sign_in
        };
        assert_eq!(shorter.expires_with(&desk), in_hours(8));
    }
}
