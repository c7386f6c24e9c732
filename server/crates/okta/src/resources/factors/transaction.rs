use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The id of a push that waits for an answer, as the address to poll ends with it. No personal data, and no
/// secret: only a caller with a token can ask for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TransactionId(String);

/// The text is not 3 to 200 letters, digits, `.`, `_` or `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a transaction")]
pub struct InvalidTransactionId;

impl TransactionId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for TransactionId {
    type Err = InvalidTransactionId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // At least three characters, so that it is neither `.` nor `..`.
        let is_valid = (3..=200).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        if is_valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidTransactionId)
        }
    }
}

impl TryFrom<String> for TransactionId {
    type Error = InvalidTransactionId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<TransactionId> for String {
    fn from(id: TransactionId) -> Self {
        id.0
    }
}

impl fmt::Display for TransactionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_stand_in_a_path_is_a_transaction() {
        for good in ["mst1eiHghhPxf0yhp0g", "v2mst.GldKV5VxTrifyeZmWSQguA"] {
            assert_eq!(good.parse::<TransactionId>().expect(good).as_str(), good);
        }
        for bad in ["", ".", "..", "a/b", "a%2fb", "mst1?x=1", &"x".repeat(201)] {
            assert_eq!(bad.parse::<TransactionId>(), Err(InvalidTransactionId));
        }
    }
}
