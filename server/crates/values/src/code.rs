use crate::{Entropy, masked::masked_debug};
use std::str::FromStr;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A one-time code: six digits. `Debug` hides it, and there is no `==`, whose time would tell how
/// much of a guess is right: compare keyed digests.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Code(String);

masked_debug!(Code);

/// The text is not six digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a code has six digits")]
pub struct InvalidCode;

impl Code {
    /// A new unpredictable code; all million values are equally likely.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(format!("{:06}", entropy.below(1_000_000)))
    }

    /// The six digits, for the mail that carries them and for hashing.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = InvalidCode;

    /// White space is dropped: codes get pasted as "123 456".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > 64 {
            return Err(InvalidCode);
        }
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(InvalidCode)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_dropped_and_everything_else_is_refused() {
        assert_eq!(
            " 123 456\n".parse::<Code>().map(|c| c.expose().to_owned()),
            Ok("123456".into())
        );
        for refused in [
            "",
            "12345",
            "1234567",
            "12345a",
            "１２３４５６",
            &"1".repeat(10_000),
        ] {
            assert_eq!(
                refused.parse::<Code>().err(),
                Some(InvalidCode),
                "{refused}"
            );
        }
    }

    #[test]
    fn debug_output_hides_the_code() {
        let code: Code = "314159".parse().expect("valid");
        assert_eq!(format!("{code:?}"), "Code(…)");
    }
}
