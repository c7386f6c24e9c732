//! The faults in plain words.

use crate::okta::{FaultKind, RateHeaders};

/// The targets that the page offers, as the API writes them and in words.
pub(super) const TARGETS: [(&str, &str); 8] = [
    ("all", "All calls"),
    ("reads", "Reads"),
    ("writes", "Writes"),
    ("POST /api/v1/users/{id}", "Setting a password"),
    ("POST /api/v1/users/{id}/lifecycle/unlock", "Unlocking"),
    ("GET /api/v1/users/{id}", "Reading one user"),
    (
        "POST /api/v1/users/{id}/factors/{factor}/verify",
        "Codes and pushes",
    ),
    (
        "GET /api/v1/users/{id}/factors/{factor}/transactions/{push}",
        "Asking for a push",
    ),
];

/// A target in words; one that the page does not offer stays as it is written.
pub(super) fn target(written: &str) -> String {
    let known = TARGETS.iter().find(|(target, _)| *target == written);
    known.map_or_else(|| written.to_owned(), |(_, words)| (*words).to_owned())
}

/// What the page offers, in its order.
pub(super) fn groups() -> Vec<(&'static str, Vec<FaultKind>)> {
    let slow = vec![
        FaultKind::Latency { milliseconds: 3000 },
        FaultKind::LateAnswer {
            milliseconds: 60_000,
        },
    ];
    let rate_limited = |headers| FaultKind::RateLimited {
        reset_in_seconds: 10,
        headers,
    };
    let limits = vec![
        rate_limited(RateHeaders::Real),
        rate_limited(RateHeaders::Missing),
        rate_limited(RateHeaders::FarFuture),
        FaultKind::ConcurrencyLimited,
        FaultKind::OddRateHeaders {
            headers: RateHeaders::Negative,
        },
    ];
    let errors = vec![
        FaultKind::InternalError,
        FaultKind::InternalErrorAfterEffect,
        FaultKind::ReadOnly,
        FaultKind::BadGateway,
        FaultKind::ServiceUnavailable,
        FaultKind::ExpiredToken,
    ];
    let connections = vec![
        FaultKind::DroppedBeforeEffect,
        FaultKind::DroppedAfterEffect,
        FaultKind::DroppedMidBody,
    ];
    let answers = vec![
        FaultKind::TruncatedJson,
        FaultKind::HtmlInsteadOfJson,
        FaultKind::AnotherUser,
    ];
    vec![
        ("Slow", slow),
        ("Rate limits", limits),
        ("Errors", errors),
        ("Lost connections", connections),
        ("Wrong answers", answers),
    ]
}

/// A fault's name.
pub(super) fn title(kind: &FaultKind) -> String {
    let text = match kind {
        FaultKind::Latency { milliseconds } => {
            return format!("Okta takes {} longer", duration(*milliseconds));
        }
        FaultKind::LateAnswer { milliseconds } => {
            return format!("Done at once, answered after {}", duration(*milliseconds));
        }
        FaultKind::RateLimited { headers, .. } => match headers {
            RateHeaders::Real => "Too many requests (429)",
            RateHeaders::Missing => "429 without headers",
            RateHeaders::FarFuture => "429 until the year 2100",
            RateHeaders::Negative => "429 with a negative reset",
            RateHeaders::NotANumber => "429 with a word for a reset",
            RateHeaders::Duplicated => "429 with two resets",
        },
        FaultKind::ConcurrencyLimited => "Too many calls at once (429)",
        FaultKind::OddRateHeaders { headers } => match headers {
            RateHeaders::Real => "Nothing remains of the rate limit",
            RateHeaders::Missing => "No rate-limit headers",
            RateHeaders::FarFuture => "Rate limit resets in the year 2100",
            RateHeaders::Negative => "Rate limit resets before 1970",
            RateHeaders::NotANumber => "Rate limit resets at a word",
            RateHeaders::Duplicated => "Rate limit resets twice",
        },
        FaultKind::InternalError => "Internal error (500)",
        FaultKind::InternalErrorAfterEffect => "Internal error (500), yet done",
        FaultKind::BadGateway => "Bad gateway (502)",
        FaultKind::ServiceUnavailable => "Service unavailable (503)",
        FaultKind::ReadOnly => "Read-only maintenance (503)",
        FaultKind::DroppedBeforeEffect => "Dropped before anything happens",
        FaultKind::DroppedAfterEffect => "Dropped after it happened",
        FaultKind::DroppedMidBody => "Dropped in the middle of the answer",
        FaultKind::TruncatedJson => "Half of the JSON",
        FaultKind::HtmlInsteadOfJson => "A web page instead of JSON",
        FaultKind::AnotherUser => "Somebody else",
        FaultKind::ExpiredToken => "Expired token (401)",
    };
    text.to_owned()
}

/// What the caller sees, and whether the call has its effect.
pub(super) fn sentence(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::Latency { .. } => {
            "The call waits before Okta does it. Whoever hangs up meanwhile has had no effect."
        }
        FaultKind::LateAnswer { .. } => {
            "The effect is there at once, but most callers will have hung up before they hear of it."
        }
        FaultKind::RateLimited { headers, .. } => match headers {
            RateHeaders::Real => {
                "The bucket is used up, and resets in ten seconds. Nothing is done."
            }
            _ => "The caller cannot know how long to wait. Nothing is done.",
        },
        FaultKind::ConcurrencyLimited => {
            "The kind with limit 0 and remaining 0: slow down rather than wait. Nothing is done."
        }
        FaultKind::OddRateHeaders { .. } => {
            "An ordinary answer whose headers make no sense to a caller that paces itself by them."
        }
        FaultKind::InternalError => "E0000009. Nothing is done.",
        FaultKind::InternalErrorAfterEffect => {
            "E0000009, but the call has had its effect. Only reading the state again can tell."
        }
        FaultKind::BadGateway | FaultKind::ServiceUnavailable => {
            "The HTML page of a proxy that cannot reach Okta. Nothing is done."
        }
        FaultKind::ReadOnly => "E0000010 to every write. Reads and sign-ins go on.",
        FaultKind::DroppedBeforeEffect => "The connection is reset. Nothing is done.",
        FaultKind::DroppedAfterEffect => {
            "The effect is there, and the connection is reset before a byte of the answer."
        }
        FaultKind::DroppedMidBody => {
            "The effect is there, and the connection ends after half the body."
        }
        FaultKind::TruncatedJson => {
            "The effect is there, and the answer stops in the middle as if it were whole."
        }
        FaultKind::HtmlInsteadOfJson => "200 with the sign-in page of a network. Nothing is done.",
        FaultKind::AnotherUser => {
            "Where one user is asked for or changed, the answer shows another user."
        }
        FaultKind::ExpiredToken => "E0000011 to every call with a token. Nothing is done.",
    }
}

fn duration(milliseconds: u64) -> String {
    match milliseconds {
        60_000 => "a minute".to_owned(),
        1000 => "a second".to_owned(),
        whole if whole % 1000 == 0 => format!("{} seconds", whole / 1000),
        other => format!("{other} milliseconds"),
    }
}
