//! The list of passwords that everybody uses, and therefore nobody may.

/// Okta's words.
pub(crate) const REFUSAL: &str =
    "This password was found in a list of commonly used passwords. Please try another password.";

/// Words that become common passwords with the digits, years and signs that people put behind them.
const COMMON: [&str; 30] = [
    "password",
    "passwort",
    "welcome",
    "qwerty",
    "qwertyuiop",
    "letmein",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "dragon",
    "monkey",
    "master",
    "superman",
    "trustno",
    "admin",
    "changeme",
    "secret",
    "shadow",
    "summer",
    "winter",
    "spring",
    "autumn",
    "company",
    "starwars",
    "whatever",
    "computer",
    "internet",
    "abcdefgh",
];

/// Whether a password is a common word with nothing but digits and a sign behind it, or digits alone.
pub(crate) fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
    word.is_empty() || COMMON.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_with_digits_behind_them_are_common() {
        for common in [
            "Password1234",
            "Welcome2026!",
            "123456789012",
            "Sunshine0001",
        ] {
            assert!(is_common(common), "{common}");
        }
        for fine in [
            "Password150kta",
            "TempPassword123!",
            "CorrectHorse42Battery",
        ] {
            assert!(!is_common(fine), "{fine}");
        }
    }
}
