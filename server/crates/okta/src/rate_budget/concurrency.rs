use super::Priority;

/// Limits calls in flight: halved when Okta refuses one for being too many, raised by one after
/// every full round of successes.
pub(super) struct Concurrency {
    most: u32,
    allowed: u32,
    in_flight: u32,
    successes: u32,
    cuts: u64,
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
        }
    }

    pub(super) fn has_room(&self, priority: Priority) -> bool {
        let allowed = match priority {
            Priority::Interactive => self.allowed,
            Priority::Bulk => (self.allowed * 7 / 10).max(1),
        };
        self.in_flight < allowed
    }

    /// Counts a call; the value tells later whether it started before a cut.
    pub(super) fn enter(&mut self) -> u64 {
        self.in_flight += 1;
        self.cuts
    }

    pub(super) fn leave(&mut self) {
        self.in_flight = self.in_flight.saturating_sub(1);
    }

    /// Halves the limit, once for all calls that were refused together.
    pub(super) fn cut(&mut self, entered_at: u64) {
        if entered_at == self.cuts {
            self.allowed = (self.allowed / 2).max(1);
            self.cuts += 1;
            self.successes = 0;
        }
    }

    pub(super) fn succeeded(&mut self) {
        self.successes += 1;
        if self.successes >= self.allowed {
            self.successes = 0;
            self.allowed = (self.allowed + 1).min(self.most);
        }
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
            concurrency.succeeded();
            assert_eq!(room(&concurrency), expected);
        }
        (0..1000).for_each(|_| concurrency.succeeded());
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
}
