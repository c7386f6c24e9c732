use serde::{Deserialize, Serialize};

/// Why a new password is refused. Says what is wrong, never what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    /// It holds a name of the company, spelled plainly or with look-alikes (`3x4mp1e`).
    CompanyWord,
    /// It is known from leaked data. From a filter this is very probable, not certain: see
    /// [`crate::BreachedFilter::false_positive_rate`].
    Breached,
    /// Too few guesses would find it.
    Guessable(Pattern),
    /// The judgement broke off. Nothing is known about the password; trying again may help.
    NotJudged,
}

/// What makes a password guessable: zxcvbn's warning, or that it holds a name of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// The owner's first name, last name or part of the login.
    PersonalName,
    /// Keys in a row on the keyboard.
    KeyboardRow,
    /// A short walk over the keyboard.
    KeyboardWalk,
    /// One character again and again.
    RepeatedCharacter,
    /// A few characters again and again.
    RepeatedGroup,
    /// One of the ten most common passwords.
    Top10,
    /// One of the hundred most common passwords.
    Top100,
    /// A very common password.
    Common,
    /// Like a common password.
    SimilarToCommon,
    /// A sequence such as `abc` or `6543`.
    Sequence,
    /// A year of our time.
    RecentYear,
    /// One word by itself.
    SingleWord,
    /// A date.
    Date,
    /// A first name or surname by itself.
    NameAlone,
    /// A common first name or surname, with something added.
    CommonName,
    /// Too short or too regular, in no way that has a name here.
    Unspecific,
}

impl Weakness {
    /// Every weakness there is, for tables of texts.
    pub const ALL: [Self; 19] = [
        Self::CompanyWord,
        Self::Breached,
        Self::Guessable(Pattern::PersonalName),
        Self::Guessable(Pattern::KeyboardRow),
        Self::Guessable(Pattern::KeyboardWalk),
        Self::Guessable(Pattern::RepeatedCharacter),
        Self::Guessable(Pattern::RepeatedGroup),
        Self::Guessable(Pattern::Top10),
        Self::Guessable(Pattern::Top100),
        Self::Guessable(Pattern::Common),
        Self::Guessable(Pattern::SimilarToCommon),
        Self::Guessable(Pattern::Sequence),
        Self::Guessable(Pattern::RecentYear),
        Self::Guessable(Pattern::SingleWord),
        Self::Guessable(Pattern::Date),
        Self::Guessable(Pattern::NameAlone),
        Self::Guessable(Pattern::CommonName),
        Self::Guessable(Pattern::Unspecific),
        Self::NotJudged,
    ];

    /// The weakness's name in records and translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CompanyWord => "company-word",
            Self::Breached => "breached",
            Self::NotJudged => "not-judged",
            Self::Guessable(pattern) => pattern.code(),
        }
    }

    /// The weakness with this [`Weakness::code`]; `None` when there is no such code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|weakness| weakness.code() == code)
    }
}

impl Pattern {
    fn code(self) -> &'static str {
        match self {
            Self::PersonalName => "guessable-personal-name",
            Self::KeyboardRow => "guessable-keyboard-row",
            Self::KeyboardWalk => "guessable-keyboard-walk",
            Self::RepeatedCharacter => "guessable-repeated-character",
            Self::RepeatedGroup => "guessable-repeated-group",
            Self::Top10 => "guessable-top-10",
            Self::Top100 => "guessable-top-100",
            Self::Common => "guessable-common",
            Self::SimilarToCommon => "guessable-similar-to-common",
            Self::Sequence => "guessable-sequence",
            Self::RecentYear => "guessable-recent-year",
            Self::SingleWord => "guessable-single-word",
            Self::Date => "guessable-date",
            Self::NameAlone => "guessable-name-alone",
            Self::CommonName => "guessable-common-name",
            Self::Unspecific => "guessable-unspecific",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_weakness() {
        for weakness in Weakness::ALL {
            assert_eq!(Weakness::from_code(weakness.code()), Some(weakness));
        }
        assert_eq!(Weakness::from_code("guessable"), None);
    }
}
