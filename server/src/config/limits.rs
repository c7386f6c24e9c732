use super::problem::{Bounds, Problems};
use latchkey_processes::StartLimits;
use serde::Deserialize;
use toml::Spanned;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "these are the keys in the file")]
pub(super) struct LimitsSection {
    starts_per_account_and_network_per_hour: Option<Spanned<u32>>,
    starts_per_account_per_hour: Option<Spanned<u32>>,
    starts_per_network_per_hour: Option<Spanned<u32>>,
    mails_per_person_per_hour: Option<Spanned<u32>>,
}

impl LimitsSection {
    pub(super) fn check(&self, problems: &mut Problems<'_>) -> StartLimits {
        let usual = StartLimits::default();
        let mut limit = |key: &str, number: &Option<Spanned<u32>>, most, default| {
            problems.within(
                &format!("limits.{key}"),
                number.as_ref(),
                Bounds {
                    least: 1,
                    most,
                    default,
                },
            )
        };
        StartLimits {
            per_account_and_network: limit(
                "starts_per_account_and_network_per_hour",
                &self.starts_per_account_and_network_per_hour,
                1_000,
                usual.per_account_and_network,
            ),
            per_account: limit(
                "starts_per_account_per_hour",
                &self.starts_per_account_per_hour,
                1_000,
                usual.per_account,
            ),
            // A whole company may come from one address.
            per_network: limit(
                "starts_per_network_per_hour",
                &self.starts_per_network_per_hour,
                1_000_000,
                usual.per_network,
            ),
            // Okta itself caps some mails at 30 a minute for one person.
            mails_per_person: limit(
                "mails_per_person_per_hour",
                &self.mails_per_person_per_hour,
                100,
                usual.mails_per_person,
            ),
        }
    }
}
