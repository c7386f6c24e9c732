use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A mail in the admins' own words, in place of the built-in one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Which mail.
    pub mail: MessageKind,
    /// For people of which language.
    pub language: Language,
    /// The subject, a template; `None` keeps the built-in one.
    #[serde(default)]
    pub subject: Option<String>,
    /// The text, a template whose paragraphs are parted by empty lines; `None` keeps the built-in one.
    #[serde(default)]
    pub body: Option<String>,
}

/// The mails a process sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MessageKind {
    /// The code.
    Code,
    /// The password was changed.
    PasswordChanged,
    /// The account was unlocked.
    AccountUnlocked,
    /// The portal cannot help, and why.
    NotServed,
}

impl MessageKind {
    /// Every mail.
    pub const ALL: [Self; 4] = [
        Self::Code,
        Self::PasswordChanged,
        Self::AccountUnlocked,
        Self::NotServed,
    ];
}

/// A language by its two or three letters (ISO 639), such as `en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

/// Why a text is not a [`Language`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use the two letters of a language, such as en or de")]
pub struct InvalidLanguage;

impl Language {
    /// The language of a locale: `de` for `de_DE`, `de-AT` or `DE`. `None` when it begins with none.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        let start = locale.split(['_', '-']).next().unwrap_or_default();
        start.to_ascii_lowercase().parse().ok()
    }
}

impl FromStr for Language {
    type Err = InvalidLanguage;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let letters = text.bytes().all(|byte| byte.is_ascii_lowercase());
        if letters && matches!(text.len(), 2 | 3) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidLanguage)
        }
    }
}

impl TryFrom<String> for Language {
    type Error = InvalidLanguage;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_leads_to_its_language() {
        let language = |locale| Language::of_locale(locale).map(String::from);
        for locale in ["de", "de_DE", "de-AT", "DE"] {
            assert_eq!(language(locale).as_deref(), Some("de"), "{locale}");
        }
        for locale in ["", "_", "d", "deutsch", "12"] {
            assert_eq!(language(locale), None, "{locale}");
        }
    }
}
