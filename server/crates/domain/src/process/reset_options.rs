use super::{Process, ProcessField, ProcessProblem};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// How a reset gives a person the new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResetOptions {
    /// Where the password comes from.
    pub password: PasswordSource,
    /// Whether a made password has to be changed at the next sign-in.
    pub must_change: bool,
    /// Minutes a made password waits to be looked at, and a mailed link works.
    pub minutes: u32,
}

/// Where the new password of a reset comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PasswordSource {
    /// The person chooses it.
    #[default]
    Chosen,
    /// The portal makes it, and shows it on the screen once.
    ShownOnce,
    /// The portal mails a link that works once; behind it the portal makes the password and shows it
    /// once. The password itself is never mailed.
    MailedLink,
}

impl Default for ResetOptions {
    fn default() -> Self {
        Self {
            password: PasswordSource::Chosen,
            must_change: false,
            minutes: Self::MINUTES,
        }
    }
}

impl ResetOptions {
    /// Minutes, unless configured otherwise.
    pub const MINUTES: u32 = 15;
    /// What `minutes` may be.
    pub const MINUTES_BOUNDS: RangeInclusive<u32> = 1..=60;

    /// Whether they are those of a process that says nothing of them.
    #[must_use]
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the portal makes the password.
    #[must_use]
    pub fn makes_password(self) -> bool {
        self.password != PasswordSource::Chosen
    }

    /// Whether a made password goes on being used: whoever saw it knows it.
    #[must_use]
    pub fn keeps_made_password(self) -> bool {
        self.makes_password() && !self.must_change
    }
}

/// What is wrong with the reset options of a process.
pub(super) fn problems(process: &Process) -> Vec<ProcessProblem> {
    let options = process.reset;
    let bounds = ResetOptions::MINUTES_BOUNDS;
    let (least, most) = (bounds.start(), bounds.end());
    let checks = [
        (
            bounds.contains(&options.minutes),
            ProcessField::ResetMinutes,
            format!("{} is not possible; use {least} to {most}.", options.minutes),
        ),
        (
            options.makes_password() || !options.must_change,
            ProcessField::MustChange,
            "Whoever chooses the password has nothing to change at the next sign-in. Let the portal make \
             it, or leave this off."
                .to_owned(),
        ),
        (
            !options.must_change || process.unlocks_with_reset || !process.offers.reset,
            ProcessField::MustChange,
            "Okta lets no password of a locked account expire: a new password has to lift the lock as well."
                .to_owned(),
        ),
        (
            !options.makes_password() || process.offers.reset,
            ProcessField::PasswordSource,
            "A process that resets no password makes none: offer the reset, or let people choose."
                .to_owned(),
        ),
    ];
    let wrong = checks.into_iter().filter(|(holds, ..)| !holds);
    wrong
        .map(|(_, field, reason)| ProcessProblem::wrong(field, reason))
        .collect()
}

/// What is weaker in `now` than in `before`, by setting.
pub(super) fn weaker(now: ResetOptions, before: ResetOptions) -> Vec<(ProcessField, String)> {
    use PasswordSource::{MailedLink, ShownOnce};
    let kept = now.keeps_made_password() && !before.keeps_made_password();
    let without_mailbox = now.password == ShownOnce && before.password == MailedLink;
    let longer = now.makes_password() && before.makes_password() && now.minutes > before.minutes;
    let found = [
        (
            kept,
            ProcessField::MustChange,
            "A password that the portal made stays in use: whoever saw it knows it.".to_owned(),
        ),
        (
            without_mailbox,
            ProcessField::PasswordSource,
            "A made password is shown without a link that only the person's mailbox has."
                .to_owned(),
        ),
        (
            longer,
            ProcessField::ResetMinutes,
            format!(
                "{} instead of {} minutes for a made password or a mailed link.",
                now.minutes, before.minutes
            ),
        ),
    ];
    let weaker = found.into_iter().filter(|(is_weaker, ..)| *is_weaker);
    weaker.map(|(_, field, words)| (field, words)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Offers, Severity};

    fn process(reset: ResetOptions) -> Process {
        let alias = |text: &str| text.parse().expect("an alias");
        let mut process = Process::new(alias("staff"), "Staff".into(), alias("okta"), Offers::ALL);
        process.reset = reset;
        process
    }

    const MADE: ResetOptions = ResetOptions {
        password: PasswordSource::ShownOnce,
        must_change: true,
        minutes: 10,
    };

    fn wrong(process: &Process) -> Vec<ProcessField> {
        let found = process.problems().into_iter();
        found
            .inspect(|problem| assert_eq!(problem.severity, Severity::Wrong))
            .map(|problem| problem.field)
            .collect()
    }

    #[test]
    fn what_cannot_be_or_helps_nobody_is_refused_with_the_reason() {
        assert_eq!(wrong(&process(ResetOptions::default())), []);
        assert_eq!(wrong(&process(MADE)), []);
        let chosen = ResetOptions {
            password: PasswordSource::Chosen,
            ..MADE
        };
        assert_eq!(wrong(&process(chosen)), [ProcessField::MustChange]);
        for minutes in [0, 61] {
            let reset = ResetOptions { minutes, ..MADE };
            assert_eq!(wrong(&process(reset)), [ProcessField::ResetMinutes]);
        }
        let mut locked = process(MADE);
        locked.unlocks_with_reset = false;
        assert_eq!(wrong(&locked), [ProcessField::MustChange]);
        let mut unlocking = process(MADE);
        unlocking.offers.reset = false;
        assert_eq!(wrong(&unlocking), [ProcessField::PasswordSource]);
    }

    #[test]
    fn each_weaker_option_is_named_and_the_way_back_is_none() {
        let link = ResetOptions {
            password: PasswordSource::MailedLink,
            ..MADE
        };
        let kept = ResetOptions {
            must_change: false,
            ..MADE
        };
        let longer = ResetOptions {
            minutes: 11,
            ..MADE
        };
        for (before, now, field) in [
            (MADE, kept, ProcessField::MustChange),
            (ResetOptions::default(), kept, ProcessField::MustChange),
            (link, MADE, ProcessField::PasswordSource),
            (MADE, longer, ProcessField::ResetMinutes),
        ] {
            let found = process(now).weaker_than(&process(before));
            let fields: Vec<_> = found.into_iter().map(|weaker| weaker.field).collect();
            assert_eq!(fields, [field], "{before:?} → {now:?}");
            assert_eq!(process(before).weaker_than(&process(now)), []);
        }
    }

    #[test]
    fn usual_options_leave_a_definition_as_it_was() {
        let text = |process: &Process| serde_json::to_string(process).expect("writes");
        assert!(!text(&process(ResetOptions::default())).contains("must_change"));
        assert!(text(&process(MADE)).contains("must_change"));
    }

    #[test]
    fn options_are_written_by_their_names_and_read_with_their_defaults() {
        let written = serde_json::to_value(MADE).expect("writes");
        assert_eq!(written["password"], "shown-once");
        let read: ResetOptions = serde_json::from_str("{}").expect("reads");
        assert_eq!(read, ResetOptions::default());
    }
}
