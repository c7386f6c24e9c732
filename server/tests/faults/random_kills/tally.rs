use crate::{
    harness::Evidence,
    invariants::{Harm, repeated_mails, violations},
};
use std::{fmt, ops::AddAssign};

/// What came of the kills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) kills: u32,
    pub(super) lost: usize,
    pub(super) doubled: usize,
    pub(super) stuck: usize,
    pub(super) leaked: usize,
    /// Kills that left an operation with its intent and without its outcome.
    pub(super) between: u32,
    pub(super) people: usize,
    pub(super) repeated_mails: usize,
}

impl Tally {
    /// Counts what the invariants find.
    pub(super) fn judge(&mut self, evidence: &Evidence) {
        for violation in violations(evidence) {
            self.count(violation.harm, &violation.found);
        }
        self.repeated_mails += repeated_mails(evidence);
    }

    /// Counts one harm, and says what it is.
    pub(super) fn count(&mut self, harm: Harm, found: &str) {
        *match harm {
            Harm::Lost => &mut self.lost,
            Harm::Doubled => &mut self.doubled,
            Harm::Stuck => &mut self.stuck,
            Harm::Leaked => &mut self.leaked,
        } += 1;
        eprintln!("{harm:?}: {found}");
    }

    /// What must be nothing.
    pub(super) fn harm(&self) -> [usize; 4] {
        [self.lost, self.doubled, self.stuck, self.leaked]
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.kills += other.kills;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.stuck += other.stuck;
        self.leaked += other.leaked;
        self.between += other.between;
        self.people += other.people;
        self.repeated_mails += other.repeated_mails;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "kills: {}, lost: {}, doubled: {}, stuck: {}, between intent and outcome: {} \
             (people: {}, leaked: {}, mails repeated under their id: {})",
            self.kills,
            self.lost,
            self.doubled,
            self.stuck,
            self.between,
            self.people,
            self.leaked,
            self.repeated_mails,
        )
    }
}
