//! Keeps a dead Okta from holding every call.
//!
//! After five calls in a row that found Okta unreachable or broken, the circuit opens and calls fail at
//! once. One probe after the other, made by nobody's call, finds out when Okta is back; the pauses
//! between them grow to 30 seconds. Once closed, the circuit is on trial: one more failure opens it.

use crate::retry::jitter;
use jiff::{SignedDuration, Timestamp};
use latchkey_values::Entropy;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// Failed calls in a row that open the circuit.
const MOST_FAILURES: u32 = 5;
/// They count as a row only when they lie this close together.
const WINDOW: Duration = Duration::from_mins(1);
/// The first pause is at most this, each further one twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// Successful calls that end the trial after an outage.
const TRIAL: u32 = 5;
/// How soon a call may be worth another try while a probe is under way.
const PROBING: SignedDuration = SignedDuration::from_secs(1);

/// Whether calls go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circuit {
    /// They do.
    Closed,
    /// They fail at once: Okta cannot be reached, or answers server errors only.
    Open {
        /// The start of the outage.
        since: Timestamp,
        /// When Okta will be asked again.
        retry_at: Timestamp,
    },
    /// They fail at once, while one probe asks Okta.
    HalfOpen {
        /// The start of the outage.
        since: Timestamp,
    },
}

pub(crate) struct CircuitBreaker(Mutex<State>);

struct State {
    circuit: Circuit,
    /// Counts openings and closings, so that calls of before are told from later ones.
    turns: u64,
    /// The row of failed calls: how many, and when the first failed.
    failures: Option<(u32, Instant)>,
    /// Successful calls still missing to the end of the trial.
    trial_left: u32,
    /// Pauses since the last successful trial.
    pauses: u32,
}

/// The right to call while the circuit is closed. What comes of it counts only until the circuit turns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pass(u64);

impl CircuitBreaker {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(State {
            circuit: Circuit::Closed,
            turns: 0,
            failures: None,
            trial_left: 0,
            pauses: 0,
        }))
    }

    pub(crate) fn circuit(&self) -> Circuit {
        self.lock().circuit
    }

    /// Lets a call through, or says when another try may be worth it.
    pub(crate) fn enter(&self, now: Timestamp) -> Result<Pass, Timestamp> {
        let state = self.lock();
        let soon = later(now, PROBING);
        match state.circuit {
            Circuit::Closed => Ok(Pass(state.turns)),
            Circuit::Open { retry_at, .. } => Err(retry_at.max(soon)),
            Circuit::HalfOpen { .. } => Err(soon),
        }
    }

    /// Takes note of a call that found Okta well.
    pub(crate) fn succeeded(&self, pass: Pass) {
        let mut state = self.lock();
        if pass.0 != state.turns {
            return;
        }
        state.failures = None;
        state.trial_left = state.trial_left.saturating_sub(1);
        if state.trial_left == 0 {
            state.pauses = 0;
        }
    }

    /// Takes note of a call that did not. When this opens the circuit, the pause before the first
    /// probe comes back.
    pub(crate) fn failed(
        &self,
        pass: Pass,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Option<Duration> {
        let mut state = self.lock();
        if pass.0 != state.turns {
            return None;
        }
        let (count, first) = match state.failures {
            Some((count, first)) if first.elapsed() < WINDOW => (count + 1, first),
            _ => (1, Instant::now()),
        };
        state.failures = Some((count, first));
        (count >= MOST_FAILURES || state.trial_left > 0).then(|| state.open(now, now, entropy))
    }

    /// Starts a probe.
    pub(crate) fn half_open(&self) {
        let mut state = self.lock();
        if let Circuit::Open { since, .. } = state.circuit {
            state.circuit = Circuit::HalfOpen { since };
        }
    }

    /// Takes note of a probe that failed; the pause before the next one comes back.
    pub(crate) fn reopen(&self, now: Timestamp, entropy: &dyn Entropy) -> Duration {
        let mut state = self.lock();
        let since = match state.circuit {
            Circuit::Open { since, .. } | Circuit::HalfOpen { since } => since,
            Circuit::Closed => now,
        };
        state.open(since, now, entropy)
    }

    /// Takes note of a probe that Okta answered.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.circuit = Circuit::Closed;
        state.turns += 1;
        state.failures = None;
        state.trial_left = TRIAL;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn open(&mut self, since: Timestamp, now: Timestamp, entropy: &dyn Entropy) -> Duration {
        let doubled = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(self.pauses));
        // At least half, so that the nodes of a portal spread out and a dead Okta is left in peace.
        let half = doubled.min(LONGEST_PAUSE) / 2;
        let pause = half + jitter(half, entropy);
        let retry_at = SignedDuration::try_from(pause).map_or(now, |pause| later(now, pause));
        self.circuit = Circuit::Open { since, retry_at };
        self.turns += 1;
        self.pauses = self.pauses.saturating_add(1);
        pause
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
