use latchkey_values::Entropy;
use std::{fmt, str::FromStr};

/// A browser, as it is known again by a random cookie. It proves nothing about a person; it only
/// counts for limits.
#[derive(Clone, PartialEq, Eq)]
pub struct Device(String);

/// A text that no portal gave to a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a device")]
pub struct InvalidDevice;

impl Device {
    const LENGTH: usize = 32;

    /// One that was not seen before.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self(entropy.token())
    }

    /// Its text, as the browser keeps it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Device {
    type Err = InvalidDevice;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == Self::LENGTH && text.bytes().all(is_hex) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidDevice)
        }
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Device(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting;

    impl Entropy for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            for (byte, number) in bytes.iter_mut().zip(0xa0..) {
                *byte = number;
            }
        }
    }

    #[test]
    fn a_device_reads_back_from_what_the_browser_kept() {
        let device = Device::new(&Counting);
        assert_eq!(device.as_str(), "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf");
        assert_eq!(device.as_str().parse(), Ok(device));
    }

    #[test]
    fn anything_else_is_no_device() {
        for text in ["", "a0", &"A".repeat(32), &"g".repeat(32), &"a".repeat(33)] {
            assert_eq!(text.parse::<Device>(), Err(InvalidDevice), "{text}");
        }
    }
}
