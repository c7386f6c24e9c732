use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How far clocks are ahead of UTC, as in `+01:00`. It knows no summer time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UtcOffset {
    minutes: i32,
}

/// Why a text is not a [`UtcOffset`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write it like +01:00 or -05:30, at most 14 hours")]
pub struct InvalidUtcOffset;

impl UtcOffset {
    const MOST_MINUTES: i32 = 14 * 60;

    /// The offset, for reckoning.
    #[must_use]
    pub fn offset(self) -> Offset {
        Offset::from_seconds(self.minutes * 60).unwrap_or(Offset::UTC)
    }
}

impl FromStr for UtcOffset {
    type Err = InvalidUtcOffset;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sign, rest) = match text.as_bytes().first() {
            Some(b'+') => (1, &text[1..]),
            Some(b'-') => (-1, &text[1..]),
            _ => return Err(InvalidUtcOffset),
        };
        let (hours, minutes) = rest.split_once(':').ok_or(InvalidUtcOffset)?;
        let number = |digits: &str| {
            let two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<i32>().ok().filter(|_| two)
        };
        let (hours, minutes) = number(hours).zip(number(minutes)).ok_or(InvalidUtcOffset)?;
        let all = hours * 60 + minutes;
        if minutes < 60 && all <= Self::MOST_MINUTES {
            Ok(Self {
                minutes: sign * all,
            })
        } else {
            Err(InvalidUtcOffset)
        }
    }
}

impl TryFrom<String> for UtcOffset {
    type Error = InvalidUtcOffset;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<UtcOffset> for String {
    fn from(offset: UtcOffset) -> Self {
        offset.to_string()
    }
}

impl fmt::Display for UtcOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.abs();
        write!(formatter, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_written_as_it_was_read() {
        for (text, seconds) in [("+00:00", 0), ("+05:30", 19_800), ("-03:00", -10_800)] {
            let offset: UtcOffset = text.parse().expect("an offset");
            assert_eq!(offset.to_string(), text);
            assert_eq!(offset.offset().seconds(), seconds);
        }
    }

    #[test]
    fn what_is_no_offset_is_refused() {
        for text in [
            "", "1", "+1:00", "+01:60", "+15:00", "Z", "+0a:00", "+01", "é01:00",
        ] {
            assert_eq!(text.parse::<UtcOffset>(), Err(InvalidUtcOffset), "{text}");
        }
    }
}
