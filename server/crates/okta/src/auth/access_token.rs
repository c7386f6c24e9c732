use crate::Scope;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use std::fmt;

/// A token is replaced this long before it expires.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);

/// What an API call is signed with. `Debug` shows nothing.
pub(crate) struct AccessToken {
    secret: SecretString,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) expires_at: Timestamp,
    replace_at: Timestamp,
}

impl AccessToken {
    /// A token handed out at `now` for so many seconds. One that lives shorter than two minutes is
    /// replaced at half its time.
    pub(crate) fn new(
        secret: SecretString,
        scopes: Vec<Scope>,
        now: Timestamp,
        seconds: u32,
    ) -> Self {
        let lifetime = SignedDuration::from_secs(seconds.into());
        let margin = MARGIN.min(lifetime / 2);
        let at = |after| now.checked_add(after).unwrap_or(Timestamp::MAX);
        Self {
            secret,
            scopes,
            expires_at: at(lifetime),
            replace_at: at(lifetime - margin),
        }
    }

    pub(crate) fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.replace_at
    }

    pub(crate) fn expose(&self) -> &str {
        self.secret.expose_secret()
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AccessToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_replaced_a_minute_before_it_expires_and_never_at_once() {
        let now = Timestamp::UNIX_EPOCH;
        let fresh_for = |seconds| {
            let token = AccessToken::new("secret".into(), Vec::new(), now, seconds);
            (0..=seconds)
                .take_while(|second| {
                    token.is_fresh(now + SignedDuration::from_secs((*second).into()))
                })
                .count()
        };
        assert_eq!(fresh_for(3600), 3540);
        assert_eq!(fresh_for(120), 60);
        assert_eq!(fresh_for(60), 30);
    }
}
