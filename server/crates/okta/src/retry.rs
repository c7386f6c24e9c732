use crate::{Error, Failure, request::Request};
use latchkey_http::{NotSent, Unclear};
use latchkey_values::Entropy;
use std::time::Duration;

/// Tries of a call that may be repeated, the first included.
const MOST_TRIES: u32 = 3;
/// Repeats after Okta's rate limit refused a call.
const MOST_AFTER_LIMIT: u32 = 2;
/// Repeats of a write that surely was not sent.
const MOST_UNSENT: u32 = 1;
/// The first pause is at most this, each further one twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(250);

/// Decides whether one call goes out again. A write that may have happened never does, unless a
/// second one would change nothing.
#[derive(Default)]
pub(crate) struct Retries {
    limited: u32,
    failed: u32,
}

impl Retries {
    /// The pause before the next try; `None` means to give up.
    pub(crate) fn after(
        &mut self,
        error: &Error,
        request: &Request,
        entropy: &dyn Entropy,
    ) -> Option<Duration> {
        let (count, most) = match error {
            Error::RateLimited { .. } => (&mut self.limited, MOST_AFTER_LIMIT),
            Error::NotSent(NotSent::Dns | NotSent::Connect | NotSent::Tls(_))
                if !request.is_idempotent =>
            {
                (&mut self.failed, MOST_UNSENT)
            }
            Error::NotSent(NotSent::Dns | NotSent::Connect | NotSent::Tls(_)) => {
                (&mut self.failed, MOST_TRIES - 1)
            }
            error if request.is_idempotent && is_passing(error) => {
                (&mut self.failed, MOST_TRIES - 1)
            }
            _ => return None,
        };
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(jitter(FIRST_PAUSE * 2_u32.pow(*count - 1), entropy))
    }
}

/// Server errors and broken connections pass; a call that timed out has used up its time.
fn is_passing(error: &Error) -> bool {
    match error {
        Error::Okta(error) => error.status >= 500,
        Error::Unclear { failure, .. } | Error::NoAnswer { failure, .. } => match failure {
            Failure::Transport(reason) => {
                matches!(reason, Unclear::ConnectionLost | Unclear::BodyIncomplete)
            }
            Failure::Status(status) => *status >= 500,
            Failure::Unreadable(_) => false,
        },
        _ => false,
    }
}

/// Any time up to `longest`, each equally likely.
pub(crate) fn jitter(longest: Duration, entropy: &dyn Entropy) -> Duration {
    let millis = u32::try_from(longest.as_millis()).unwrap_or(u32::MAX - 1);
    Duration::from_millis(entropy.below(millis + 1).into())
}
