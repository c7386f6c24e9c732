use super::problem::{Bounds, Problems};
use latchkey_processes::{Limits, desk::DeskLimits};
use serde::Deserialize;
use toml::Spanned;

type Number = Option<Spanned<u32>>;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LimitsSection {
    starts_per_device_per_hour: Number,
    starts_per_account_and_network_per_hour: Number,
    starts_per_network_per_hour: Number,
    starts_per_account_per_hour: Number,
    starts_per_hour: Number,
    starts_per_network_per_hour_without_work: Number,
    starts_per_hour_without_work: Number,
    mails_per_person_per_hour: Number,
    wrong_codes_per_account_and_network_per_day: Number,
    desk_searches_per_agent_per_minute: Number,
    desk_actions_per_agent_per_hour: Number,
    desk_actions_per_hour: Number,
    #[serde(default)]
    login_domains: Vec<Spanned<String>>,
}

/// A whole company may come from one address.
const A_COMPANY: u32 = 1_000_000;

impl LimitsSection {
    pub(super) fn check(&self, problems: &mut Problems<'_>) -> Limits {
        let usual = Limits::default();
        let login_domains = self.domains(problems);
        let mut limit = |key: &str, number: &Number, most, default| {
            let bounds = Bounds {
                least: 1,
                most,
                default,
            };
            problems.within(&format!("limits.{key}"), number.as_ref(), bounds)
        };
        let desk = usual.desk;
        macro_rules! limit {
            ($key:ident, $most:expr, desk.$usual:ident) => {
                limit(stringify!($key), &self.$key, $most, desk.$usual)
            };
            ($key:ident, $most:expr, $usual:ident) => {
                limit(stringify!($key), &self.$key, $most, usual.$usual)
            };
        }
        Limits {
            per_device: limit!(starts_per_device_per_hour, 1_000, per_device),
            per_account_and_network: limit!(
                starts_per_account_and_network_per_hour,
                1_000,
                per_account_and_network
            ),
            per_network: limit!(starts_per_network_per_hour, A_COMPANY, per_network),
            per_account: limit!(starts_per_account_per_hour, 1_000, per_account),
            in_all: limit!(starts_per_hour, A_COMPANY, in_all),
            per_network_without_work: limit!(
                starts_per_network_per_hour_without_work,
                A_COMPANY,
                per_network_without_work
            ),
            in_all_without_work: limit!(
                starts_per_hour_without_work,
                A_COMPANY,
                in_all_without_work
            ),
            // Okta itself caps some mails at 30 a minute for one person.
            mails_per_person: limit!(mails_per_person_per_hour, 100, mails_per_person),
            wrong_codes_per_account_and_network: limit!(
                wrong_codes_per_account_and_network_per_day,
                100,
                wrong_codes_per_account_and_network
            ),
            desk: DeskLimits {
                searches_per_agent: limit!(
                    desk_searches_per_agent_per_minute,
                    600,
                    desk.searches_per_agent
                ),
                actions_per_agent: limit!(
                    desk_actions_per_agent_per_hour,
                    1_000,
                    desk.actions_per_agent
                ),
                actions_in_all: limit!(desk_actions_per_hour, A_COMPANY, desk.actions_in_all),
            },
            login_domains,
        }
    }

    fn domains(&self, problems: &mut Problems<'_>) -> Vec<String> {
        let mut domains = Vec::new();
        for domain in &self.login_domains {
            let text = domain.get_ref().trim();
            if text.is_empty() || text.contains(['@', ' ']) {
                problems.add(
                    domain.span(),
                    "limits.login_domains: write only what follows the @, for example \"example.com\"",
                );
            } else {
                domains.push(text.to_lowercase());
            }
        }
        domains
    }
}
