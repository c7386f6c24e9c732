use super::{
    Audience, Condition, Process, ProcessField, ProcessKind, ProofOfWork, Requirement,
    reset_options,
};
use crate::Digest;
use serde::{Deserialize, Serialize};

/// A setting that became weaker, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weakening {
    /// The setting.
    pub field: ProcessField,
    /// What it means, for people to read.
    pub words: String,
}

impl Process {
    /// What is weaker than in `before`. Empty when nothing is, and for what only became stricter.
    #[must_use]
    pub fn weaker_than(&self, before: &Self) -> Vec<Weakening> {
        let mut found = Found(Vec::new());
        self.compare_reach(before, &mut found);
        self.compare_proof(before, &mut found);
        self.compare_numbers(before, &mut found);
        self.compare_effects(before, &mut found);
        found.0.extend(self.path_weakening(before));
        self.compare_desk(before, &mut found);
        for (field, words) in reset_options::weaker(self.reset, before.reset) {
            found.add(field, words);
        }
        found.0
    }

    fn compare_reach(&self, before: &Self, found: &mut Found) {
        let offered = |on: bool, was: bool| on && !was;
        for (name, on, was) in [
            (
                "Resetting passwords",
                self.offers.reset,
                before.offers.reset,
            ),
            (
                "Unlocking accounts",
                self.offers.unlock,
                before.offers.unlock,
            ),
            (
                "Changing passwords",
                self.offers.change,
                before.offers.change,
            ),
        ] {
            found.when(offered(on, was), ProcessField::Offers, || {
                format!("{name} becomes possible.")
            });
        }
        let opened =
            before.kind == ProcessKind::ServiceDesk && self.kind != ProcessKind::ServiceDesk;
        found.when(opened, ProcessField::Kind, || {
            "Everybody can use it without an agent of the service desk.".into()
        });
        if let Some(words) = wider(&self.audience, &before.audience) {
            found.add(ProcessField::Audience, words);
        }
        for group in &before.excluded_groups {
            found.when(
                !self.excluded_groups.contains(group),
                ProcessField::ExcludedGroups,
                || format!("Members of “{group}” are not excluded any more."),
            );
        }
        let admins = offered(self.serves_administrators, before.serves_administrators);
        found.when(admins, ProcessField::ServesAdministrators, || {
            "People who administer the directory are served.".into()
        });
        let work =
            self.proof_of_work == ProofOfWork::Never && before.proof_of_work != ProofOfWork::Never;
        found.when(work, ProcessField::ProofOfWork, || {
            "Browsers never have to work for a start, even when traffic looks automatic.".into()
        });
    }

    fn compare_proof(&self, before: &Self, found: &mut Found) {
        let (now, was) = (&self.verifications, &before.verifications);
        let mandatory = now.with(Requirement::Mandatory);
        for verification in was.with(Requirement::Mandatory) {
            found.when(
                !mandatory.contains(&verification),
                ProcessField::Verifications,
                || format!("{verification:?} is not mandatory any more."),
            );
        }
        found.when(now.needed() < was.needed(), ProcessField::Minimum, || {
            format!(
                "{} instead of {} verifications are enough.",
                now.needed(),
                was.needed()
            )
        });
        for step in &now.steps {
            let new = !was
                .steps
                .iter()
                .any(|old| old.verification == step.verification);
            found.when(
                new && step.requirement == Requirement::Optional,
                ProcessField::Verifications,
                || {
                    format!(
                        "{:?} becomes another way to prove who one is.",
                        step.verification
                    )
                },
            );
        }
        found.when(
            now.person_chooses && !was.person_chooses,
            ProcessField::PersonChooses,
            || "People choose which verification they pass.".into(),
        );
    }

    fn compare_numbers(&self, before: &Self, found: &mut Found) {
        for (field, what, now, was) in [
            (
                ProcessField::CodeMinutes,
                "minutes a code is valid",
                self.code_minutes,
                before.code_minutes,
            ),
            (
                ProcessField::CodeAttempts,
                "tries for a code",
                self.code_attempts,
                before.code_attempts,
            ),
            (
                ProcessField::CodeSends,
                "codes for a request",
                self.code_sends,
                before.code_sends,
            ),
            (
                ProcessField::RequestMinutes,
                "minutes for a request",
                self.request_minutes,
                before.request_minutes,
            ),
        ] {
            found.when(now > was, field, || {
                format!("{now} instead of {was} {what}.")
            });
        }
        for ((name, now), (_, was)) in self.limits.named().into_iter().zip(before.limits.named()) {
            let Some(was) = was else { continue };
            let higher = now.is_none_or(|now| now > was);
            found.when(higher, ProcessField::Limits, || match now {
                Some(now) => format!("{name} goes from {was} to {now}."),
                None => format!("{name} = {was} is lifted; only the portal's own limit holds."),
            });
        }
    }

    fn compare_effects(&self, before: &Self, found: &mut Found) {
        let history = before.enforces_history && !self.enforces_history;
        found.when(history, ProcessField::EnforcesHistory, || {
            "Earlier passwords may come back at once.".into()
        });
        let sessions = before.revokes_sessions && !self.revokes_sessions;
        found.when(sessions, ProcessField::RevokesSessions, || {
            "A new password does not sign the person out elsewhere.".into()
        });
    }
}

/// How more people are served than before; `None` when not.
fn wider(now: &Audience, before: &Audience) -> Option<String> {
    let missing = |was: &[Condition], now: &[Condition]| was.iter().any(|old| !now.contains(old));
    match (now, before) {
        (Audience::Everybody, Audience::Everybody) => None,
        (Audience::Everybody, _) => Some("Everybody is served.".into()),
        (_, Audience::Everybody) => None,
        (Audience::Groups { groups }, Audience::Groups { groups: old }) => {
            let new: Vec<_> = groups
                .iter()
                .filter(|group| !old.contains(group))
                .cloned()
                .collect();
            (!new.is_empty()).then(|| format!("Members of {} are served as well.", new.join(", ")))
        }
        (Audience::Attributes { conditions }, Audience::Attributes { conditions: old }) => {
            missing(old, conditions)
                .then(|| "A condition for being served is gone or another.".into())
        }
        (Audience::Groups { .. }, Audience::Attributes { .. })
        | (Audience::Attributes { .. }, Audience::Groups { .. }) => {
            Some("Other people than before are served.".into())
        }
    }
}

impl Weakening {
    /// What stands for exactly these weakenings of a process at `version`: whoever accepts them names
    /// it, and so accepts nothing else.
    #[must_use]
    pub fn digest(weakenings: &[Self], version: u32) -> String {
        let text = serde_json::to_string(&(version, weakenings)).unwrap_or_default();
        Digest::of_text(&text).as_hex().to_owned()
    }
}

pub(super) struct Found(Vec<Weakening>);

impl Found {
    fn add(&mut self, field: ProcessField, words: String) {
        self.0.push(Weakening { field, words });
    }

    pub(super) fn when(
        &mut self,
        weaker: bool,
        field: ProcessField,
        words: impl FnOnce() -> String,
    ) {
        if weaker {
            self.add(field, words());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offers, Operator, ProcessLimits, Verification, VerificationStep};

    /// A process in which everything can become weaker.
    fn strict() -> Process {
        let alias = |text: &str| text.parse().expect("an alias");
        let mut process = Process::new(
            alias("staff"),
            "Staff".into(),
            alias("okta"),
            Offers::default(),
        );
        process.kind = ProcessKind::ServiceDesk;
        process.audience = Audience::Groups {
            groups: vec!["Staff".into()],
        };
        process.excluded_groups = vec!["Board".into()];
        process.limits = ProcessLimits {
            starts_per_hour: Some(5),
            ..ProcessLimits::default()
        };
        (
            process.code_minutes,
            process.code_attempts,
            process.code_sends,
            process.request_minutes,
        ) = (5, 2, 1, 10);
        process
    }

    type Change = fn(&mut Process);

    fn weakenings() -> Vec<(ProcessField, Change)> {
        vec![
            (ProcessField::Offers, |p| p.offers.reset = true),
            (ProcessField::Offers, |p| p.offers.unlock = true),
            (ProcessField::Offers, |p| p.offers.change = true),
            (ProcessField::Kind, |p| p.kind = ProcessKind::default()),
            (ProcessField::Audience, |p| p.audience = Audience::Everybody),
            (ProcessField::Audience, |p| {
                p.audience = Audience::Groups {
                    groups: vec!["Staff".into(), "Students".into()],
                };
            }),
            (ProcessField::Audience, |p| {
                let conditions = Vec::new();
                p.audience = Audience::Attributes { conditions };
            }),
            (ProcessField::ExcludedGroups, |p| p.excluded_groups.clear()),
            (ProcessField::ServesAdministrators, |p| {
                p.serves_administrators = true;
            }),
            (ProcessField::ProofOfWork, |p| {
                p.proof_of_work = ProofOfWork::Never;
            }),
            (ProcessField::Verifications, |p| {
                p.verifications.steps[0].requirement = Requirement::Optional;
            }),
            (ProcessField::PersonChooses, |p| {
                p.verifications.person_chooses = true;
            }),
            (ProcessField::CodeMinutes, |p| p.code_minutes = 6),
            (ProcessField::CodeAttempts, |p| p.code_attempts = 3),
            (ProcessField::CodeSends, |p| p.code_sends = 2),
            (ProcessField::RequestMinutes, |p| p.request_minutes = 11),
            (ProcessField::Limits, |p| p.limits.starts_per_hour = Some(6)),
            (ProcessField::Limits, |p| p.limits.starts_per_hour = None),
            (ProcessField::EnforcesHistory, |p| {
                p.enforces_history = false;
            }),
            (ProcessField::RevokesSessions, |p| {
                p.revokes_sessions = false;
            }),
        ]
    }

    #[test]
    fn each_weaker_setting_is_named_and_the_way_back_is_none() {
        for (field, weaken) in weakenings() {
            let (before, mut after) = (strict(), strict());
            weaken(&mut after);
            let found: Vec<_> = after
                .weaker_than(&before)
                .into_iter()
                .map(|weaker| weaker.field)
                .collect();
            assert_eq!(found, [field], "{after:#?}");
            let back = before.weaker_than(&after);
            let swapped = matches!(after.audience, Audience::Attributes { .. });
            assert_eq!(back.is_empty(), !swapped, "{field:?}: {back:#?}");
        }
    }

    #[test]
    fn fewer_verifications_are_weaker() {
        let (mut before, after) = (strict(), strict());
        before.verifications.minimum = 2;
        let found = after.weaker_than(&before);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].field, ProcessField::Minimum);
    }

    #[test]
    fn another_way_to_prove_who_one_is_counts_as_weaker() {
        let (mut before, mut after) = (strict(), strict());
        before.verifications.steps.clear();
        after.verifications.steps = vec![VerificationStep {
            verification: Verification::EmailCode,
            requirement: Requirement::Optional,
        }];
        let fields: Vec<_> = after
            .weaker_than(&before)
            .into_iter()
            .map(|weaker| weaker.field)
            .collect();
        assert_eq!(fields, [ProcessField::Verifications]);
    }

    #[test]
    fn a_condition_that_goes_or_changes_is_weaker_and_one_more_is_not() {
        let condition = |value: &str| Condition {
            attribute: "department".into(),
            operator: Operator::Is,
            value: value.into(),
        };
        let with = |values: &[&str]| {
            let mut process = strict();
            let conditions = values.iter().map(|value| condition(value)).collect();
            process.audience = Audience::Attributes { conditions };
            process
        };
        assert_eq!(with(&["a", "b"]).weaker_than(&with(&["a"])), []);
        assert_eq!(with(&["a"]).weaker_than(&with(&["a", "b"])).len(), 1);
        assert_eq!(with(&["c"]).weaker_than(&with(&["a"])).len(), 1);
    }

    #[test]
    fn the_digest_stands_for_these_weakenings_of_this_version() {
        let (before, mut after) = (strict(), strict());
        after.code_sends = 2;
        let one = after.weaker_than(&before);
        after.code_attempts = 3;
        let two = after.weaker_than(&before);
        let digest = Weakening::digest(&one, 1);
        assert_eq!(digest, Weakening::digest(&one, 1));
        assert_ne!(digest, Weakening::digest(&two, 1));
        assert_ne!(digest, Weakening::digest(&one, 2));
    }
}
