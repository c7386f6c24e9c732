//! The people of the beginning. Their passwords are for this sandbox only and shown on its control page.

use crate::okta::roles::Role;

/// The status in which a person starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    Active,
    LockedOut,
    PasswordExpired,
    Recovery,
    Staged,
    Provisioned,
    Suspended,
    Deprovisioned,
}

/// A person of the beginning.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) first_name: &'static str,
    pub(crate) last_name: &'static str,
    /// The login when it is not made of the names.
    pub(crate) login: Option<&'static str>,
    /// The primary address when it is not the login.
    pub(crate) email: Option<&'static str>,
    pub(crate) second_email: Option<&'static str>,
    /// `None`: Okta has no password for this person.
    pub(crate) password: Option<&'static str>,
    /// Days since the password was set.
    pub(crate) password_age: i64,
    /// Besides Everyone.
    pub(crate) groups: &'static [&'static str],
    pub(crate) start: Start,
    /// Type and name of the provider when it is not Okta.
    pub(crate) provider: Option<(&'static str, &'static str)>,
    pub(crate) roles: &'static [Role],
    /// What this person is good for, on the control page.
    pub(crate) good_for: &'static str,
}

impl Person {
    pub(crate) fn login(&self) -> String {
        let (first, last) = (
            self.first_name.to_lowercase(),
            self.last_name.to_lowercase(),
        );
        self.login
            .map_or_else(|| format!("{first}.{last}@example.com"), str::to_owned)
    }
}

const ANYBODY: Person = Person {
    first_name: "",
    last_name: "",
    login: None,
    email: None,
    second_email: None,
    password: None,
    password_age: 45,
    groups: &["Employees"],
    start: Start::Active,
    provider: None,
    roles: &[],
    good_for: "an ordinary employee",
};

const fn employee(
    first_name: &'static str,
    last_name: &'static str,
    password: &'static str,
) -> Person {
    Person {
        first_name,
        last_name,
        password: Some(password),
        ..ANYBODY
    }
}

/// Everybody, in the order of creation.
pub(crate) const PEOPLE: &[Person] = &[
    Person {
        second_email: Some("alice.private@example.com"),
        good_for: "the everyday case: reset or change the password; codes go to the recovery address",
        ..employee("Alice", "Winter", "Harbor42Lantern")
    },
    Person {
        good_for: "without a recovery address: codes go to the primary address",
        ..employee("Bob", "Stone", "Copper17Meadow")
    },
    Person {
        second_email: Some("carol.private@example.com"),
        start: Start::LockedOut,
        good_for: "locked out: unlock, or reset the password",
        ..employee("Carol", "Reyes", "Saffron83Bridge")
    },
    Person {
        start: Start::PasswordExpired,
        good_for: "password expired: choose a new one",
        ..employee("Dan", "Okafor", "Velvet29Compass")
    },
    Person {
        start: Start::Recovery,
        good_for: "in the middle of Okta's own recovery",
        ..employee("Erin", "Lindqvist", "Juniper64Anchor")
    },
    Person {
        start: Start::Staged,
        password: None,
        good_for: "not activated yet: cannot be served, and is told so by mail",
        ..employee("Frank", "Moreau", "")
    },
    Person {
        start: Start::Provisioned,
        password: None,
        good_for: "activated, first password not chosen yet",
        ..employee("Grace", "Tanaka", "")
    },
    Person {
        start: Start::Suspended,
        good_for: "suspended: only an administrator can help",
        ..employee("Henry", "Kowalski", "Marble71Orchard")
    },
    Person {
        start: Start::Deprovisioned,
        good_for: "deactivated: has left the company",
        ..employee("Irene", "Santos", "Pepper38Glacier")
    },
    Person {
        password: None,
        provider: Some(("ACTIVE_DIRECTORY", "corp.example.com")),
        good_for: "password kept in Active Directory",
        ..employee("Jack", "Novak", "")
    },
    Person {
        password: None,
        provider: Some(("FEDERATION", "FEDERATION")),
        good_for: "signs in through another identity provider: has no password here",
        ..employee("Karen", "Olsen", "")
    },
    Person {
        groups: &["Employees", "No self-service"],
        good_for: "excluded from self-service by a group",
        ..employee("Liam", "Byrne", "Timber56Quartz")
    },
    Person {
        groups: &["Employees", "Administrators"],
        roles: &[Role::Super],
        good_for: "a super administrator: the portal's token may not touch this account",
        ..employee("Maria", "Silva", "Falcon93Ribbon")
    },
    Person {
        email: Some("family.bennett@example.com"),
        good_for: "shares the address family.bennett@example.com, which therefore names nobody",
        ..employee("Noah", "Bennett", "Willow27Hammer")
    },
    Person {
        email: Some("family.bennett@example.com"),
        good_for: "shares the address family.bennett@example.com, which therefore names nobody",
        ..employee("Olivia", "Bennett", "Cobalt48Garden")
    },
    employee("Paul", "Adeyemi", "Ember61Canyon9"),
    employee("Quinn", "Fischer", "Nectar35Summit"),
    employee("Rosa", "Jimenez", "Plasma72Island"),
    employee("Samir", "Haddad", "Bronze19Valley"),
    employee("Tara", "Murphy", "Crystal84Dune"),
    employee("Umar", "Rahman", "Lagoon53Petal"),
    employee("Vera", "Nilsson", "Spruce16Kettle"),
    employee("William", "Brown", "Raven97Cinder"),
    employee("Xenia", "Petrova", "Amber22Fjord8"),
    Person {
        groups: &["Contractors"],
        password_age: 76,
        good_for: "a contractor: the default policy holds, with 8 characters; the password ends in 14 days",
        ..employee("Yusuf", "Kaya", "Topaz66Nova")
    },
    Person {
        groups: &["Contractors"],
        password_age: 83,
        good_for: "a contractor: the default policy holds, with 8 characters; the password ends in 7 days",
        ..employee("Zoe", "Martin", "Basil31Ferry")
    },
    employee("Anton", "Berg", "Meteor45Saddle"),
    Person {
        groups: &["Employees", "Latchkey Password Admins"],
        good_for: "signs in to the portal as password administrator",
        ..employee("Pat", "Admin", "Walnut58Harvest")
    },
    Person {
        groups: &["Employees", "Latchkey Credential Managers"],
        good_for: "signs in to the portal as credential manager",
        ..employee("Casey", "Credential", "Thistle24Beacon")
    },
    Person {
        groups: &["Employees", "Latchkey Service Desk"],
        good_for: "signs in to the portal as service desk agent",
        ..employee("Drew", "Desk", "Lantern67Orbit")
    },
    Person {
        groups: &["Employees", "Latchkey Senior Service Desk"],
        good_for: "signs in to the portal as senior service desk agent",
        ..employee("Sasha", "Senior", "Pebble39Cascade")
    },
    Person {
        groups: &["Employees", "Latchkey Auditors"],
        good_for: "signs in to the portal as auditor",
        ..employee("Avery", "Auditor", "Cedar75Monarch")
    },
    Person {
        login: Some("svc-latchkey@example.com"),
        password: Some("Granite52Turbine7"),
        groups: &[],
        roles: &[Role::User, Role::HelpDesk, Role::ReadOnly],
        good_for: "the service account that owns the API token",
        ..employee("Latchkey", "Service", "")
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_on_example_com_and_can_be_told_apart() {
        let mut logins: Vec<String> = PEOPLE.iter().map(Person::login).collect();
        assert!(logins.iter().all(|login| login.ends_with("@example.com")));
        logins.sort_unstable();
        logins.dedup();
        assert_eq!(logins.len(), PEOPLE.len());
    }
}
