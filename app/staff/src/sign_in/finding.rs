//! What people are told about their last try.

use latchkey_auth::sign_in::Finding;
use latchkey_ui::Problem;

/// What is wrong, in a sentence with what to do. `None` when nothing is.
pub(super) fn problem(finding: &Finding) -> Option<Problem> {
    let text = match finding {
        Finding::Refused => {
            "You could not be signed in. Try again; if it happens again, ask who looks after \
                             this portal."
                .to_owned()
        }
        Finding::WeakProof => {
            "This takes a stronger proof, such as a security key. Sign in again and use one."
                .to_owned()
        }
        Finding::NoRole => {
            "You are known, but none of your groups in Okta gives you a role here. Ask who looks \
                            after this portal."
                .to_owned()
        }
        Finding::TooManyTries(minutes) => format!(
            "Too many tries. Wait {minutes} {}, or ask an operator to lift the block.",
            if *minutes == 1 { "minute" } else { "minutes" }
        ),
        Finding::Unavailable => "Okta does not answer. Wait a minute and try again.".to_owned(),
        Finding::PasswordSet | Finding::Password(_) => return None,
    };
    Some(Problem::general(text))
}

/// What went well, in a sentence. `None` when nothing did.
pub(super) fn success(finding: &Finding) -> Option<&'static str> {
    match finding {
        Finding::PasswordSet => Some("Your password is set. Sign in with it."),
        _ => None,
    }
}

/// Why a chosen password is refused, by its code.
pub(super) fn password(finding: &Finding) -> Option<Problem> {
    let Finding::Password(code) = finding else {
        return None;
    };
    let (field, text) = match code.as_str() {
        "different" => (
            "confirmation",
            "The two passwords differ. Type the same one twice.",
        ),
        "too-short" => ("password", "Use at least 15 characters."),
        "not-possible" => (
            "password",
            "Use at most 72 characters, and none that are pictures or cannot be seen.",
        ),
        "breached" => (
            "password",
            "This password is known from leaked data. Choose another.",
        ),
        "company-word" => (
            "password",
            "This password holds a name of the company. Choose another.",
        ),
        "not-judged" => ("password", "The password could not be checked. Try again."),
        _ => (
            "password",
            "This password is easy to guess. Choose another, such as several words that have nothing to do \
             with each other.",
        ),
    };
    Some(Problem::of(field, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_finding_is_told_in_one_place() {
        for finding in [
            Finding::Refused,
            Finding::WeakProof,
            Finding::NoRole,
            Finding::TooManyTries(1),
            Finding::Unavailable,
            Finding::PasswordSet,
            Finding::Password("guessable-date".into()),
        ] {
            let told = [
                problem(&finding).is_some(),
                success(&finding).is_some(),
                password(&finding).is_some(),
            ];
            let told = told.into_iter().filter(|told| *told).count();
            assert_eq!(told, 1, "{finding:?}");
        }
    }
}
