use super::{Audience, CaseNote, Process, ProcessKind, ProofOfWork, Requirement};
use latchkey_values::PasswordPolicy;
use serde::{Deserialize, Serialize};

/// How safe a process is, from 0 to 100, and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScore {
    /// What is missing to 100.
    pub missing: Vec<MissingPoints>,
}

/// Points a process does not get, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MissingPoints {
    /// In which part.
    pub area: ScoreArea,
    /// How many.
    pub points: u32,
    /// Why, for people to read.
    pub reason: &'static str,
}

/// The parts of the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreArea {
    /// Who gets in at all: 20 points.
    Identification,
    /// What they have to prove: 40 points.
    Verification,
    /// How the process runs: 20 points.
    Configuration,
    /// What new passwords have to keep: 20 points.
    Policy,
}

/// What the score takes from elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreFacts {
    /// The weakest password policy of those the process serves; `None` when it cannot be read.
    pub policy: Option<PasswordPolicy>,
    /// Whether the portal refuses leaked passwords.
    pub refuses_leaked_passwords: bool,
}

impl ScoreArea {
    /// Every part.
    pub const ALL: [Self; 4] = [
        Self::Identification,
        Self::Verification,
        Self::Configuration,
        Self::Policy,
    ];

    /// The points there are.
    #[must_use]
    pub const fn points(self) -> u32 {
        match self {
            Self::Verification => 40,
            Self::Identification | Self::Configuration | Self::Policy => 20,
        }
    }
}

impl SecurityScore {
    /// The score of a process.
    #[must_use]
    pub fn of(process: &Process, facts: &ScoreFacts) -> Self {
        let rules = [
            identification(process).as_slice(),
            &verification(process),
            &configuration(process),
            &policy(process, facts),
        ]
        .concat();
        let missing = rules.into_iter().filter(|(met, _)| !met);
        Self {
            missing: missing.map(|(_, missing)| missing).collect(),
        }
    }

    /// The points in all, 0 to 100.
    #[must_use]
    pub fn points(&self) -> u32 {
        ScoreArea::ALL
            .into_iter()
            .map(|area| self.points_in(area))
            .sum()
    }

    /// The points in one part.
    #[must_use]
    pub fn points_in(&self, area: ScoreArea) -> u32 {
        let missing = self.missing.iter().filter(|missing| missing.area == area);
        let lost = missing.map(|missing| missing.points).sum();
        area.points().saturating_sub(lost)
    }
}

/// Whether a point is earned, and what it says when not.
type Rule = (bool, MissingPoints);

const fn rule(met: bool, area: ScoreArea, points: u32, reason: &'static str) -> Rule {
    (
        met,
        MissingPoints {
            area,
            points,
            reason,
        },
    )
}

fn identification(process: &Process) -> [Rule; 3] {
    let area = ScoreArea::Identification;
    let by_agents = process.kind == ProcessKind::ServiceDesk;
    let (is_watched, unwatched) = if by_agents {
        let note = "Agents need not write down why they help, so that nobody can check it later.";
        (process.desk.asks_for != CaseNote::Nothing, note)
    } else {
        let works = process.proof_of_work == ProofOfWork::WhenSuspicious;
        let note = "Browsers never have to work for a start, so that machines can begin as many as the limits allow.";
        (works, note)
    };
    let narrowed = !process.excluded_groups.is_empty() || process.audience != Audience::Everybody;
    [
        rule(is_watched, area, 8, unwatched),
        rule(
            !process.serves_administrators,
            area,
            6,
            "People who administer the directory are served: whoever takes such an account over has everything.",
        ),
        rule(
            narrowed,
            area,
            6,
            "Every account is served. Exclude a group of accounts that only people should help with, such as service accounts.",
        ),
    ]
}

fn verification(process: &Process) -> [Rule; 4] {
    let area = ScoreArea::Verification;
    let asked = &process.verifications;
    let any = asked.can_be_met();
    let two = any && asked.needed() >= 2;
    let mandatory = !asked.with(Requirement::Mandatory).is_empty();
    let guesses = process.code_attempts.saturating_mul(process.code_sends);
    [
        rule(
            any,
            area,
            20,
            "Nothing that a person could pass proves who they are.",
        ),
        rule(
            two,
            area,
            10,
            "One verification is enough: whoever can read one mailbox has the account.",
        ),
        rule(
            mandatory,
            area,
            5,
            "No verification is mandatory, so that an attacker picks the easiest.",
        ),
        rule(
            guesses <= 15,
            area,
            5,
            "More than 15 codes can be tried in one request. Lower the tries for a code or the codes for a request.",
        ),
    ]
}

fn configuration(process: &Process) -> [Rule; 3] {
    let area = ScoreArea::Configuration;
    let signs_out = process.revokes_sessions || !sets_passwords(process);
    [
        rule(
            signs_out,
            area,
            8,
            "A new password does not sign the person out elsewhere, so that a thief stays signed in.",
        ),
        rule(
            process.request_minutes <= 15,
            area,
            6,
            "A request may take longer than 15 minutes; a proof that lies open can be used by somebody else.",
        ),
        rule(
            !process.owners.is_empty(),
            area,
            6,
            "Nobody is named who answers for this process.",
        ),
    ]
}

fn policy(process: &Process, facts: &ScoreFacts) -> [Rule; 5] {
    let area = ScoreArea::Policy;
    let moot = !sets_passwords(process);
    let policy = facts.policy.as_ref();
    let long = policy.is_some_and(|policy| policy.min_length >= 12);
    let locks = policy.is_some_and(|policy| (1..=10).contains(&policy.lockout_attempts));
    [
        rule(
            moot || process.enforces_history,
            area,
            6,
            "Earlier passwords may come back, because the directory does not enforce its history here.",
        ),
        rule(
            moot || facts.refuses_leaked_passwords,
            area,
            6,
            "Passwords known from leaks are accepted; import a list with `latchkey breached import`.",
        ),
        rule(
            moot || long,
            area,
            3,
            "The directory's policy accepts passwords shorter than 12 characters, or cannot be read.",
        ),
        rule(
            moot || locks,
            area,
            3,
            "The directory's policy does not lock an account within ten wrong passwords, or cannot be read.",
        ),
        rule(
            !process.reset.keeps_made_password(),
            area,
            2,
            "A password that the portal made stays in use, though a screen showed it. Let it be changed at the next sign-in.",
        ),
    ]
}

fn sets_passwords(process: &Process) -> bool {
    process.offers.reset || process.offers.change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offers, PasswordSource, Verifications};

    fn facts() -> ScoreFacts {
        let policy = PasswordPolicy {
            min_length: 12,
            lockout_attempts: 10,
            ..PasswordPolicy::default()
        };
        ScoreFacts {
            policy: Some(policy),
            refuses_leaked_passwords: true,
        }
    }

    /// As safe as a process can be today: one verification exists.
    fn best() -> Process {
        let alias = |text: &str| text.parse().expect("an alias");
        let mut process = Process::new(
            alias("employees"),
            "Employees".into(),
            alias("okta"),
            Offers::ALL,
        );
        process.excluded_groups = vec!["Service accounts".into()];
        process.owners = vec!["owner@example.com".parse().expect("an address")];
        process
    }

    /// The points that go with one change of the best process.
    fn cost(change: impl FnOnce(&mut Process, &mut ScoreFacts)) -> (ScoreArea, u32) {
        let (mut process, mut facts) = (best(), facts());
        let before = SecurityScore::of(&process, &facts);
        change(&mut process, &mut facts);
        let after = SecurityScore::of(&process, &facts);
        let lost: Vec<_> = after
            .missing
            .iter()
            .filter(|missing| !before.missing.contains(missing))
            .collect();
        assert_eq!(lost.len(), 1, "{lost:#?}");
        assert_eq!(before.points() - after.points(), lost[0].points);
        (lost[0].area, lost[0].points)
    }

    #[test]
    fn the_parts_make_a_hundred() {
        let all: u32 = ScoreArea::ALL.into_iter().map(ScoreArea::points).sum();
        assert_eq!(all, 100);
        let (process, facts) = (best(), facts());
        for (area, rules) in [
            (ScoreArea::Identification, identification(&process).to_vec()),
            (ScoreArea::Verification, verification(&process).to_vec()),
            (ScoreArea::Configuration, configuration(&process).to_vec()),
            (ScoreArea::Policy, policy(&process, &facts).to_vec()),
        ] {
            let sum: u32 = rules.iter().map(|(_, points)| points.points).sum();
            assert_eq!(sum, area.points(), "{area:?}");
        }
    }

    #[test]
    fn the_best_process_of_today_lacks_only_a_second_verification() {
        let score = SecurityScore::of(&best(), &facts());
        assert_eq!(score.points(), 90);
        assert_eq!(score.missing.len(), 1);
        assert!(score.missing[0].reason.starts_with("One verification"));
    }

    #[test]
    fn each_point_of_identification_is_lost_by_what_costs_it() {
        use ScoreArea::Identification;
        assert_eq!(
            cost(|p, _| p.proof_of_work = ProofOfWork::Never),
            (Identification, 8)
        );
        assert_eq!(
            cost(|p, _| p.serves_administrators = true),
            (Identification, 6)
        );
        assert_eq!(cost(|p, _| p.excluded_groups.clear()), (Identification, 6));
    }

    #[test]
    fn each_point_of_verification_is_lost_by_what_costs_it() {
        use ScoreArea::Verification;
        let optional = |p: &mut Process, _: &mut ScoreFacts| {
            p.verifications.steps[0].requirement = Requirement::Optional;
        };
        assert_eq!(cost(optional), (Verification, 5));
        assert_eq!(cost(|p, _| p.code_sends = 5), (Verification, 5));
        assert_eq!(
            cost(|p, _| p.verifications.minimum = 2),
            (Verification, 20),
            "nobody can pass"
        );
        let mut none = best();
        none.verifications = Verifications {
            steps: Vec::new(),
            ..Verifications::default()
        };
        assert_eq!(
            SecurityScore::of(&none, &facts()).points_in(Verification),
            5
        );
    }

    #[test]
    fn each_point_of_configuration_is_lost_by_what_costs_it() {
        use ScoreArea::Configuration;
        assert_eq!(cost(|p, _| p.revokes_sessions = false), (Configuration, 8));
        assert_eq!(cost(|p, _| p.request_minutes = 16), (Configuration, 6));
        assert_eq!(cost(|p, _| p.owners.clear()), (Configuration, 6));
    }

    #[test]
    fn each_point_of_policy_is_lost_by_what_costs_it() {
        use ScoreArea::Policy;
        assert_eq!(cost(|p, _| p.enforces_history = false), (Policy, 6));
        assert_eq!(cost(|_, f| f.refuses_leaked_passwords = false), (Policy, 6));
        let with = |f: &mut ScoreFacts, change: fn(&mut PasswordPolicy)| {
            f.policy.as_mut().map(change).expect("a policy");
        };
        assert_eq!(
            cost(|_, f| with(f, |policy| policy.min_length = 11)),
            (Policy, 3)
        );
        assert_eq!(
            cost(|_, f| with(f, |policy| policy.lockout_attempts = 0)),
            (Policy, 3)
        );
        assert_eq!(
            cost(|_, f| with(f, |policy| policy.lockout_attempts = 11)),
            (Policy, 3)
        );
        assert_eq!(
            cost(|p, _| p.reset.password = PasswordSource::ShownOnce),
            (Policy, 2)
        );
        let unread = ScoreFacts {
            policy: None,
            ..facts()
        };
        assert_eq!(SecurityScore::of(&best(), &unread).points_in(Policy), 14);
    }

    #[test]
    fn passwords_cost_nothing_where_none_is_set() {
        let mut unlocking = best();
        unlocking.offers = Offers {
            unlock: true,
            ..Offers::default()
        };
        unlocking.enforces_history = false;
        unlocking.revokes_sessions = false;
        let score = SecurityScore::of(&unlocking, &ScoreFacts::default());
        assert_eq!(score.points_in(ScoreArea::Policy), 20);
        assert_eq!(score.points_in(ScoreArea::Configuration), 20);
    }
}
