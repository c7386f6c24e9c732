//! The rules of a password, and refusals, in words.

use crate::wording::{counted, length_of};
use latchkey_processes::{Pattern, PolicyNotes, Refusal, RequestView};
use latchkey_values::Rule;

/// The id of the note about earlier passwords.
const HISTORY: &str = "history";
/// The id of the note about the minimum age.
const MIN_AGE: &str = "min-age";
/// The id of the note about common passwords.
const COMMON: &str = "common";

/// What a rule asks for.
pub(super) fn wish(rule: &Rule) -> String {
    match rule {
        Rule::MinLength(fewest) => {
            format!("At least {}", counted(*fewest, "character", "characters"))
        }
        Rule::Lowercase => "A lower-case letter".into(),
        Rule::Uppercase => "A capital letter".into(),
        Rule::Number => "A digit".into(),
        Rule::Symbol => "A symbol, such as ! ? # or %".into(),
        Rule::ExcludesUsername(words) if words.is_empty() => "No part of your username".into(),
        Rule::ExcludesUsername(words) => format!("No part of your username ({})", words.join(", ")),
        Rule::ExcludesFirstName(_) => "Not your first name".into(),
        Rule::ExcludesLastName(_) => "Not your last name".into(),
        Rule::MaxConsecutive(most) => {
            format!(
                "No character more than {} in a row",
                counted(*most, "time", "times")
            )
        }
    }
}

/// What is wrong with a password that does not keep a rule.
fn breach(rule: &Rule) -> String {
    let fault = match rule {
        Rule::MinLength(fewest) => format!(
            "needs at least {}",
            counted(*fewest, "character", "characters")
        ),
        Rule::Lowercase => "needs a lower-case letter".into(),
        Rule::Uppercase => "needs a capital letter".into(),
        Rule::Number => "needs a digit".into(),
        Rule::Symbol => "needs a symbol, such as ! ? # or %".into(),
        Rule::ExcludesUsername(_) => "must not hold a part of your username".into(),
        Rule::ExcludesFirstName(_) => "must not hold your first name".into(),
        Rule::ExcludesLastName(_) => "must not hold your last name".into(),
        Rule::MaxConsecutive(most) => {
            format!(
                "must not hold a character more than {} in a row",
                counted(*most, "time", "times")
            )
        }
    };
    format!("The password {fault}.")
}

/// What only the directory can check, as id and text.
pub(super) fn notes(notes: PolicyNotes) -> Vec<(&'static str, String)> {
    let mut said = Vec::new();
    if notes.history > 0 {
        said.push((HISTORY, earlier_passwords(notes.history)));
    }
    if notes.excludes_common {
        said.push((COMMON, "Not a password that many people use".into()));
    }
    if notes.min_age_minutes > 0 {
        let age = length_of(notes.min_age_minutes);
        said.push((
            MIN_AGE,
            format!("Your present password is at least {age} old"),
        ));
    }
    said
}

/// Why a password was refused, and what to do.
pub(crate) fn refused(refusal: &Refusal, request: &RequestView) -> String {
    match refusal {
        Refusal::Rule(id) => match request.rules.iter().find(|rule| rule.id() == id) {
            Some(rule) => breach(rule),
            None => UNKNOWN.into(),
        },
        Refusal::RecentlyUsed => {
            "You have used this password before. Choose one you have not had yet.".into()
        }
        Refusal::TooYoung => too_young(request.notes.min_age_minutes),
        Refusal::Common => {
            "Many people use this password, so it is easily guessed. Choose another one.".into()
        }
        Refusal::ContainsName => {
            "The password holds a part of your name or username. Leave that out.".into()
        }
        Refusal::Breached => {
            "This password is known from leaked data, so attackers try it early. Choose another one.".into()
        }
        Refusal::CompanyWord => {
            "The password holds a name of the company. Leave that out.".into()
        }
        Refusal::Guessable(pattern) => guessable(*pattern).into(),
        Refusal::Policy => UNKNOWN.into(),
    }
}

/// Why a password is easy to guess, and what to do instead.
fn guessable(pattern: Pattern) -> &'static str {
    match pattern {
        Pattern::PersonalName => {
            "The password is built around your own name. Choose one that has nothing to do with you."
        }
        Pattern::KeyboardRow | Pattern::KeyboardWalk => {
            "The password follows the keys of the keyboard. Choose some unrelated words instead."
        }
        Pattern::RepeatedCharacter | Pattern::RepeatedGroup => {
            "The password repeats itself. Choose some unrelated words instead."
        }
        Pattern::Sequence => {
            "The password is a sequence like abc or 123. Choose some unrelated words instead."
        }
        Pattern::RecentYear | Pattern::Date => {
            "The password is built around a date. Choose some unrelated words instead."
        }
        Pattern::NameAlone | Pattern::CommonName => {
            "The password is built around a common name. Choose some unrelated words instead."
        }
        Pattern::Top10 | Pattern::Top100 | Pattern::Common | Pattern::SimilarToCommon => {
            "Many people use this password or one like it. Choose some unrelated words instead."
        }
        Pattern::SingleWord => {
            "The password is one word with little added. Choose some unrelated words instead."
        }
        Pattern::Unspecific => {
            "This password is easily guessed. Choose some unrelated words instead."
        }
    }
}

/// The rule or note of the list that a refusal is about; empty when there is none.
pub(super) fn broken_rule(refusal: &Refusal) -> &str {
    match refusal {
        Refusal::Rule(id) => id,
        Refusal::RecentlyUsed => HISTORY,
        Refusal::TooYoung => MIN_AGE,
        Refusal::Common | Refusal::Breached | Refusal::Guessable(_) => COMMON,
        Refusal::ContainsName | Refusal::CompanyWord | Refusal::Policy => "",
    }
}

const UNKNOWN: &str = "The directory refused this password without saying which rule it breaks. Choose a longer one \
     that is unlike your earlier ones.";

fn earlier_passwords(count: u32) -> String {
    match count {
        1 => "Not your present password".into(),
        _ => format!("Not one of your last {count} passwords"),
    }
}

fn too_young(min_age_minutes: u32) -> String {
    let wait = if min_age_minutes > 0 {
        format!(
            "Passwords must be at least {} old before they are changed.",
            length_of(min_age_minutes)
        )
    } else {
        "Your password was changed a short time ago.".into()
    };
    format!("{wait} If you cannot wait, turn to the service desk.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_username_rule_names_the_parts_that_count() {
        let rule = Rule::ExcludesUsername(vec!["alice".into(), "example".into()]);
        assert_eq!(wish(&rule), "No part of your username (alice, example)");
    }

    #[test]
    fn only_what_the_policy_asks_is_noted() {
        assert!(notes(PolicyNotes::default()).is_empty());
        let all = notes(PolicyNotes {
            history: 4,
            min_age_minutes: 120,
            excludes_common: true,
        });
        let texts: Vec<_> = all.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Not one of your last 4 passwords",
                "Not a password that many people use",
                "Your present password is at least 2 hours old",
            ]
        );
    }
}
