//! What can go wrong.

use serde::{Deserialize, Serialize};

/// What goes wrong. Each says whether the call has its effect in the org.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FaultKind {
    /// The call waits before it reaches the org. A caller that hangs up meanwhile has had no effect.
    Latency {
        /// How long.
        milliseconds: u64,
    },
    /// The call has its effect at once and is answered late.
    LateAnswer {
        /// How long.
        milliseconds: u64,
    },
    /// 429 E0000047 of a bucket that is used up; no effect. `Limit` is the bucket's, `Remaining` is 0.
    RateLimited {
        /// Seconds until `X-Rate-Limit-Reset`. A fault that lasts for seconds names its own end.
        #[serde(default = "one_minute")]
        reset_in_seconds: u32,
        /// What the three headers look like.
        #[serde(default)]
        headers: RateHeaders,
    },
    /// 429 E0000047 of too many calls at once: `Limit` and `Remaining` are 0; no effect.
    ConcurrencyLimited,
    /// An ordinary answer, with its effect, whose rate-limit headers are not the ordinary ones.
    OddRateHeaders {
        /// What the three headers look like. `Remaining` becomes 0, so that a caller that paces itself must decide.
        headers: RateHeaders,
    },
    /// 500 E0000009; no effect.
    InternalError,
    /// 500 E0000009, although the call has had its effect.
    InternalErrorAfterEffect,
    /// 502 with the HTML page of a proxy; no effect.
    BadGateway,
    /// 503 with the HTML page of a proxy; no effect.
    ServiceUnavailable,
    /// 503 E0000010 to every write; reads and sign-ins go on.
    ReadOnly,
    /// The connection is reset instead of an answer; no effect.
    DroppedBeforeEffect,
    /// The call has its effect; then the connection is reset before any byte of the answer.
    DroppedAfterEffect,
    /// The call has its effect; then the connection ends after half of the answer's body.
    DroppedMidBody,
    /// The call has its effect; the answer's JSON ends in the middle, with a matching `Content-Length`.
    TruncatedJson,
    /// 200 with the HTML page of a proxy; no effect.
    HtmlInsteadOfJson,
    /// The call has its effect; where one user is the answer, it is another user. Other calls are left alone.
    AnotherUser,
    /// 401 E0000011 to calls with a token; no effect.
    ExpiredToken,
}

const fn one_minute() -> u32 {
    60
}

/// What `X-Rate-Limit-Limit`, `-Remaining` and `-Reset` look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateHeaders {
    /// As Okta sends them.
    #[default]
    Real,
    /// Not there.
    Missing,
    /// `Reset` is the first second of the year 2100.
    FarFuture,
    /// `Reset` is -1.
    Negative,
    /// `Reset` is a word.
    NotANumber,
    /// Two `Reset` lines, an hour apart.
    Duplicated,
}
