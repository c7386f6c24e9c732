/// One checkable rule for a new password. Written into the page as `id` and `value`, read back by
/// the browser, so that both sides judge by the same code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// At least this many characters.
    MinLength(u32),
    /// A lower-case letter.
    Lowercase,
    /// An upper-case letter.
    Uppercase,
    /// A digit.
    Number,
    /// A character that is no letter, digit or space.
    Symbol,
    /// None of these lower-case parts of the login.
    ExcludesUsername(Vec<String>),
    /// Not the first name, in lower case.
    ExcludesFirstName(Vec<String>),
    /// Not the last name, in lower case.
    ExcludesLastName(Vec<String>),
    /// No character more often than this in a row.
    MaxConsecutive(u32),
}

/// The id or value names no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown password rule")]
pub struct UnknownRule;

impl Rule {
    /// Whether `password` keeps the rule.
    #[must_use]
    pub fn is_met(&self, password: &str) -> bool {
        match self {
            Self::MinLength(fewest) => password.chars().count() >= *fewest as usize,
            Self::Lowercase => password.chars().any(char::is_lowercase),
            Self::Uppercase => password.chars().any(char::is_uppercase),
            Self::Number => password.chars().any(|c| c.is_ascii_digit()),
            Self::Symbol => password
                .chars()
                .any(|c| !c.is_alphanumeric() && !c.is_whitespace()),
            Self::ExcludesUsername(words)
            | Self::ExcludesFirstName(words)
            | Self::ExcludesLastName(words) => {
                let password = password.to_lowercase();
                !words.iter().any(|word| password.contains(word))
            }
            Self::MaxConsecutive(most) => longest_run(password) <= *most as usize,
        }
    }

    /// The rule's name in markup and records.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Self::MinLength(_) => "min-length",
            Self::Lowercase => "lowercase",
            Self::Uppercase => "uppercase",
            Self::Number => "number",
            Self::Symbol => "symbol",
            Self::ExcludesUsername(_) => "excludes-username",
            Self::ExcludesFirstName(_) => "excludes-first-name",
            Self::ExcludesLastName(_) => "excludes-last-name",
            Self::MaxConsecutive(_) => "max-consecutive",
        }
    }

    /// The rule's parameter as text; empty when it has none. Words are joined by commas.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::MinLength(count) | Self::MaxConsecutive(count) => count.to_string(),
            Self::ExcludesUsername(words)
            | Self::ExcludesFirstName(words)
            | Self::ExcludesLastName(words) => words.join(","),
            Self::Lowercase | Self::Uppercase | Self::Number | Self::Symbol => String::new(),
        }
    }

    /// The rule that [`Rule::id`] and [`Rule::value`] describe.
    ///
    /// # Errors
    /// [`UnknownRule`] for anything those two do not produce.
    pub fn parse(id: &str, value: &str) -> Result<Self, UnknownRule> {
        let count = || value.parse().map_err(|_| UnknownRule);
        let words = || {
            value
                .split(',')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Ok(match id {
            "min-length" => Self::MinLength(count()?),
            "lowercase" => Self::Lowercase,
            "uppercase" => Self::Uppercase,
            "number" => Self::Number,
            "symbol" => Self::Symbol,
            "excludes-username" => Self::ExcludesUsername(words()),
            "excludes-first-name" => Self::ExcludesFirstName(words()),
            "excludes-last-name" => Self::ExcludesLastName(words()),
            "max-consecutive" => Self::MaxConsecutive(count()?),
            _ => return Err(UnknownRule),
        })
    }
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    let mut previous = None;
    for c in text.chars() {
        run = if previous == Some(c) { run + 1 } else { 1 };
        previous = Some(c);
        longest = longest.max(run);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_rule() -> Vec<(Rule, &'static str, &'static str)> {
        let words = || vec!["alice".to_owned(), "example".to_owned()];
        vec![
            (Rule::MinLength(4), "éééé", "ééé"),
            (Rule::Lowercase, "Ab", "AB1"),
            (Rule::Uppercase, "aB", "ab1"),
            (Rule::Number, "a1", "ab"),
            (Rule::Symbol, "a!", "a b1"),
            (Rule::ExcludesUsername(words()), "sesame", "MyALICEpass"),
            (Rule::ExcludesFirstName(words()), "sesame", "an-Example"),
            (Rule::ExcludesLastName(words()), "sesame", "aliceexample"),
            (Rule::MaxConsecutive(2), "aabbaa", "aabbb"),
        ]
    }

    #[test]
    fn each_rule_accepts_and_refuses() {
        for (rule, good, bad) in every_rule() {
            assert!(rule.is_met(good), "{rule:?} should accept {good}");
            assert!(!rule.is_met(bad), "{rule:?} should refuse {bad}");
        }
    }

    #[test]
    fn the_browser_reads_back_what_the_server_wrote() {
        for (rule, _, _) in every_rule() {
            assert_eq!(Rule::parse(rule.id(), &rule.value()), Ok(rule));
        }
        assert_eq!(Rule::parse("min-length", "many"), Err(UnknownRule));
        assert_eq!(Rule::parse("height", ""), Err(UnknownRule));
    }

    #[test]
    fn an_empty_word_list_forbids_nothing() {
        assert!(Rule::ExcludesFirstName(Vec::new()).is_met("anything"));
    }
}
