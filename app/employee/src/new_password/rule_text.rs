//! The rules of a password, and refusals, in words.

use crate::wording::length_of;
use latchkey_processes::{Pattern, PolicyNotes, Refusal, RequestView};
use latchkey_text::{Refusals, Rules, Texts};
use latchkey_values::Rule;

/// The id of the note about earlier passwords.
const HISTORY: &str = "history";
/// The id of the note about the minimum age.
const MIN_AGE: &str = "min-age";
/// The id of the note about common passwords.
const COMMON: &str = "common";

/// What a rule asks for.
pub(super) fn wish(rule: &Rule, words: &Rules) -> String {
    match rule {
        Rule::MinLength(fewest) => words.wish_length(*fewest),
        Rule::Lowercase => words.wish_lower().into(),
        Rule::Uppercase => words.wish_upper().into(),
        Rule::Number => words.wish_digit().into(),
        Rule::Symbol => words.wish_symbol().into(),
        Rule::ExcludesUsername(parts) if parts.is_empty() => words.wish_username().into(),
        Rule::ExcludesUsername(parts) => words.wish_username_parts(&parts.join(", ")),
        Rule::ExcludesFirstName(_) => words.wish_first_name().into(),
        Rule::ExcludesLastName(_) => words.wish_last_name().into(),
        Rule::MaxConsecutive(most) => words.wish_repeats(*most),
    }
}

/// What is wrong with a password that does not keep a rule.
fn breach(rule: &Rule, words: &Rules) -> String {
    match rule {
        Rule::MinLength(fewest) => words.breach_length(*fewest),
        Rule::Lowercase => words.breach_lower().into(),
        Rule::Uppercase => words.breach_upper().into(),
        Rule::Number => words.breach_digit().into(),
        Rule::Symbol => words.breach_symbol().into(),
        Rule::ExcludesUsername(_) => words.breach_username().into(),
        Rule::ExcludesFirstName(_) => words.breach_first_name().into(),
        Rule::ExcludesLastName(_) => words.breach_last_name().into(),
        Rule::MaxConsecutive(most) => words.breach_repeats(*most),
    }
}

/// What only the directory can check, as id and text.
pub(super) fn notes(notes: PolicyNotes, texts: &Texts) -> Vec<(&'static str, String)> {
    let words = &texts.rules;
    let mut said = Vec::new();
    match notes.history {
        0 => {}
        1 => said.push((HISTORY, words.not_present().into())),
        count => said.push((HISTORY, words.not_earlier(count))),
    }
    if notes.excludes_common {
        said.push((COMMON, words.not_common().into()));
    }
    if notes.min_age_minutes > 0 {
        let age = length_of(&texts.time, notes.min_age_minutes);
        said.push((MIN_AGE, words.min_age(&age)));
    }
    said
}

/// Why a password was refused, and what to do.
pub(crate) fn refused(refusal: &Refusal, request: &RequestView, texts: &Texts) -> String {
    let words = &texts.refusals;
    let text = match refusal {
        Refusal::Rule(id) => match request.rules.iter().find(|rule| rule.id() == id) {
            Some(rule) => return breach(rule, &texts.rules),
            None => words.unknown(),
        },
        Refusal::TooYoung => return too_young(request.notes.min_age_minutes, texts),
        Refusal::RecentlyUsed => words.recently_used(),
        Refusal::Common => words.common(),
        Refusal::ContainsName => words.contains_name(),
        Refusal::Breached => words.breached(),
        Refusal::CompanyWord => words.company_word(),
        Refusal::Guessable(pattern) => guessable(*pattern, words),
        Refusal::Policy => words.unknown(),
    };
    text.into()
}

/// Why a password is easy to guess, and what to do instead.
fn guessable(pattern: Pattern, words: &Refusals) -> &'static str {
    match pattern {
        Pattern::PersonalName => words.own_name(),
        Pattern::KeyboardRow | Pattern::KeyboardWalk => words.keyboard(),
        Pattern::RepeatedCharacter | Pattern::RepeatedGroup => words.repeats(),
        Pattern::Sequence => words.sequence(),
        Pattern::RecentYear | Pattern::Date => words.date(),
        Pattern::NameAlone | Pattern::CommonName => words.name(),
        Pattern::Top10 | Pattern::Top100 | Pattern::Common | Pattern::SimilarToCommon => {
            words.popular()
        }
        Pattern::SingleWord => words.word(),
        Pattern::Unspecific => words.guessable(),
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

fn too_young(min_age_minutes: u32, texts: &Texts) -> String {
    let words = &texts.refusals;
    let wait = if min_age_minutes > 0 {
        words.too_young(&length_of(&texts.time, min_age_minutes))
    } else {
        words.changed_lately().into()
    };
    format!("{wait} {}", words.ask_desk())
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::Language;

    const ENGLISH: &Texts = Texts::of(Language::English);

    #[test]
    fn the_username_rule_names_the_parts_that_count() {
        let rule = Rule::ExcludesUsername(vec!["alice".into(), "example".into()]);
        assert_eq!(
            wish(&rule, &ENGLISH.rules),
            "No part of your username (alice, example)"
        );
    }

    #[test]
    fn only_what_the_policy_asks_is_noted() {
        assert!(notes(PolicyNotes::default(), ENGLISH).is_empty());
        let policy = PolicyNotes {
            history: 4,
            min_age_minutes: 120,
            excludes_common: true,
        };
        let all = notes(policy, ENGLISH);
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
