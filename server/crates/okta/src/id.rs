use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The id of any Okta object (user, group, policy, role …). No personal data: fit for logs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OktaId(String);

/// The text is not 1 to 100 letters, digits, `_` or `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an Okta id")]
pub struct InvalidOktaId;

impl OktaId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OktaId {
    type Err = InvalidOktaId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_valid = (1..=100).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if is_valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidOktaId)
        }
    }
}

impl TryFrom<String> for OktaId {
    type Error = InvalidOktaId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OktaId> for String {
    fn from(id: OktaId) -> Self {
        id.0
    }
}

impl fmt::Display for OktaId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_stand_in_a_path_is_an_id() {
        for good in [
            "00ub0oNGTSWTBKOLGLNR",
            "KVJUKUS7IFCE2SKO",
            "a_b-c",
            &"x".repeat(100),
        ] {
            assert_eq!(good.parse::<OktaId>().expect(good).as_str(), good);
        }
        for bad in [
            "",
            "a/b",
            "..",
            "a%2fb",
            "alice@example.com",
            "é",
            &"x".repeat(101),
        ] {
            assert_eq!(bad.parse::<OktaId>(), Err(InvalidOktaId), "{bad}");
        }
    }
}
