use super::Priority;

/// Calls at a time when Okta has just come back.
const RAMP_START: u32 = 2;

/// Limits calls in flight: halved when Okta refuses one for being too many, raised by one after
/// every full round of successes. After an outage it starts low and doubles each round.
pub(super) struct Concurrency {
    most: u32,
    allowed: u32,
    in_flight: u32,
    successes: u32,
    cuts: u64,
    ramps: u64,
    is_ramping: bool,
}

/// Tells what happened between a call's start and its end.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    cuts: u64,
    ramps: u64,
}

impl Concurrency {
    pub(super) fn new(most: u32) -> Self {
        let most = most.max(1);
        Self {
            most,
            allowed: most,
            in_flight: 0,
            successes: 0,
            cuts: 0,
            ramps: 0,
            is_ramping: false,
        }
    }

    pub(super) fn has_room(&self, priority: Priority) -> bool {
        let allowed = match priority {
            Priority::Interactive => self.allowed,
            Priority::Bulk => (self.allowed * 7 / 10).max(1),
        };
        self.in_flight < allowed
    }

    pub(super) fn enter(&mut self) -> Entry {
        self.in_flight += 1;
        Entry {
            cuts: self.cuts,
            ramps: self.ramps,
        }
    }

    pub(super) fn leave(&mut self, entry: Entry) {
        if entry.ramps == self.ramps {
            self.in_flight = self.in_flight.saturating_sub(1);
        }
    }

    /// Halves the limit, once for all calls that were refused together.
    pub(super) fn cut(&mut self, entry: Entry) {
        if entry.cuts == self.cuts {
            self.allowed = (self.allowed / 2).max(1);
            self.cuts += 1;
            self.successes = 0;
            self.is_ramping = false;
        }
    }

    pub(super) fn succeeded(&mut self, entry: Entry) {
        if entry.ramps != self.ramps {
            return;
        }
        self.successes += 1;
        if self.is_ramping || self.successes >= self.allowed {
            self.successes = 0;
            self.allowed = (self.allowed + 1).min(self.most);
            self.is_ramping &= self.allowed < self.most;
        }
    }

    /// Starts low. Calls still in flight belong to the outage and are not waited for.
    pub(super) fn ramp(&mut self) {
        self.allowed = RAMP_START.min(self.most);
        self.in_flight = 0;
        self.successes = 0;
        self.ramps += 1;
        self.is_ramping = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(concurrency: &Concurrency) -> u32 {
        concurrency.allowed
    }

    #[test]
    fn calls_refused_together_halve_the_limit_once_and_successes_raise_it_slowly() {
        let mut concurrency = Concurrency::new(8);
        let together = [concurrency.enter(), concurrency.enter()];
        for entered in together {
            concurrency.cut(entered);
        }
        assert_eq!(room(&concurrency), 4);
        let later = concurrency.enter();
        concurrency.cut(later);
        assert_eq!(room(&concurrency), 2);
        for expected in [2, 3, 3, 3, 4] {
            concurrency.succeeded(later);
            assert_eq!(room(&concurrency), expected);
        }
        (0..1000).for_each(|_| concurrency.succeeded(later));
        assert_eq!(room(&concurrency), 8);
    }

    #[test]
    fn bulk_leaves_room_for_interactive_calls_and_still_moves() {
        let mut concurrency = Concurrency::new(10);
        (0..7).for_each(|_| _ = concurrency.enter());
        assert!(
            !concurrency.has_room(Priority::Bulk) && concurrency.has_room(Priority::Interactive)
        );
        assert!(Concurrency::new(1).has_room(Priority::Bulk));
    }

    #[test]
    fn after_an_outage_the_limit_starts_low_and_doubles_each_round() {
        let mut concurrency = Concurrency::new(8);
        let of_before: Vec<_> = (0..8).map(|_| concurrency.enter()).collect();
        concurrency.ramp();
        let mut rounds = Vec::new();
        while room(&concurrency) < 8 {
            let round: Vec<_> = std::iter::from_fn(|| {
                let has_room = concurrency.has_room(Priority::Interactive);
                has_room.then(|| concurrency.enter())
            })
            .collect();
            rounds.push(round.len());
            for entry in round {
                concurrency.succeeded(entry);
                concurrency.leave(entry);
            }
        }
        assert_eq!(rounds, [2, 4]);
        // Calls of before neither raise the limit nor free a place.
        concurrency.ramp();
        (0..2).for_each(|_| _ = concurrency.enter());
        for entry in of_before {
            concurrency.succeeded(entry);
            concurrency.leave(entry);
        }
        assert!(!concurrency.has_room(Priority::Interactive));
    }

    #[test]
    fn a_refusal_for_too_many_calls_ends_the_doubling() {
        let mut concurrency = Concurrency::new(100);
        concurrency.ramp();
        for _ in 0..6 {
            let entry = concurrency.enter();
            concurrency.succeeded(entry);
        }
        let entry = concurrency.enter();
        concurrency.cut(entry);
        assert_eq!(room(&concurrency), 4);
        concurrency.succeeded(entry);
        assert_eq!(room(&concurrency), 4);
    }
}
