use super::{Process, ProcessField, ProcessKind, ProcessProblem, UtcOffset};
use jiff::{SignedDuration, Timestamp, civil::Time};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, ops::RangeInclusive};

/// Mails that a process sends by itself, before something happens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reminders {
    /// Before a password ends.
    pub password_end: EndReminders,
}

/// Mails to people whose password ends, once for each number of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EndReminders {
    /// Whether any are sent.
    pub on: bool,
    /// How many days before the end.
    pub days_before: BTreeSet<u32>,
    /// At which full hour of the day, 0 to 23.
    pub hour: i8,
    /// Where that hour is, as an offset from UTC.
    pub utc_offset: UtcOffset,
}

impl Default for EndReminders {
    fn default() -> Self {
        Self {
            on: false,
            days_before: [14, 7, 1].into(),
            hour: 8,
            utc_offset: UtcOffset::default(),
        }
    }
}

impl EndReminders {
    /// What a number of days may be.
    pub const DAYS_BOUNDS: RangeInclusive<u32> = 1..=90;
    /// The most reminders before one end.
    pub const MOST: usize = 5;

    /// Mails come in the hours after the one that was chosen; whoever starts the portal later on a day
    /// wakes nobody at night.
    const LATEST: SignedDuration = SignedDuration::from_hours(6);

    /// The reminder that is due when so many days are left: the nearest number that is not below.
    /// `None` while none is due.
    #[must_use]
    pub fn due_at(&self, days_left: u32) -> Option<u32> {
        self.days_before
            .iter()
            .copied()
            .find(|days| days_left <= *days)
    }

    /// The most days before an end at which a reminder may be due.
    #[must_use]
    pub fn earliest(&self) -> u32 {
        self.days_before.last().copied().unwrap_or_default()
    }

    /// The time of the day's walk that is due at `now`. `None` when none is: switched off, or not the
    /// time of day.
    #[must_use]
    pub fn walk_due(&self, now: Timestamp) -> Option<Timestamp> {
        let offset = self.utc_offset.offset();
        let hour = Time::new(self.hour, 0, 0, 0).ok().filter(|_| self.on)?;
        let today = offset.to_datetime(now).date();
        let days = [Some(today), today.yesterday().ok()].into_iter().flatten();
        let mut hours = days.filter_map(|day| offset.to_timestamp(day.to_datetime(hour)).ok());
        hours.find(|hour| *hour <= now && now.duration_since(*hour) < Self::LATEST)
    }
}

impl Process {
    pub(super) fn reminder_problems(&self) -> Vec<ProcessProblem> {
        let EndReminders {
            on,
            days_before,
            hour,
            ..
        } = &self.reminders.password_end;
        let (least, most) = EndReminders::DAYS_BOUNDS.into_inner();
        let in_bounds = days_before.iter().all(|days| (least..=most).contains(days));
        let is_desk = self.kind == ProcessKind::ServiceDesk;
        let sets_passwords = self.offers.change || self.offers.reset;
        let found = [
            (
                !in_bounds || days_before.len() > EndReminders::MOST,
                format!("Use at most {} numbers of days, each {least} to {most}.", EndReminders::MOST),
            ),
            (
                *on && days_before.is_empty(),
                "Say how many days before the end people are reminded.".to_owned(),
            ),
            (
                !(0..=23).contains(hour),
                "The hour of the day is 0 to 23.".to_owned(),
            ),
            (
                *on && (is_desk || !sets_passwords),
                "A reminder leads to a page where people get a new password: let this be self-service, and offer changing or resetting."
                    .to_owned(),
            ),
        ];
        let wrong = found.into_iter().filter(|(is_wrong, _)| *is_wrong);
        wrong
            .map(|(_, reason)| ProcessProblem::wrong(ProcessField::Reminders, reason))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Offers;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn reminders() -> EndReminders {
        EndReminders {
            on: true,
            utc_offset: "+01:00".parse().expect("an offset"),
            ..EndReminders::default()
        }
    }

    #[test]
    fn each_number_of_days_is_due_until_the_next() {
        for (left, due) in [
            (15, None),
            (14, Some(14)),
            (8, Some(14)),
            (7, Some(7)),
            (2, Some(7)),
            (1, Some(1)),
            (0, Some(1)),
        ] {
            assert_eq!(reminders().due_at(left), due, "{left}");
        }
        assert_eq!(reminders().earliest(), 14);
    }

    #[test]
    fn a_walk_is_due_once_a_day_at_its_hour_where_people_are() {
        let seven = Some(at("2026-03-02T07:00:00Z"));
        for (now, due) in [
            ("2026-03-02T06:59:59Z", None),
            ("2026-03-02T07:00:00Z", seven),
            ("2026-03-02T12:59:59Z", seven),
            ("2026-03-02T13:00:00Z", None),
            ("2026-03-03T07:30:00Z", Some(at("2026-03-03T07:00:00Z"))),
        ] {
            assert_eq!(reminders().walk_due(at(now)), due, "{now}");
        }
        let off = EndReminders {
            on: false,
            ..reminders()
        };
        assert_eq!(off.walk_due(at("2026-03-02T07:00:00Z")), None);
    }

    #[test]
    fn an_hour_late_in_the_day_is_still_due_after_midnight() {
        let late = EndReminders {
            hour: 23,
            ..reminders()
        };
        let due = Some(at("2026-03-02T22:00:00Z"));
        assert_eq!(late.walk_due(at("2026-03-03T01:00:00Z")), due);
    }

    #[test]
    fn what_would_remind_nobody_or_lead_nowhere_is_refused() {
        let alias = |text: &str| text.parse().expect("an alias");
        let problems = |change: fn(&mut Process)| {
            let mut process =
                Process::new(alias("staff"), "Staff".into(), alias("okta"), Offers::ALL);
            process.reminders.password_end = reminders();
            change(&mut process);
            let problems = process.problems().into_iter();
            problems
                .filter(|problem| problem.field == ProcessField::Reminders)
                .count()
        };
        assert_eq!(problems(|_| {}), 0);
        assert_eq!(
            problems(|p| p.reminders.password_end.days_before.clear()),
            1
        );
        assert_eq!(
            problems(|p| p.reminders.password_end.days_before = [0].into()),
            1
        );
        assert_eq!(
            problems(|p| p.reminders.password_end.days_before = (1..=6).collect()),
            1
        );
        assert_eq!(problems(|p| p.reminders.password_end.hour = 24), 1);
        assert_eq!(problems(|p| p.kind = ProcessKind::ServiceDesk), 1);
        let unlocks_only = |p: &mut Process| {
            p.offers = Offers {
                unlock: true,
                ..Offers::default()
            };
        };
        assert_eq!(problems(unlocks_only), 1);
        let off = |p: &mut Process| {
            p.reminders = Reminders::default();
            p.kind = ProcessKind::ServiceDesk;
        };
        assert_eq!(problems(off), 0);
    }
}
