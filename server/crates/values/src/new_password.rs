use crate::masked::masked_debug;
use std::str::FromStr;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A password a person chose, exactly as typed: never trimmed, never cut, never shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct NewPassword(String);

masked_debug!(NewPassword);

/// Why a text can be no Okta password at all, whatever the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPassword {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// More than [`NewPassword::MAX_CHARS`] characters.
    #[error("too long")]
    TooLong,
    /// A character Okta cannot store: beyond three UTF-8 bytes (emoji), or a control character.
    #[error("holds a character Okta cannot store")]
    Character,
}

impl NewPassword {
    /// Okta's limit in characters.
    pub const MAX_CHARS: usize = 72;

    /// The password, for the one call that sets it and for checking rules.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for NewPassword {
    type Err = InvalidPassword;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Bytes first: a megabyte is refused without walking through it.
        if text.is_empty() {
            Err(InvalidPassword::Empty)
        } else if text.len() > Self::MAX_CHARS * 4 || text.chars().count() > Self::MAX_CHARS {
            Err(InvalidPassword::TooLong)
        } else if text.chars().any(|c| c.len_utf8() > 3 || c.is_control()) {
            Err(InvalidPassword::Character)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_kept_to_the_byte() {
        for text in [
            " leading space",
            "e\u{301}",
            "\u{e9}",
            &"x".repeat(72),
            &"é".repeat(72),
        ] {
            assert_eq!(text.parse::<NewPassword>().expect("valid").expose(), text);
        }
    }

    #[test]
    fn what_okta_cannot_store_is_refused_with_the_reason() {
        assert_eq!("".parse::<NewPassword>(), Err(InvalidPassword::Empty));
        assert_eq!(
            "x".repeat(73).parse::<NewPassword>(),
            Err(InvalidPassword::TooLong)
        );
        assert_eq!(
            "x".repeat(1 << 20).parse::<NewPassword>(),
            Err(InvalidPassword::TooLong)
        );
        assert_eq!(
            "pass😀word".parse::<NewPassword>(),
            Err(InvalidPassword::Character)
        );
        assert_eq!(
            "pass\nword".parse::<NewPassword>(),
            Err(InvalidPassword::Character)
        );
    }
}
