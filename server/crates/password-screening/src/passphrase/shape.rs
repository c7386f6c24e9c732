use super::word_list;
use latchkey_values::{Entropy, Rule};

/// Fewest equally likely passphrases: 50 bits.
const FEWEST_PHRASES: u128 = 1 << 50;

/// Of this many draws at least one must be long enough.
const DRAWS_FOR_ONE: u128 = 64;

/// How passphrases look that can keep a list of rules.
pub(super) struct Shape {
    /// The words to draw from: those that break no rule by themselves.
    pool: Vec<&'static str>,
    /// How many are drawn.
    words: usize,
    has_capital: bool,
    has_digit: bool,
}

impl Shape {
    /// The shape with the fewest words that is strong enough; `None` when there is none.
    pub(super) fn find(rules: &[Rule]) -> Option<Self> {
        let pool: Vec<_> = word_list::words()
            .filter(|word| is_usable(word, rules))
            .collect();
        [4, 5].into_iter().find_map(|words| {
            let (phrases, all) = count_phrases(&pool, words, fewest_letters(rules, words));
            let is_strong = phrases >= FEWEST_PHRASES && phrases * DRAWS_FOR_ONE >= all;
            is_strong.then(|| Self {
                pool: pool.clone(),
                words,
                has_capital: rules.contains(&Rule::Uppercase),
                has_digit: rules.contains(&Rule::Number),
            })
        })
    }

    /// One passphrase, which may be too short.
    pub(super) fn draw(&self, entropy: &dyn Entropy) -> String {
        let bound = u32::try_from(self.pool.len()).unwrap_or(u32::MAX);
        let drawn: Vec<&str> = (0..self.words)
            .map(|_| self.pool[entropy.below(bound) as usize])
            .collect();
        let mut phrase = drawn.join("-");
        if self.has_capital
            && let Some(first) = phrase.get_mut(..1)
        {
            first.make_ascii_uppercase();
        }
        if self.has_digit {
            phrase.push_str(&entropy.below(10).to_string());
        }
        phrase
    }
}

/// Whether a word breaks none of the rules that hold for each part of a password.
fn is_usable(word: &str, rules: &[Rule]) -> bool {
    rules.iter().all(|rule| match rule {
        Rule::ExcludesUsername(_)
        | Rule::ExcludesFirstName(_)
        | Rule::ExcludesLastName(_)
        | Rule::MaxConsecutive(_) => rule.is_met(word),
        Rule::MinLength(_) | Rule::Lowercase | Rule::Uppercase | Rule::Number | Rule::Symbol => {
            true
        }
    })
}

/// How many letters so many words must have together, beside the hyphens and the digit.
fn fewest_letters(rules: &[Rule], words: usize) -> usize {
    let lengths = rules.iter().filter_map(|rule| match rule {
        Rule::MinLength(length) => Some(*length as usize),
        _ => None,
    });
    let others = words - 1 + usize::from(rules.contains(&Rule::Number));
    lengths.max().unwrap_or(0).saturating_sub(others)
}

/// How many combinations of `words` words have at least `letters` letters, and how many there are.
fn count_phrases(pool: &[&str], words: usize, letters: usize) -> (u128, u128) {
    let longest = pool.iter().map(|word| word.len()).max().unwrap_or(0);
    // [n]: words, then combinations so far, with n letters.
    let mut words_by_length = vec![0_u128; longest + 1];
    for word in pool {
        words_by_length[word.len()] += 1;
    }
    let mut by_length = vec![1_u128];
    for _ in 0..words {
        let mut longer = vec![0; by_length.len() + longest];
        for (length, combinations) in by_length.iter().enumerate() {
            for (more, words) in words_by_length.iter().enumerate() {
                longer[length + more] += combinations * words;
            }
        }
        by_length = longer;
    }
    let long_enough = by_length.iter().skip(letters).sum();
    (long_enough, by_length.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many equally likely suggestions there are for these rules.
    fn phrases(rules: &[Rule]) -> Option<u128> {
        let shape = Shape::find(rules)?;
        let letters = fewest_letters(rules, shape.words);
        Some(count_phrases(&shape.pool, shape.words, letters).0)
    }

    #[test]
    fn four_words_hold_51_bits() {
        assert_eq!(phrases(&[]), Some(7772_u128.pow(4)));
        assert_eq!(phrases(&[]).map(u128::ilog2), Some(51));
    }

    #[test]
    fn no_rule_brings_a_suggestion_below_50_bits() {
        let common_letter = || vec!["e".to_owned()];
        for length in 0..=72 {
            for rules in [
                vec![Rule::MinLength(length)],
                vec![
                    Rule::MinLength(length),
                    Rule::ExcludesFirstName(common_letter()),
                ],
                vec![
                    Rule::MinLength(length),
                    Rule::Number,
                    Rule::MaxConsecutive(1),
                ],
            ] {
                let bits = phrases(&rules).map(u128::ilog2);
                assert!(bits.is_none_or(|bits| bits >= 50), "{rules:?}: {bits:?}");
                assert!(bits.is_some() || length > 40, "{rules:?}");
            }
        }
    }

    #[test]
    fn combinations_are_counted_by_their_letters() {
        let pool = ["abc", "defgh"];
        assert_eq!(count_phrases(&pool, 2, 0), (4, 4));
        assert_eq!(count_phrases(&pool, 2, 7), (3, 4));
        assert_eq!(count_phrases(&pool, 2, 9), (1, 4));
        assert_eq!(count_phrases(&pool, 2, 11), (0, 4));
        assert_eq!(count_phrases(&[], 2, 0), (0, 0));
    }
}
