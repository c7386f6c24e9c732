/// Somebody of the simulated org.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) login: &'static str,
    /// Where codes go.
    pub(crate) codes_to: &'static str,
    /// The password of the beginning.
    pub(crate) password: &'static str,
}

pub(crate) const ALICE: Person = Person {
    login: "alice.winter@example.com",
    codes_to: "alice.private@example.com",
    password: "Harbor42Lantern",
};
/// Locked out.
pub(crate) const CAROL: Person = Person {
    login: "carol.reyes@example.com",
    codes_to: "carol.private@example.com",
    password: "Saffron83Bridge",
};
pub(crate) const BOB: Person = without_recovery("bob.stone@example.com", "Copper17Meadow");
pub(crate) const PAUL: Person = without_recovery("paul.adeyemi@example.com", "Ember61Canyon9");
pub(crate) const QUINN: Person = without_recovery("quinn.fischer@example.com", "Nectar35Summit");

const fn without_recovery(login: &'static str, password: &'static str) -> Person {
    Person {
        login,
        codes_to: login,
        password,
    }
}

/// One login of every kind of account, and some of none.
pub(crate) const EVERY_KIND: [&str; 14] = [
    "alice.winter@example.com",
    "carol.reyes@example.com",
    "dan.okafor@example.com",
    "erin.lindqvist@example.com",
    "frank.moreau@example.com",
    "grace.tanaka@example.com",
    "henry.kowalski@example.com",
    "irene.santos@example.com",
    "jack.novak@example.com",
    "karen.olsen@example.com",
    "liam.byrne@example.com",
    "maria.silva@example.com",
    "family.bennett@example.com",
    "nobody.at.all@example.com",
];

/// What somebody comes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Reset,
    Unlock,
    Change,
}

pub(crate) const PURPOSES: [Purpose; 3] = [Purpose::Reset, Purpose::Unlock, Purpose::Change];

impl Purpose {
    /// The first part of its addresses.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Unlock => "unlock",
            Self::Change => "change",
        }
    }

    /// A page of it; the first one for `""`.
    pub(crate) fn page(self, stage: &str) -> String {
        if stage.is_empty() {
            format!("/{}", self.name())
        } else {
            format!("/{}/{stage}", self.name())
        }
    }

    /// A form of it.
    pub(crate) fn form(self, name: &str) -> String {
        format!("/do/{}/{name}", self.name())
    }

    /// The page after the proof, and the form that has the effect.
    pub(crate) const fn last(self) -> &'static str {
        match self {
            Self::Unlock => "confirm",
            Self::Reset | Self::Change => "password",
        }
    }
}
