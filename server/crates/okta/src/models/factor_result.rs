use super::null_as_default;
use jiff::Timestamp;
use serde::Deserialize;

/// What Okta answers to a verification (schemas `UserFactorVerifyResponse`, `UserFactorVerifyResponseWaiting`
/// and `UserFactorPushTransaction`).
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VerifyResponse {
    #[serde(rename = "factorResult", default)]
    pub(crate) result: FactorResult,
    pub(crate) expires_at: Option<Timestamp>,
    #[serde(rename = "_embedded", default, deserialize_with = "null_as_default")]
    embedded: Embedded,
    #[serde(rename = "_links", default, deserialize_with = "null_as_default")]
    links: Links,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Embedded {
    challenge: Option<Challenge>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Challenge {
    correct_answer: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Links {
    poll: Option<Link>,
}

#[derive(Deserialize)]
struct Link {
    href: String,
}

impl VerifyResponse {
    /// The number the person must choose on the telephone; `None` without a number challenge.
    pub(crate) fn number(&self) -> Option<u32> {
        self.embedded.challenge.as_ref()?.correct_answer
    }

    /// The last segment of the address to poll.
    pub(crate) fn transaction(&self) -> Option<&str> {
        let href = &self.links.poll.as_ref()?.href;
        href.rsplit('/').next()
    }
}

/// The outcome of a verification, as Okta words it (schemas `UserFactorVerifyResult`, `UserFactorResultType`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum FactorResult {
    Success,
    Challenge,
    Waiting,
    Rejected,
    Timeout,
    Expired,
    Failed,
    Error,
    PasscodeReplayed,
    TimeWindowExceeded,
    #[serde(alias = "CANCELED")]
    Cancelled,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}
