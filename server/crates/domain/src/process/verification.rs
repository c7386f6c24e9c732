use serde::{Deserialize, Serialize};

/// One proof of identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// A code, mailed to an address the directory has on file.
    EmailCode,
    /// What the caller says about themselves, compared by the portal for an agent. Others know it too:
    /// it counts only beside another verification.
    PersonalData,
}

/// What a process asks for as proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verifications {
    /// The verifications, in the order in which they are asked for.
    pub steps: Vec<VerificationStep>,
    /// How many have to be passed, the mandatory ones included; at least one always.
    pub minimum: u32,
    /// Whether the person picks among the optional ones.
    pub person_chooses: bool,
}

/// One of the verifications a process asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerificationStep {
    /// Which one.
    pub verification: Verification,
    /// Whether there is a way around it.
    pub requirement: Requirement,
}

/// Whether there is a way around a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Requirement {
    /// Everybody has to pass it.
    Mandatory,
    /// It counts towards the minimum.
    Optional,
}

impl Default for Verifications {
    /// The email code, for everybody.
    fn default() -> Self {
        Self {
            steps: vec![VerificationStep {
                verification: Verification::EmailCode,
                requirement: Requirement::Mandatory,
            }],
            minimum: 1,
            person_chooses: false,
        }
    }
}

impl Verification {
    /// Every verification there is.
    pub const ALL: [Self; 2] = [Self::EmailCode, Self::PersonalData];

    /// Whether it proves something by itself.
    #[must_use]
    pub fn proves_alone(self) -> bool {
        match self {
            Self::EmailCode => true,
            Self::PersonalData => false,
        }
    }
}

impl Verifications {
    /// Whether whoever passed `passed` has proven enough. Fails closed: without any verification
    /// nobody has.
    #[must_use]
    pub fn are_met_by(&self, passed: &[Verification]) -> bool {
        let mandatory = self.with(Requirement::Mandatory);
        let all_mandatory = mandatory
            .iter()
            .all(|verification| passed.contains(verification));
        let is_sound = self
            .steps
            .iter()
            .any(|step| step.verification.proves_alone() && passed.contains(&step.verification));
        all_mandatory && is_sound && self.count(passed) >= self.needed()
    }

    /// What whoever passed `passed` is asked for next: what is mandatory first, then as many others as
    /// are needed. `None` when nothing is left to ask for.
    #[must_use]
    pub fn next_after(&self, passed: &[Verification]) -> Option<Verification> {
        let open = |requirement| {
            let mut listed = self.with(requirement).into_iter();
            listed.find(|verification| !passed.contains(verification))
        };
        open(Requirement::Mandatory).or_else(|| {
            let more = self.count(passed) < self.needed();
            more.then(|| open(Requirement::Optional)).flatten()
        })
    }

    /// Whether anybody can meet them at all.
    #[must_use]
    pub fn can_be_met(&self) -> bool {
        let all: Vec<_> = self.steps.iter().map(|step| step.verification).collect();
        self.are_met_by(&all)
    }

    /// How many have to be passed.
    #[must_use]
    pub fn needed(&self) -> usize {
        let mandatory = self.with(Requirement::Mandatory).len();
        usize::try_from(self.minimum)
            .unwrap_or(usize::MAX)
            .max(mandatory)
            .max(1)
    }

    /// Those of a requirement, in order, each once.
    #[must_use]
    pub fn with(&self, requirement: Requirement) -> Vec<Verification> {
        let mut listed = Vec::new();
        for step in &self.steps {
            if step.requirement == requirement && !listed.contains(&step.verification) {
                listed.push(step.verification);
            }
        }
        listed
    }

    /// How many of those listed were passed.
    fn count(&self, passed: &[Verification]) -> usize {
        let is_listed = |verification: &Verification| {
            self.steps
                .iter()
                .any(|step| step.verification == *verification)
        };
        let mut counted: Vec<Verification> = Vec::new();
        for verification in passed.iter().copied().filter(is_listed) {
            if !counted.contains(&verification) {
                counted.push(verification);
            }
        }
        counted.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verification::EmailCode;

    fn asking(requirements: &[Requirement], minimum: u32) -> Verifications {
        let step = |requirement: &Requirement| VerificationStep {
            verification: EmailCode,
            requirement: *requirement,
        };
        Verifications {
            steps: requirements.iter().map(step).collect(),
            minimum,
            person_chooses: false,
        }
    }

    #[test]
    fn the_email_code_alone_is_enough_unless_more_is_asked_for() {
        for requirement in [Requirement::Mandatory, Requirement::Optional] {
            let one = asking(&[requirement], 1);
            assert!(!one.are_met_by(&[]));
            assert_eq!(one.next_after(&[]), Some(EmailCode));
            assert!(one.are_met_by(&[EmailCode]));
            assert_eq!(one.next_after(&[EmailCode]), None);
        }
    }

    #[test]
    fn a_verification_counts_once_however_often_it_is_listed_or_passed() {
        let twice = asking(&[Requirement::Mandatory, Requirement::Optional], 2);
        assert!(!twice.are_met_by(&[EmailCode, EmailCode]));
        assert!(!twice.can_be_met());
    }

    #[test]
    fn without_any_verification_nobody_has_proven_anything() {
        for minimum in [0, 1] {
            let none = asking(&[], minimum);
            assert!(!none.can_be_met() && !none.are_met_by(&[EmailCode]));
        }
        let lax = asking(&[Requirement::Optional], 0);
        assert!(!lax.are_met_by(&[]) && lax.next_after(&[]) == Some(EmailCode));
    }
}
