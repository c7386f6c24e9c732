use jiff::{SignedDuration, Timestamp};
use latchkey_values::Clock;
use std::{
    sync::{Mutex, PoisonError},
    time::Instant,
};

/// The time of a process that does not go back when the machine's clock is set back: codes would live
/// longer by the jump, and jobs wait that long. It goes on from where it was, and loses a tenth of each
/// second until the machine's clock has caught up. When the machine's clock is set forward, or the
/// machine slept, it follows at once: what ends then, ends early.
pub(crate) struct SteadyClock<C> {
    machine: C,
    started: Instant,
    seen: Mutex<Seen>,
}

/// What was seen last.
struct Seen {
    machine: Timestamp,
    /// Time since the start, which nobody can set.
    elapsed: SignedDuration,
    /// How far this clock is ahead of the machine's.
    ahead: SignedDuration,
}

/// Clocks are trimmed by less than this between two looks at them.
const JUMP: SignedDuration = SignedDuration::from_secs(1);

impl<C: Clock> SteadyClock<C> {
    /// A clock that starts out as `machine` goes.
    pub(crate) fn new(machine: C) -> Self {
        let seen = Seen {
            machine: machine.now(),
            elapsed: SignedDuration::ZERO,
            ahead: SignedDuration::ZERO,
        };
        Self {
            machine,
            started: Instant::now(),
            seen: Mutex::new(seen),
        }
    }
}

impl<C: Clock> Clock for SteadyClock<C> {
    fn now(&self) -> Timestamp {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let elapsed = SignedDuration::try_from(self.started.elapsed()).unwrap_or(seen.elapsed);
        seen.look(self.machine.now(), elapsed)
    }
}

impl Seen {
    /// The time, now that the machine's clock shows `machine`.
    fn look(&mut self, machine: Timestamp, elapsed: SignedDuration) -> Timestamp {
        let passed = elapsed - self.elapsed;
        let jumped = machine.duration_since(self.machine) - passed;
        self.ahead = if jumped < -JUMP {
            tracing::warn!(
                seconds = -jumped.as_secs(),
                "the machine's clock was set back; is its time service in order?"
            );
            self.ahead - jumped
        } else if jumped > JUMP {
            self.ahead - jumped
        } else {
            self.ahead - passed / 10
        }
        .max(SignedDuration::ZERO);
        self.machine = machine;
        self.elapsed = elapsed;
        machine + self.ahead
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: i64 = 1_767_225_600;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("a time")
    }

    /// A clock that has just started, and how to look at it: what the machine shows, and how many
    /// seconds have passed, both since the start; the answer likewise.
    fn clock() -> impl FnMut(i64, i64) -> i64 {
        let mut seen = Seen {
            machine: at(START),
            elapsed: SignedDuration::ZERO,
            ahead: SignedDuration::ZERO,
        };
        move |machine, elapsed| {
            let now = seen.look(at(START + machine), SignedDuration::from_secs(elapsed));
            now.as_second() - START
        }
    }

    #[test]
    fn it_goes_as_the_machine_goes() {
        let mut look = clock();
        assert_eq!(look(10, 10), 10);
        assert_eq!(look(600, 600), 600);
    }

    #[test]
    fn f32_a_machine_set_back_does_not_set_it_back() {
        let mut look = clock();
        assert_eq!(look(60, 60), 60);
        assert_eq!(look(61 - 3_600, 61), 61, "an hour back");
        assert_eq!(look(62 - 3_600, 62), 61, "it lets the machine catch up");
        assert_eq!(look(661 - 3_600, 661), 601);
        assert_eq!(look(40_000 - 3_600, 40_000), 36_400, "caught up");
        assert_eq!(look(40_010 - 3_600, 40_010), 36_410);
    }

    #[test]
    fn f32_a_machine_set_forward_or_put_to_sleep_is_followed() {
        let mut look = clock();
        assert_eq!(look(3_610, 10), 3_610);
        assert_eq!(look(3_620, 20), 3_620);
    }

    #[test]
    fn a_jump_back_that_is_taken_back_leaves_nothing() {
        let mut look = clock();
        assert_eq!(look(10 - 300, 10), 10);
        assert_eq!(look(11, 11), 11);
        assert_eq!(look(12, 12), 12);
    }

    #[test]
    fn it_never_goes_back() {
        let clock = SteadyClock::new(latchkey_values::SystemClock);
        let (first, second) = (clock.now(), clock.now());
        assert!(first <= second);
    }
}
