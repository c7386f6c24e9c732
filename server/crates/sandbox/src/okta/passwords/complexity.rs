//! Complexity: the check and Okta's sentence about it.

use super::common;
use crate::okta::policies::PasswordPolicy;
use crate::okta::users::User;

/// Okta accepts no longer password.
const MAXIMUM_LENGTH: usize = 72;
/// Shorter parts of a user name may occur in a password.
const SHORTEST_FORBIDDEN_PART: usize = 4;

/// Why a password is not good enough, in Okta's words; `None` when it is.
pub(crate) fn refusal(password: &str, user: &User, policy: &PasswordPolicy) -> Option<String> {
    if !is_complex_enough(password, user, policy) {
        return Some(requirements(policy));
    }
    (policy.exclude_common && common::is_common(password)).then(|| common::REFUSAL.to_owned())
}

fn is_complex_enough(password: &str, user: &User, policy: &PasswordPolicy) -> bool {
    let length = password.chars().count();
    let has = |wanted: bool, test: fn(char) -> bool| !wanted || password.contains(test);
    (policy.min_length..=MAXIMUM_LENGTH).contains(&length)
        && has(policy.lower_case, char::is_lowercase)
        && has(policy.upper_case, char::is_uppercase)
        && has(policy.number, |c| c.is_ascii_digit())
        && has(policy.symbol, |c| {
            !c.is_alphanumeric() && !c.is_whitespace()
        })
        && !(policy.exclude_username && holds_username_part(password, user.login()))
        && !policy
            .exclude_attributes
            .iter()
            .any(|name| holds(password, user.attribute(name)))
}

fn holds(password: &str, part: &str) -> bool {
    !part.is_empty() && password.to_lowercase().contains(&part.to_lowercase())
}

/// Splits the login at `, . _ # @ -`; the top-level domain does not count, nor do short parts.
fn holds_username_part(password: &str, login: &str) -> bool {
    let (name, domain) = login.rsplit_once('@').unwrap_or((login, ""));
    let domain = domain.rsplit_once('.').map_or("", |(rest, _)| rest);
    [name, domain]
        .iter()
        .flat_map(|side| side.split([',', '.', '_', '#', '@', '-']))
        .filter(|part| part.chars().count() >= SHORTEST_FORBIDDEN_PART)
        .any(|part| holds(password, part))
}

/// Okta's sentence: all requirements of the policy, whichever of them failed.
pub(crate) fn requirements(policy: &PasswordPolicy) -> String {
    let mut wanted = vec![format!("at least {} characters", policy.min_length)];
    let mut demand = |on: bool, text: &str| {
        if on {
            wanted.push(text.to_owned());
        }
    };
    demand(policy.lower_case, "a lowercase letter");
    demand(policy.upper_case, "an uppercase letter");
    demand(policy.number, "a number");
    demand(policy.symbol, "a symbol");
    demand(policy.exclude_username, "no parts of your username");
    let excludes = |name: &str| policy.exclude_attributes.iter().any(|known| known == name);
    demand(excludes("firstName"), "does not include your first name");
    demand(excludes("lastName"), "does not include your last name");
    let history = match policy.history {
        0 => String::new(),
        count => format!(" Your password cannot be any of your last {count} passwords."),
    };
    format!(
        "Password requirements were not met. Password requirements: {}.{history}",
        wanted.join(", ")
    )
}
