use std::{fmt, str::FromStr};

/// The id Okta gave an app. Not secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

/// No client id: empty, too long, or with spaces or characters outside of ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a client id is plain text without spaces")]
pub struct InvalidClientId;

impl ClientId {
    /// The id as Okta writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientId {
    type Err = InvalidClientId;

    fn from_str(text: &str) -> Result<Self, InvalidClientId> {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_plain && (1..=100).contains(&text.len()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidClientId)
        }
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_text_is_a_client_id() {
        assert!("0oa1gjh63g214q0Hq0g4".parse::<ClientId>().is_ok());
        for bad in ["", "two words", "a\r\nb", "é"] {
            assert_eq!(bad.parse::<ClientId>(), Err(InvalidClientId), "{bad:?}");
        }
    }
}
