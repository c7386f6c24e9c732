use crate::masked::masked_debug;
use serde::{Deserialize, Serialize};
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// What a person types to say who they are: an Okta login or email address.
///
/// Kept as typed, without surrounding white space. It is personal data: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Login(String);

masked_debug!(Login);

/// One key for all spellings that mean the same person, for counting and comparing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LoginKey(String);

masked_debug!(LoginKey);

/// Why a text is not a [`Login`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLogin {
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// More than [`Login::MAX_CHARS`] characters.
    #[error("too long")]
    TooLong,
    /// A control character, or a character that only changes the direction or visibility of others.
    #[error("holds a character that cannot be part of a login")]
    Character,
}

impl Login {
    /// Okta's limit for a login (`User.profile.login`, management spec).
    pub const MAX_CHARS: usize = 100;

    /// The login as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key that all spellings of this login share: compatibility-normalised and lower-case.
    #[must_use]
    pub fn key(&self) -> LoginKey {
        let folded: String = self.0.nfkc().flat_map(char::to_lowercase).collect();
        LoginKey(
            folded
                .nfkc()
                .filter(|c| !is_invisible(*c))
                .collect::<String>()
                .trim()
                .to_owned(),
        )
    }
}

impl LoginKey {
    /// The same without its email domain, if that is one of `domains`: the directory takes the name
    /// before the `@` for the whole login.
    #[must_use]
    pub fn without_domain(self, domains: &[String]) -> Self {
        match self.0.rsplit_once('@') {
            Some((name, domain)) if domains.iter().any(|one| one.eq_ignore_ascii_case(domain)) => {
                Self(name.to_owned())
            }
            _ => self,
        }
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = InvalidLogin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let trimmed = visible.trim();
        if trimmed.is_empty() {
            Err(InvalidLogin::Empty)
        } else if trimmed.chars().count() > Self::MAX_CHARS {
            Err(InvalidLogin::TooLong)
        } else if trimmed.chars().any(char::is_control) {
            Err(InvalidLogin::Character)
        } else {
            Ok(Self(trimmed.to_owned()))
        }
    }
}

/// Zero-width and direction marks: they change nothing a reader sees, so they must not make a new name.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

impl TryFrom<String> for Login {
    type Error = InvalidLogin;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Login> for String {
    fn from(login: Login) -> Self {
        login.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_spellings_share_one_key() {
        let spellings = [
            "alice@example.com",
            "ALICE@example.com",
            " alice@example.com ",
            "Alice@Example.Com",
            "alice\u{200b}@example.com",
            "\u{feff}alice@example.com",
            "ａｌｉｃｅ@example.com",
            "alice@example.com\t",
            "alice\u{ad}@example.com",
            "alice＠example.com",
        ];
        for spelling in spellings {
            let login: Login = spelling.parse().expect(spelling);
            assert_eq!(login.key().as_str(), "alice@example.com", "{spelling:?}");
        }
    }

    #[test]
    fn a_name_means_the_same_with_and_without_the_companys_domain() {
        let domains = ["example.com".to_owned(), "Example.org".to_owned()];
        let key = |text: &str| {
            let login: Login = text.parse().expect(text);
            login.key().without_domain(&domains).as_str().to_owned()
        };
        assert_eq!(key("alice"), "alice");
        assert_eq!(key("Alice@Example.Com"), "alice");
        assert_eq!(key("alice@example.org"), "alice");
        assert_eq!(key("alice@mail.example.net"), "alice@mail.example.net");
    }

    #[test]
    fn refusals_say_why() {
        assert_eq!(" \u{200b} ".parse::<Login>(), Err(InvalidLogin::Empty));
        assert_eq!("a".repeat(101).parse::<Login>(), Err(InvalidLogin::TooLong));
        assert_eq!("a\u{0}b".parse::<Login>(), Err(InvalidLogin::Character));
    }

    #[test]
    fn debug_output_hides_the_login() {
        let login: Login = "alice@example.com".parse().expect("valid");
        assert!(!format!("{login:?} {:?}", login.key()).contains("alice"));
    }
}
