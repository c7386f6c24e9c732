//! Rate limits: buckets with windows that start with the first call, and a share for each token.

use std::collections::HashMap;

use http::Method;
use jiff::{SignedDuration, Timestamp};

/// Calls per window for each bucket of the org.
///
/// The default is what Okta gave Workforce orgs; an Integrator Free org has 100 nearly everywhere and 20 for apps and logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLimits {
    /// `GET /api/v1/users/{id}`.
    pub read_user: u32,
    /// List and create users.
    pub users: u32,
    /// Update and delete a user.
    pub write_user: u32,
    /// List and create groups.
    pub groups: u32,
    /// One group and what is below it.
    pub group: u32,
    /// `GET /api/v1/logs`.
    pub logs: u32,
    /// `POST /api/v1/authn`.
    pub authn: u32,
    /// `POST /oauth2/v1/token`. Our choice: a recorded free org gave each app 150.
    pub token: u32,
    /// Everything else under `/oauth2/v1`, apart from the keys, which are not limited. Our choice.
    pub oauth: u32,
    /// Everything else under `/api/v1`.
    pub other: u32,
    /// How much of a bucket one token may use, in percent.
    pub share_percent: u32,
    /// Length of a window in seconds.
    pub window_seconds: u32,
}

impl Default for RateLimits {
    fn default() -> Self {
        Self {
            read_user: 2000,
            users: 600,
            write_user: 600,
            groups: 500,
            group: 1000,
            logs: 120,
            authn: 600,
            token: 2000,
            oauth: 2000,
            other: 1200,
            share_percent: 50,
            window_seconds: 60,
        }
    }
}

impl RateLimits {
    /// The same size for every bucket.
    #[must_use]
    pub fn uniform(calls: u32) -> Self {
        Self {
            read_user: calls,
            users: calls,
            write_user: calls,
            groups: calls,
            group: calls,
            logs: calls,
            authn: calls,
            token: calls,
            oauth: calls,
            other: calls,
            ..Self::default()
        }
    }

    fn of(&self, bucket: Bucket) -> u32 {
        match bucket {
            Bucket::ReadUser => self.read_user,
            Bucket::Users => self.users,
            Bucket::WriteUser => self.write_user,
            Bucket::Groups => self.groups,
            Bucket::Group => self.group,
            Bucket::Logs => self.logs,
            Bucket::Authn => self.authn,
            Bucket::Token => self.token,
            Bucket::OAuth => self.oauth,
            Bucket::Other => self.other,
        }
    }
}

/// What a call counts against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Bucket {
    ReadUser,
    Users,
    WriteUser,
    Groups,
    Group,
    Logs,
    Authn,
    Token,
    OAuth,
    Other,
}

impl Bucket {
    /// The bucket of a call, by method and path; `None` for what Okta does not limit.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        if path == "/oauth2/v1/keys" || path.starts_with("/.well-known/") {
            return None;
        }
        Some(match path.strip_prefix("/oauth2/v1/") {
            Some("token") => Self::Token,
            Some(_) => Self::OAuth,
            None => Self::of_api(method, path),
        })
    }

    fn of_api(method: &Method, path: &str) -> Self {
        let path = path.strip_prefix("/api/v1/").unwrap_or("");
        let segments: Vec<&str> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        match (segments.as_slice(), method.as_str()) {
            (["users"], _) => Self::Users,
            (["users", _], "GET") => Self::ReadUser,
            (["users", _], _) => Self::WriteUser,
            (["groups"], _) => Self::Groups,
            (["groups", ..], _) => Self::Group,
            (["logs"], _) => Self::Logs,
            (["authn", ..], _) => Self::Authn,
            _ => Self::Other,
        }
    }
}

/// What the three `X-Rate-Limit-*` headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) limit: u32,
    pub(crate) remaining: u32,
    /// End of the window in epoch seconds.
    pub(crate) reset: i64,
    /// The call is over the limit and must be refused.
    pub(crate) exceeded: bool,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    ends: Timestamp,
    used: u32,
}

/// Counts calls.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter {
    limits: RateLimits,
    windows: HashMap<(Bucket, Option<String>), Window>,
}

impl RateLimiter {
    pub(crate) fn new(limits: RateLimits) -> Self {
        Self {
            limits,
            windows: HashMap::new(),
        }
    }

    /// Changes the sizes and starts all windows anew.
    pub(crate) fn resize(&mut self, limits: RateLimits) {
        *self = Self::new(limits);
    }

    /// Counts a call. With a token both its share and the org's whole bucket must have room.
    pub(crate) fn count(
        &mut self,
        bucket: Bucket,
        token: Option<&str>,
        now: Timestamp,
    ) -> Standing {
        let whole = self.limits.of(bucket);
        let Some(token) = token else {
            return self.take(bucket, None, whole, now);
        };
        let share = whole
            .saturating_mul(self.limits.share_percent)
            .div_ceil(100);
        let own = self.take(bucket, Some(token.to_owned()), share, now);
        if own.exceeded {
            return own;
        }
        let org = self.take(bucket, None, whole, now);
        if org.exceeded { org } else { own }
    }

    fn take(
        &mut self,
        bucket: Bucket,
        token: Option<String>,
        limit: u32,
        now: Timestamp,
    ) -> Standing {
        let length = SignedDuration::from_secs(i64::from(self.limits.window_seconds));
        let fresh = Window {
            ends: now.checked_add(length).unwrap_or(now),
            used: 0,
        };
        let window = self.windows.entry((bucket, token)).or_insert(fresh);
        if window.ends <= now {
            *window = fresh;
        }
        let exceeded = window.used >= limit;
        window.used = window.used.saturating_add(1).min(limit);
        Standing {
            limit,
            remaining: limit - window.used,
            reset: window.ends.as_second(),
            exceeded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    #[test]
    fn a_token_gets_half_of_a_bucket_until_its_window_ends() {
        let mut limiter = RateLimiter::new(RateLimits::uniform(4));
        let mut count = |second| limiter.count(Bucket::Users, Some("00T1"), at(second));
        assert_eq!((count(7).remaining, count(8).remaining), (1, 0));
        let refused = count(9);
        assert!(refused.exceeded);
        assert_eq!((refused.limit, refused.reset), (2, at(67).as_second()));
        assert!(!count(67).exceeded);
    }

    #[test]
    fn two_tokens_share_the_bucket_of_the_org() {
        let mut limiter = RateLimiter::new(RateLimits {
            share_percent: 100,
            ..RateLimits::uniform(2)
        });
        assert!(!limiter.count(Bucket::Logs, Some("a"), at(0)).exceeded);
        assert!(!limiter.count(Bucket::Logs, Some("b"), at(0)).exceeded);
        assert!(limiter.count(Bucket::Logs, Some("b"), at(0)).exceeded);
    }

    #[test]
    fn calls_fall_into_the_buckets_that_okta_documents() {
        let of = |method: &Method, path| Bucket::of(method, path).unwrap();
        assert_eq!(of(&Method::GET, "/api/v1/users/00u1"), Bucket::ReadUser);
        assert_eq!(of(&Method::POST, "/api/v1/users/00u1"), Bucket::WriteUser);
        assert_eq!(of(&Method::POST, "/api/v1/users"), Bucket::Users);
        assert_eq!(
            of(&Method::POST, "/api/v1/users/00u1/lifecycle/unlock"),
            Bucket::Other
        );
        assert_eq!(of(&Method::GET, "/api/v1/groups/00g1/users"), Bucket::Group);
        assert_eq!(of(&Method::GET, "/api/v1/policies"), Bucket::Other);
        assert_eq!(of(&Method::POST, "/oauth2/v1/token"), Bucket::Token);
        assert_eq!(of(&Method::GET, "/oauth2/v1/authorize"), Bucket::OAuth);
        assert_eq!(Bucket::of(&Method::GET, "/oauth2/v1/keys"), None);
    }
}
