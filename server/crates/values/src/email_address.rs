use crate::masked::masked_debug;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// An email address that can safely stand in a mail header. Personal data: `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

masked_debug!(EmailAddress);

/// The text is not an email address we would send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an email address")]
pub struct InvalidEmailAddress;

impl EmailAddress {
    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmailAddress;

    /// Deliberately narrower than RFC 5322: no quoted local parts, no comments, no lists.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.split_once('@').ok_or(InvalidEmailAddress)?;
        let plain = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| {
                    c.is_alphanumeric() || (c.is_ascii_graphic() && !r#"@"(),:;<>[\]"#.contains(c))
                })
        };
        if text.len() <= 254 && plain(local) && plain(domain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidEmailAddress)
        }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmailAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_could_add_a_header_or_a_recipient_passes() {
        assert!(
            "amy.o'hara+desk@mail.example.com"
                .parse::<EmailAddress>()
                .is_ok()
        );
        let refused = [
            "",
            "alice",
            "@example.com",
            "alice@",
            "a@b@c",
            "alice@example.com\r\nBcc: x@example.com",
            "alice@example.com, bob@example.com",
            "<alice@example.com>",
            "\"a b\"@example.com",
            "a b@example.com",
        ];
        for text in refused {
            assert_eq!(
                text.parse::<EmailAddress>(),
                Err(InvalidEmailAddress),
                "{text:?}"
            );
        }
    }
}
