//! Suggests passphrases: a few random words, easier to remember and type than random characters.

mod shape;
mod word_list;

use latchkey_values::{Entropy, Rule};
use shape::Shape;

/// Draws before giving up. [`Shape::find`] leaves at least one draw in 64 usable, so that the
/// chance of giving up is below one in a million.
const DRAWS: usize = 1_000;

/// A passphrase that keeps every rule and was drawn from at least 2⁵⁰ equally likely ones: four
/// words joined by hyphens, five where the rules ask for more length. The first letter is a capital
/// and a digit follows where the rules ask for them. `None` when the rules leave no such passphrase.
#[must_use]
pub fn suggest(entropy: &dyn Entropy, rules: &[Rule]) -> Option<String> {
    Passphrases::new(rules)?.draw(entropy)
}

/// The passphrases that keep a list of rules. Finding out how they look takes far longer than drawing
/// one.
pub(crate) struct Passphrases<'a> {
    shape: Shape,
    rules: &'a [Rule],
}

impl<'a> Passphrases<'a> {
    /// `None` when the rules leave none, or too few.
    pub(crate) fn new(rules: &'a [Rule]) -> Option<Self> {
        let shape = Shape::find(rules)?;
        Some(Self { shape, rules })
    }

    /// One of them; `None` with a chance below one in a million.
    pub(crate) fn draw(&self, entropy: &dyn Entropy) -> Option<String> {
        (0..DRAWS)
            .map(|_| self.shape.draw(entropy))
            .find(|phrase| self.rules.iter().all(|rule| rule.is_met(phrase)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;
    use proptest::prelude::*;

    fn suggestion(rules: &[Rule]) -> Option<String> {
        suggest(&SeededEntropy::new(7), rules)
    }

    fn is_phrase(phrase: &str, words: usize) -> bool {
        let parts: Vec<&str> = phrase.split('-').collect();
        parts.len() == words
            && parts
                .iter()
                .all(|part| part.len() >= 3 && part.bytes().all(|c| c.is_ascii_lowercase()))
    }

    #[test]
    fn without_rules_it_is_four_words_in_lower_case() {
        let phrase = suggestion(&[]).expect("a phrase");
        assert!(is_phrase(&phrase, 4), "{phrase}");
    }

    #[test]
    fn a_capital_and_a_digit_come_only_when_asked_for() {
        let phrase = suggestion(&[Rule::Uppercase, Rule::Number]).expect("a phrase");
        let (first, rest) = phrase.split_at(1);
        assert!(first.chars().all(char::is_uppercase), "{phrase}");
        let (rest, last) = rest.split_at(rest.len() - 1);
        assert!(last.bytes().all(|c| c.is_ascii_digit()), "{phrase}");
        assert!(
            is_phrase(&format!("{}{rest}", first.to_lowercase()), 4),
            "{phrase}"
        );
    }

    #[test]
    fn more_length_takes_a_fifth_word() {
        let phrase = suggestion(&[Rule::MinLength(38)]).expect("a phrase");
        assert!(is_phrase(&phrase, 5) && phrase.len() >= 38, "{phrase}");
    }

    #[test]
    fn rules_that_no_phrase_can_keep_give_none() {
        let vowels = ["a", "e", "i", "o", "u"].map(str::to_owned).to_vec();
        for rule in [
            Rule::MinLength(72),
            Rule::MaxConsecutive(0),
            Rule::ExcludesUsername(vowels),
            Rule::ExcludesLastName(vec!["-".to_owned()]),
        ] {
            assert_eq!(suggestion(std::slice::from_ref(&rule)), None, "{rule:?}");
        }
    }

    #[test]
    fn suggestions_differ() {
        let entropy = SeededEntropy::new(7);
        assert_ne!(suggest(&entropy, &[]), suggest(&entropy, &[]));
    }

    proptest! {
        #[test]
        fn every_rule_is_kept(
            seed: u64,
            length in 0..40_u32,
            [capital, digit, symbol] in any::<[bool; 3]>(),
            run in 1..4_u32,
            name in "[a-z]{2,6}",
        ) {
            let mut rules = vec![
                Rule::MinLength(length),
                Rule::Lowercase,
                Rule::MaxConsecutive(run),
                Rule::ExcludesFirstName(vec![name]),
            ];
            rules.extend(capital.then_some(Rule::Uppercase));
            rules.extend(digit.then_some(Rule::Number));
            rules.extend(symbol.then_some(Rule::Symbol));
            let phrase = suggest(&SeededEntropy::new(seed), &rules).expect("a phrase");
            for rule in &rules {
                prop_assert!(rule.is_met(&phrase), "{:?}: {}", rule, phrase);
            }
        }
    }
}
