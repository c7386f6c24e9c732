use super::problem::{Bounds, Problems};
use latchkey_administration::monitoring::BlockAlert;
use latchkey_values::EmailAddress;
use serde::Deserialize;
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlertsSection {
    blocked_people: Option<Spanned<u32>>,
    blocked_within_minutes: Option<Spanned<u32>>,
    mail_to: Option<Vec<Spanned<String>>>,
    mail_owners: Option<bool>,
}

impl AlertsSection {
    /// Without `mail_to`, `desk` is told.
    pub(super) fn check(&self, desk: Option<&str>, problems: &mut Problems<'_>) -> BlockAlert {
        let usual = BlockAlert::default();
        let people = Bounds {
            least: 1,
            most: 1_000_000,
            default: usual.people,
        };
        let minutes = Bounds {
            least: 5,
            most: 24 * 60,
            default: usual.minutes,
        };
        BlockAlert {
            people: problems.within(
                "alerts.blocked_people",
                self.blocked_people.as_ref(),
                people,
            ),
            minutes: problems.within(
                "alerts.blocked_within_minutes",
                self.blocked_within_minutes.as_ref(),
                minutes,
            ),
            to: self.recipients(desk, problems),
            tells_owners: self.mail_owners.unwrap_or(usual.tells_owners),
        }
    }

    fn recipients(&self, desk: Option<&str>, problems: &mut Problems<'_>) -> Vec<EmailAddress> {
        let Some(addresses) = &self.mail_to else {
            return desk
                .and_then(|desk| desk.parse().ok())
                .into_iter()
                .collect();
        };
        let expected = "use an email address such as desk@example.com";
        let checked = addresses
            .iter()
            .filter_map(|address| problems.parse("alerts.mail_to", address, expected));
        checked.collect()
    }
}
