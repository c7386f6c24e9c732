use crate::passphrase::Passphrases;
use latchkey_values::{Entropy, Generator, GeneratorStyle, NewPassword, Rule};
use zeroize::Zeroizing;

/// Draws before giving up. Each class of characters that rules ask for is drawn on purpose, so that
/// only names and runs can make a draw useless.
const DRAWS: usize = 1_000;

/// Letters, digits and symbols that cannot be taken for one another when read aloud or copied from a
/// screen: no `I l 1 O 0`, no quotation marks.
const CLASSES: [&[u8]; 4] = [
    b"abcdefghijkmnopqrstuvwxyz",
    b"ABCDEFGHJKLMNPQRSTUVWXYZ",
    b"23456789",
    b"!#%+-=?@",
];

/// A password that keeps every rule, made as `generator` says. Where no words can keep them, it is
/// random characters all the same. `None` when the rules leave none that is long enough.
#[must_use]
pub fn generate(
    entropy: &dyn Entropy,
    rules: &[Rule],
    generator: Generator,
) -> Option<NewPassword> {
    let rules = with_length(rules, generator.length);
    Maker::new(&rules, generator.style).make(entropy)
}

fn with_length(rules: &[Rule], length: u32) -> Vec<Rule> {
    let mut rules = rules.to_vec();
    rules.push(Rule::MinLength(length));
    rules
}

/// Makes passwords that keep a list of rules.
struct Maker<'a> {
    rules: &'a [Rule],
    /// `None` where passwords are of characters.
    words: Option<Passphrases<'a>>,
}

impl<'a> Maker<'a> {
    fn new(rules: &'a [Rule], style: GeneratorStyle) -> Self {
        let words = match style {
            GeneratorStyle::Words => Passphrases::new(rules),
            GeneratorStyle::Characters => None,
        };
        Self { rules, words }
    }

    fn make(&self, entropy: &dyn Entropy) -> Option<NewPassword> {
        let words = self.words.as_ref().and_then(|words| words.draw(entropy));
        let text = words
            .map(Zeroizing::new)
            .or_else(|| characters(entropy, self.rules))?;
        text.parse().ok()
    }
}

fn characters(entropy: &dyn Entropy, rules: &[Rule]) -> Option<Zeroizing<String>> {
    let lengths = rules.iter().filter_map(|rule| match rule {
        Rule::MinLength(length) => usize::try_from(*length).ok(),
        _ => None,
    });
    let length = lengths.max().unwrap_or(0);
    if length > NewPassword::MAX_CHARS {
        return None;
    }
    (0..DRAWS)
        .map(|_| draw(entropy, length))
        .find(|text| rules.iter().all(|rule| rule.is_met(text)))
}

/// One character of each class, the rest of any, in random order.
fn draw(entropy: &dyn Entropy, length: usize) -> Zeroizing<String> {
    let all = CLASSES.concat();
    let mut drawn: Zeroizing<Vec<u8>> = Zeroizing::new(Vec::with_capacity(length.max(4)));
    drawn.extend(CLASSES.iter().map(|class| one_of(entropy, class)));
    while drawn.len() < length {
        drawn.push(one_of(entropy, &all));
    }
    shuffle(entropy, &mut drawn);
    Zeroizing::new(drawn.iter().copied().map(char::from).collect())
}

fn one_of(entropy: &dyn Entropy, class: &[u8]) -> u8 {
    let at = entropy.below(u32::try_from(class.len()).unwrap_or(u32::MAX));
    class[at as usize]
}

/// Every order equally likely (Fisher and Yates).
fn shuffle(entropy: &dyn Entropy, drawn: &mut [u8]) {
    for last in (1..drawn.len()).rev() {
        let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
        drawn.swap(last, entropy.below(bound) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;
    use latchkey_values::{NameAttribute, PasswordPolicy, PersonNames};
    use std::collections::HashSet;

    const STYLES: [GeneratorStyle; 2] = [GeneratorStyle::Words, GeneratorStyle::Characters];

    fn names() -> PersonNames {
        PersonNames {
            login: "alice.winter@example.com".into(),
            first: "Al".into(),
            last: "Winter".into(),
        }
    }

    fn policies() -> [PasswordPolicy; 5] {
        let oktas_own = PasswordPolicy {
            min_length: 8,
            lowercase: true,
            uppercase: true,
            number: true,
            excludes_username: true,
            ..PasswordPolicy::default()
        };
        let every_class = PasswordPolicy {
            symbol: true,
            excludes: vec![NameAttribute::FirstName, NameAttribute::LastName],
            max_consecutive: Some(1),
            ..oktas_own.clone()
        };
        let longest = PasswordPolicy {
            min_length: 72,
            ..every_class.clone()
        };
        let long = PasswordPolicy {
            min_length: 30,
            ..oktas_own.clone()
        };
        [
            PasswordPolicy::default(),
            oktas_own,
            every_class,
            long,
            longest,
        ]
    }

    #[test]
    fn ten_thousand_made_passwords_keep_each_policy_and_none_comes_twice() {
        for policy in policies() {
            let rules = with_length(&policy.rules_for(&names()), 14);
            for style in STYLES {
                let (maker, entropy) = (Maker::new(&rules, style), SeededEntropy::new(11));
                let mut made = HashSet::new();
                for _ in 0..10_000 {
                    let password = maker.make(&entropy).expect("a password");
                    let text = password.expose().to_owned();
                    let broken = rules.iter().find(|rule| !rule.is_met(&text));
                    assert_eq!(broken, None, "{text}");
                    assert!(made.insert(text), "made twice");
                }
            }
        }
    }

    #[test]
    fn words_are_words_and_characters_cannot_be_taken_for_one_another() {
        let entropy = SeededEntropy::new(3);
        let make = |style, rules: &[Rule]| {
            let generator = Generator { style, length: 12 };
            let password = generate(&entropy, rules, generator).expect("a password");
            password.expose().to_owned()
        };
        let words = make(GeneratorStyle::Words, &[]);
        assert_eq!(words.split('-').count(), 4, "{words}");
        let characters = make(GeneratorStyle::Characters, &[]);
        assert_eq!(characters.len(), 12);
        assert!(
            !characters.contains(['I', 'l', '1', 'O', '0']),
            "{characters}"
        );
        let too_long_for_words = make(GeneratorStyle::Words, &[Rule::MinLength(60)]);
        assert_eq!(too_long_for_words.len(), 60);
    }

    #[test]
    fn rules_that_nothing_keeps_give_none() {
        for rule in [Rule::MinLength(73), Rule::MaxConsecutive(0)] {
            for style in STYLES {
                let generator = Generator { style, length: 12 };
                let made = generate(
                    &SeededEntropy::new(1),
                    std::slice::from_ref(&rule),
                    generator,
                );
                assert!(made.is_none(), "{rule:?}");
            }
        }
    }

    #[test]
    fn every_order_and_every_character_occurs() {
        let entropy = SeededEntropy::new(5);
        let mut first = HashSet::new();
        for _ in 0..5_000 {
            first.extend(draw(&entropy, 12).chars().next());
        }
        assert_eq!(first.len(), CLASSES.concat().len());
    }
}
