use super::{CredentialStoreRecord, LookUpRule};
use crate::connection::is_label;
use latchkey_values::Generator;

/// What is wrong with a credential store as somebody wrote it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialStoreProblem {
    /// No name, or one that fits on no screen.
    #[error("name: write 1 to 100 characters")]
    Name,
    /// Nobody would ever be found.
    #[error("look_up: allow at least one of login, short_name, email and attribute")]
    FindsNobody,
    /// What is no domain.
    #[error("look_up.short_name_domains: use names such as example.com")]
    Domain,
    /// What is no attribute's name.
    #[error("look_up.attribute: use the name of a profile attribute, such as employeeNumber")]
    Attribute,
    /// More than Okta can ask for (management spec, `minLength` is 4 to 72).
    #[error("stricter.length: use 0 to 72")]
    Length,
    /// Too few characters to be safe, or more than anybody types.
    #[error("generator.length: use 12 to 40")]
    GeneratedLength,
    /// More than the portal remembers.
    #[error("history: use 0 to 10")]
    History,
}

impl CredentialStoreRecord {
    /// Everything that is wrong.
    #[must_use]
    pub fn problems(&self) -> Vec<CredentialStoreProblem> {
        let LookUpRule {
            login,
            short_name,
            short_name_domains,
            email,
            attribute,
        } = &self.look_up;
        let finds = *login || *short_name || *email || attribute.is_some();
        let checks = [
            (is_label(&self.name, 1, 100), CredentialStoreProblem::Name),
            (finds, CredentialStoreProblem::FindsNobody),
            (
                short_name_domains.iter().all(|domain| is_domain(domain)),
                CredentialStoreProblem::Domain,
            ),
            (
                attribute.as_deref().is_none_or(is_attribute),
                CredentialStoreProblem::Attribute,
            ),
            (self.stricter.length <= 72, CredentialStoreProblem::Length),
            (
                Generator::LENGTHS.contains(&self.generator.length),
                CredentialStoreProblem::GeneratedLength,
            ),
            (
                self.history <= Self::MOST_HISTORY,
                CredentialStoreProblem::History,
            ),
        ];
        checks
            .into_iter()
            .filter_map(|(holds, problem)| (!holds).then_some(problem))
            .collect()
    }
}

fn is_domain(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=63).contains(&part.len())
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= 253 && text.split('.').all(is_part)
}

fn is_attribute(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
