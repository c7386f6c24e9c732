use crate::Error;

/// Why Okta refused something about a factor, told so that a person can act on it (Okta's error catalogue).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorRefusal {
    /// The code or answer is wrong (E0000068, E0000087).
    Wrong,
    /// This code was used before; the app will show another (E0000082).
    UsedBefore,
    /// The code was right, too early or too late (E0000083).
    OutsideTimeWindow,
    /// Too many wrong codes: the person cannot use factors for now (E0000069).
    Locked,
    /// A code was sent moments ago, and is still good (E0000109, E0000118, E0000133).
    SentMomentsAgo,
    /// Too many tries to activate within minutes (E0000047, with calls left in the rate limit).
    TriesUsedUp,
    /// The factor is not active (E0000154, E0000180).
    NotActive,
    /// The telephone number is none (E0000098).
    InvalidPhoneNumber,
    /// Okta, or who carries its messages, could not do it (E0000074).
    Undeliverable,
}

impl FactorRefusal {
    /// Reads the reason from Okta's refusal; `None` when the error has nothing to do with factors
    /// (not found, no permission, unclear …).
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        match error.api()?.code.as_str() {
            "E0000068" | "E0000087" => Some(Self::Wrong),
            "E0000082" => Some(Self::UsedBefore),
            "E0000083" => Some(Self::OutsideTimeWindow),
            "E0000069" => Some(Self::Locked),
            "E0000109" | "E0000118" | "E0000133" => Some(Self::SentMomentsAgo),
            // The client never makes an API error of the rate limit itself.
            "E0000047" => Some(Self::TriesUsedUp),
            "E0000154" | "E0000180" => Some(Self::NotActive),
            "E0000098" => Some(Self::InvalidPhoneNumber),
            "E0000074" => Some(Self::Undeliverable),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ApiError;
    use serde_json::json;

    fn refusal(status: u16, code: &str) -> Option<FactorRefusal> {
        let body = json!({ "errorCode": code }).to_string();
        let error = ApiError::read(status, None, body.as_bytes());
        FactorRefusal::of(&Error::from(Box::new(error)))
    }

    #[test]
    fn oktas_codes_are_told_apart() {
        for (status, code, expected) in [
            (403, "E0000068", FactorRefusal::Wrong),
            (403, "E0000082", FactorRefusal::UsedBefore),
            (403, "E0000083", FactorRefusal::OutsideTimeWindow),
            (403, "E0000069", FactorRefusal::Locked),
            (429, "E0000109", FactorRefusal::SentMomentsAgo),
            (429, "E0000118", FactorRefusal::SentMomentsAgo),
            (429, "E0000133", FactorRefusal::SentMomentsAgo),
            (429, "E0000047", FactorRefusal::TriesUsedUp),
            (410, "E0000154", FactorRefusal::NotActive),
            (423, "E0000180", FactorRefusal::NotActive),
            (400, "E0000098", FactorRefusal::InvalidPhoneNumber),
            (400, "E0000074", FactorRefusal::Undeliverable),
        ] {
            assert_eq!(refusal(status, code), Some(expected), "{code}");
        }
    }

    #[test]
    fn refusals_of_the_caller_are_none_of_a_factor() {
        for code in ["E0000006", "E0000007", "E0000011", ""] {
            assert_eq!(refusal(403, code), None, "{code}");
        }
    }
}
