//! The faults that are on, and which of them act on a call.

use std::time::Duration;

use http::Method;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::target::{fits, is_read};
use super::{Fault, FaultKind, Lasts};

/// A fault that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActiveFault {
    /// What to clear it by.
    pub id: u64,
    /// The fault as it was switched on.
    #[serde(flatten)]
    pub fault: Fault,
    /// How many more calls it acts on; `None` when calls do not end it.
    pub calls_left: Option<u32>,
    /// When it ends by the org's clock; `None` when time does not end it.
    pub ends: Option<Timestamp>,
    /// On how many calls it has acted.
    pub hits: u32,
}

/// What of a call decides whether a fault acts on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) method: &'a Method,
    pub(super) path: &'a str,
    /// Whether the call carries a token.
    pub(super) has_token: bool,
}

/// What acts on one call.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    /// How long the call waits before it reaches the org.
    pub(super) delay: Duration,
    /// How long the answer waits.
    pub(super) late: Duration,
    /// What goes wrong apart from delays.
    pub(super) kind: Option<FaultKind>,
    /// When that fault ends by the org's clock.
    pub(super) ends: Option<Timestamp>,
}

/// The faults that are on, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Switchboard {
    active: Vec<ActiveFault>,
    last_id: u64,
}

impl Switchboard {
    pub(super) fn set(&mut self, fault: Fault, now: Timestamp) {
        let same_kind = |other: &FaultKind| {
            std::mem::discriminant(other) == std::mem::discriminant(&fault.kind)
        };
        self.active
            .retain(|active| active.fault.on != fault.on || !same_kind(&active.fault.kind));
        self.last_id += 1;
        let (calls_left, ends) = match fault.lasts {
            Lasts::NextCalls(calls) => (Some(calls), None),
            Lasts::Seconds(seconds) => {
                let length = SignedDuration::from_secs(i64::from(seconds));
                (None, Some(now.checked_add(length).unwrap_or(now)))
            }
            Lasts::UntilCleared => (None, None),
        };
        self.active.push(ActiveFault {
            id: self.last_id,
            fault,
            calls_left,
            ends,
            hits: 0,
        });
    }

    pub(super) fn clear(&mut self, id: u64) -> bool {
        let before = self.active.len();
        self.active.retain(|active| active.id != id);
        self.active.len() < before
    }

    pub(super) fn clear_all(&mut self) {
        self.active.clear();
    }

    pub(super) fn active(&mut self, now: Timestamp) -> Vec<ActiveFault> {
        self.forget_ended(now);
        self.active.clone()
    }

    /// Decides what acts on a call, and counts it.
    pub(super) fn choose(&mut self, call: Facts<'_>, now: Timestamp) -> Chosen {
        self.forget_ended(now);
        let mut chosen = Chosen::default();
        for active in &mut self.active {
            if !active.fault.acts_on(call) {
                continue;
            }
            match active.fault.kind {
                FaultKind::Latency { milliseconds } => {
                    chosen.delay = chosen
                        .delay
                        .saturating_add(Duration::from_millis(milliseconds));
                }
                FaultKind::LateAnswer { milliseconds } => {
                    chosen.late = chosen
                        .late
                        .saturating_add(Duration::from_millis(milliseconds));
                }
                _ if chosen.kind.is_some() => continue,
                ref kind => {
                    chosen.kind = Some(kind.clone());
                    chosen.ends = active.ends;
                }
            }
            active.hits += 1;
            active.calls_left = active.calls_left.map(|left| left.saturating_sub(1));
        }
        self.forget_ended(now);
        chosen
    }

    fn forget_ended(&mut self, now: Timestamp) {
        self.active.retain(|active| {
            active.calls_left != Some(0) && active.ends.is_none_or(|ends| now < ends)
        });
    }
}

impl Fault {
    fn acts_on(&self, call: Facts<'_>) -> bool {
        let concerned = match self.kind {
            FaultKind::ReadOnly => !is_read(call.method) && !signs_in(call.path),
            FaultKind::ExpiredToken => call.has_token,
            FaultKind::AnotherUser => {
                *call.method != Method::DELETE && fits("/api/v1/users/{id}", call.path)
            }
            _ => true,
        };
        concerned && self.on.matches(call.method, call.path)
    }
}

/// What stays possible while the org is read-only.
fn signs_in(path: &str) -> bool {
    path == "/api/v1/authn" || path.starts_with("/oauth2/") || path.starts_with("/login/")
}

#[cfg(test)]
mod tests {
    use super::super::Target;
    use super::*;

    const READ: Facts<'static> = Facts {
        method: &Method::GET,
        path: "/api/v1/org",
        has_token: false,
    };
    const WRITE: Facts<'static> = Facts {
        method: &Method::POST,
        ..READ
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn board(faults: impl IntoIterator<Item = Fault>) -> Switchboard {
        let mut board = Switchboard::default();
        for fault in faults {
            board.set(fault, at(0));
        }
        board
    }

    #[test]
    fn a_fault_for_two_calls_is_gone_after_them_and_spares_other_calls() {
        let fault = Fault::new(FaultKind::InternalError)
            .on(Target::Writes)
            .lasting(Lasts::NextCalls(2));
        let mut board = board([fault]);
        assert_eq!(board.choose(READ, at(1)).kind, None);
        assert_eq!(board.active(at(1))[0].calls_left, Some(2));
        for _ in 0..2 {
            assert_eq!(
                board.choose(WRITE, at(1)).kind,
                Some(FaultKind::InternalError)
            );
        }
        assert_eq!(board.choose(WRITE, at(1)).kind, None);
        assert!(board.active(at(1)).is_empty());
    }

    #[test]
    fn a_fault_for_seconds_ends_by_the_clock() {
        let mut board = board([Fault::new(FaultKind::BadGateway).lasting(Lasts::Seconds(30))]);
        assert_eq!(board.choose(READ, at(29)).ends, Some(at(30)));
        assert_eq!(board.choose(READ, at(30)), Chosen::default());
    }

    #[test]
    fn delays_add_up_and_the_oldest_other_fault_acts_alone() {
        let mut board = board([
            Fault::new(FaultKind::Latency { milliseconds: 5 }),
            Fault::new(FaultKind::Latency { milliseconds: 7 }).on(Target::Reads),
            Fault::new(FaultKind::BadGateway),
            Fault::new(FaultKind::InternalError),
        ]);
        let first = board.choose(READ, at(0));
        assert_eq!(first.delay, Duration::from_millis(12));
        assert_eq!(first.kind, Some(FaultKind::BadGateway));
        assert_eq!(
            board.choose(READ, at(0)).kind,
            Some(FaultKind::InternalError)
        );
    }

    #[test]
    fn the_same_kind_on_the_same_calls_is_replaced() {
        let slow = |milliseconds| Fault::new(FaultKind::Latency { milliseconds });
        let board = &mut board([slow(1), slow(2).on(Target::Reads), slow(3)]);
        let left: Vec<Fault> = board.active(at(0)).into_iter().map(|on| on.fault).collect();
        assert_eq!(left, [slow(2).on(Target::Reads), slow(3)]);
    }
}
