//! How long a fault stays on.

use serde::{Deserialize, Serialize};

use super::FaultError;

/// How long a fault stays on.
///
/// In JSON a number of calls, seconds like `"30s"`, or `"until_cleared"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Lasts {
    /// The next so many calls that it matches.
    NextCalls(u32),
    /// So many seconds of the org's clock.
    Seconds(u32),
    /// Until somebody clears it.
    UntilCleared,
}

impl Default for Lasts {
    fn default() -> Self {
        Self::NextCalls(1)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u32),
    Text(String),
}

impl TryFrom<Written> for Lasts {
    type Error = FaultError;

    fn try_from(written: Written) -> Result<Self, FaultError> {
        match written {
            Written::Number(0) => Err(FaultError::Lasts("0".to_owned())),
            Written::Number(calls) => Ok(Self::NextCalls(calls)),
            Written::Text(text) if text == "until_cleared" => Ok(Self::UntilCleared),
            Written::Text(text) => {
                let seconds = text
                    .strip_suffix('s')
                    .and_then(|number| number.parse().ok());
                seconds.map(Self::Seconds).ok_or(FaultError::Lasts(text))
            }
        }
    }
}

impl From<Lasts> for Written {
    fn from(lasts: Lasts) -> Self {
        match lasts {
            Lasts::NextCalls(calls) => Self::Number(calls),
            Lasts::Seconds(seconds) => Self::Text(format!("{seconds}s")),
            Lasts::UntilCleared => Self::Text("until_cleared".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_written_as_it_is_read() {
        for (json, lasts) in [
            ("3", Lasts::NextCalls(3)),
            ("\"30s\"", Lasts::Seconds(30)),
            ("\"until_cleared\"", Lasts::UntilCleared),
        ] {
            assert_eq!(serde_json::from_str::<Lasts>(json).unwrap(), lasts);
            assert_eq!(serde_json::to_string(&lasts).unwrap(), json);
        }
    }

    #[test]
    fn no_calls_and_other_words_are_no_duration() {
        for json in ["0", "-1", "\"for ever\"", "\"s\""] {
            assert!(serde_json::from_str::<Lasts>(json).is_err(), "{json}");
        }
    }
}
