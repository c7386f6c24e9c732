use super::{Obstacle, Priority, headers::RateHeaders};
use http::Method;
use std::time::Duration;
use tokio::time::Instant;

/// Okta's windows last a minute.
const WINDOW: Duration = Duration::from_mins(1);

/// Okta's buckets, as far as this client calls them (the last published table of limits, 2025).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum BucketName {
    Token,
    ReadUser,
    Users,
    WriteUser,
    Groups,
    Group,
    Rest,
}

impl BucketName {
    pub(super) fn of(method: &Method, template: &str) -> Self {
        match template {
            "/oauth2/v1/token" => Self::Token,
            "/api/v1/users" => Self::Users,
            "/api/v1/users/{id}" if method == Method::GET => Self::ReadUser,
            "/api/v1/users/{id}" => Self::WriteUser,
            "/api/v1/groups" => Self::Groups,
            "/api/v1/groups/{id}" => Self::Group,
            _ => Self::Rest,
        }
    }

    /// The calls in the bucket, for people who read a table of limits.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Token => "/oauth2/v1/token",
            Self::ReadUser => "GET /api/v1/users/{id}",
            Self::Users => "/api/v1/users",
            Self::WriteUser => "POST, DELETE /api/v1/users/{id}",
            Self::Groups => "/api/v1/groups",
            Self::Group => "/api/v1/groups/{id}",
            Self::Rest => "/api/v1",
        }
    }
}

#[derive(Default)]
pub(super) struct Bucket {
    window: Option<Window>,
    blocked_until: Option<Instant>,
    pub(super) in_flight: u32,
    pub(super) interactive_waiting: u32,
}

struct Window {
    limit: u32,
    remaining: u32,
    /// `X-Rate-Limit-Reset`, which names the window.
    reset: i64,
    ends: Instant,
}

impl Bucket {
    pub(super) fn check(&mut self, priority: Priority, now: Instant) -> Result<(), Obstacle> {
        if let Some(until) = self.blocked_until {
            if now < until {
                return Err(Obstacle::Window(until));
            }
            self.blocked_until = None;
        }
        let Some(window) = &mut self.window else {
            return Ok(());
        };
        if now >= window.ends {
            // Okta has opened a new window; its first answer will say more.
            window.remaining = window.limit;
            window.ends = now + WINDOW;
        }
        let free = window.remaining.saturating_sub(self.in_flight);
        let reserve = if priority == Priority::Bulk {
            window.limit.saturating_mul(3) / 10
        } else {
            0
        };
        if free <= reserve {
            return Err(Obstacle::Window(window.ends));
        }
        if priority == Priority::Bulk && self.interactive_waiting > 0 {
            return Err(Obstacle::Others);
        }
        Ok(())
    }

    /// Takes over what an answer says. Answers overtake each other: within a window the smallest
    /// count is the newest, and an older window says nothing.
    pub(super) fn learn(&mut self, rate: &RateHeaders, now: Instant) {
        let Some((limit, remaining, reset, left)) = rate.window() else {
            return;
        };
        let ends = now + left;
        match &mut self.window {
            Some(window) if window.reset > reset => {}
            Some(window) if window.reset == reset => {
                window.limit = limit;
                window.remaining = window.remaining.min(remaining);
            }
            window => {
                *window = Some(Window {
                    limit,
                    remaining,
                    reset,
                    ends,
                });
            }
        }
    }

    /// Limit, remaining and reset (epoch seconds) of the current window; `None` when no answer has told.
    pub(super) fn headroom(&self, now: Instant) -> Option<(u32, u32, i64)> {
        let window = self.window.as_ref().filter(|window| now < window.ends)?;
        Some((window.limit, window.remaining, window.reset))
    }

    pub(super) fn block_until(&mut self, instant: Instant) {
        self.blocked_until = self.blocked_until.max(Some(instant));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_share_oktas_buckets() {
        for (method, template, bucket) in [
            (Method::POST, "/oauth2/v1/token", BucketName::Token),
            (Method::GET, "/api/v1/users/{id}", BucketName::ReadUser),
            (Method::POST, "/api/v1/users/{id}", BucketName::WriteUser),
            (Method::DELETE, "/api/v1/users/{id}", BucketName::WriteUser),
            (Method::GET, "/api/v1/users", BucketName::Users),
            (Method::POST, "/api/v1/users", BucketName::Users),
            (Method::GET, "/api/v1/groups", BucketName::Groups),
            (Method::GET, "/api/v1/groups/{id}", BucketName::Group),
            (
                Method::POST,
                "/api/v1/users/{id}/lifecycle/unlock",
                BucketName::Rest,
            ),
            (Method::GET, "/api/v1/users/{id}/groups", BucketName::Rest),
        ] {
            assert_eq!(
                BucketName::of(&method, template),
                bucket,
                "{method} {template}"
            );
        }
    }
}
