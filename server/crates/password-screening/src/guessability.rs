use crate::{Pattern, Weakness};
use latchkey_values::{NewPassword, PersonNames};
use zeroize::Zeroizing;
use zxcvbn::{Entropy, feedback::Warning, matching::patterns::MatchPattern};

/// Fewest characters of a part of a name that an attacker would try for this person.
const SHORTEST_PART: usize = 3;

/// The signs that zxcvbn reads as letters as well.
const LOOK_ALIKES: &str = "4@8({[<3691!|0$5+7%2";

/// zxcvbn looks at a password once for each way to read its look-alikes: a thousand times when it
/// holds them all. From more different ones than this, some are made equal.
const MOST_LOOK_ALIKES: usize = 10;

/// Estimates how many guesses a password takes.
pub(crate) struct Guesser {
    min_score: u8,
    company_words: Vec<String>,
}

impl Guesser {
    /// zxcvbn's highest score.
    pub(crate) const BEST_SCORE: u8 = 4;

    pub(crate) fn new(min_score: u8, company_words: &[String]) -> Self {
        let words = company_words.iter().map(|word| word.trim().to_lowercase());
        Self {
            min_score,
            company_words: words.filter(|word| !word.is_empty()).collect(),
        }
    }

    /// Estimates with what an attacker knows about the person and the company.
    pub(crate) fn judge(
        &self,
        password: &NewPassword,
        names: &PersonNames,
    ) -> Result<(), Weakness> {
        if self.min_score == 0 {
            return Ok(());
        }
        let personal = personal_words(names);
        let known: Vec<&str> = personal
            .iter()
            .chain(&self.company_words)
            .map(String::as_str)
            .collect();
        let estimate = zxcvbn::zxcvbn(&bounded(password.expose()), &known);
        if u8::from(estimate.score()) >= self.min_score {
            Ok(())
        } else if holds_any(&estimate, &self.company_words) {
            Err(Weakness::CompanyWord)
        } else if holds_any(&estimate, &personal) {
            Err(Weakness::Guessable(Pattern::PersonalName))
        } else {
            let warning = estimate
                .feedback()
                .and_then(zxcvbn::feedback::Feedback::warning);
            Err(Weakness::Guessable(
                warning.map_or(Pattern::Unspecific, pattern),
            ))
        }
    }
}

/// The password, with fewer ways to read it if it had very many.
fn bounded(password: &str) -> Zeroizing<String> {
    let different = LOOK_ALIKES.chars().filter(|sign| password.contains(*sign));
    if different.count() <= MOST_LOOK_ALIKES {
        return Zeroizing::new(password.to_owned());
    }
    let equal = password.chars().map(|sign| match sign {
        '{' | '[' | '<' => '(',
        '|' => '!',
        _ => sign,
    });
    Zeroizing::new(equal.collect())
}

/// The names and the login, whole and in parts.
fn personal_words(names: &PersonNames) -> Vec<String> {
    let mut words = Vec::new();
    for name in [&names.login, &names.first, &names.last] {
        let name = name.to_lowercase();
        let parts = name.split(|c: char| !c.is_alphanumeric());
        words.extend(
            parts
                .chain([name.as_str()])
                .filter(|part| part.chars().count() >= SHORTEST_PART)
                .map(str::to_owned),
        );
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Whether the cheapest way to guess the password goes through one of `words`.
fn holds_any(estimate: &Entropy, words: &[String]) -> bool {
    estimate
        .sequence()
        .iter()
        .any(|found| match &found.pattern {
            MatchPattern::Dictionary(entry) => words.contains(&entry.matched_word),
            _ => false,
        })
}

fn pattern(warning: Warning) -> Pattern {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess => Pattern::KeyboardRow,
        Warning::ShortKeyboardPatternsAreEasyToGuess => Pattern::KeyboardWalk,
        Warning::RepeatsLikeAaaAreEasyToGuess => Pattern::RepeatedCharacter,
        Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => Pattern::RepeatedGroup,
        Warning::ThisIsATop10Password => Pattern::Top10,
        Warning::ThisIsATop100Password => Pattern::Top100,
        Warning::ThisIsACommonPassword => Pattern::Common,
        Warning::ThisIsSimilarToACommonlyUsedPassword => Pattern::SimilarToCommon,
        Warning::SequencesLikeAbcAreEasyToGuess => Pattern::Sequence,
        Warning::RecentYearsAreEasyToGuess => Pattern::RecentYear,
        Warning::AWordByItselfIsEasyToGuess => Pattern::SingleWord,
        Warning::DatesAreOftenEasyToGuess => Pattern::Date,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess => Pattern::NameAlone,
        Warning::CommonNamesAndSurnamesAreEasyToGuess => Pattern::CommonName,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn judge(password: &str) -> Result<(), Weakness> {
        let names = PersonNames {
            login: "quillon.marsh@example.com".into(),
            first: "Quillon".into(),
            last: "Marsh-Tavener".into(),
        };
        Guesser::new(3, &["ACX".to_owned()]).judge(&password.parse().expect("a password"), &names)
    }

    #[test]
    fn the_reason_names_the_pattern() {
        for (password, reason) in [
            ("qwertyuiop[", Pattern::KeyboardRow),
            ("aaaaaaaaaaaa", Pattern::RepeatedCharacter),
            ("password", Pattern::Top10),
            ("test", Pattern::Top100),
            ("p4ssw0rd", Pattern::SimilarToCommon),
            ("abcdefghijk", Pattern::Sequence),
            ("Quillon2026", Pattern::PersonalName),
            ("tavener!1", Pattern::PersonalName),
            ("nolliuQ", Pattern::PersonalName),
            ("ü9", Pattern::Unspecific),
        ] {
            assert_eq!(
                judge(password),
                Err(Weakness::Guessable(reason)),
                "{password}"
            );
        }
    }

    #[test]
    fn a_short_company_word_does_not_carry_a_password() {
        assert_eq!(judge("acx2026"), Err(Weakness::CompanyWord));
        assert_eq!(judge("acx-gravel-plume-9-otter"), Ok(()));
    }

    #[test]
    fn score_0_asks_nothing() {
        let password = "password".parse().expect("a password");
        assert_eq!(
            Guesser::new(0, &[]).judge(&password, &PersonNames::default()),
            Ok(())
        );
    }

    #[test]
    fn only_a_password_full_of_look_alikes_is_changed() {
        assert_eq!(*bounded("P@$$w0rd!1234[|"), "P@$$w0rd!1234[|");
        assert_eq!(*bounded("a4@8({[<3691!|0b"), "a4@8((((3691!!0b");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// A panic's text would hold parts of the password.
        #[test]
        fn whatever_okta_accepts_is_judged_without_a_panic(text in "[\\PC&&[^\\x{10000}-\\x{10ffff}]]{1,72}") {
            if text.parse::<NewPassword>().is_ok() {
                let _ = judge(&text);
            }
        }
    }
}
