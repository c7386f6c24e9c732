use altcha::{Challenge, Payload, SolveChallengeOptions, solve_challenge};

/// The search for a solution, in slices so short that the page stays usable.
pub(crate) struct Search {
    challenge: Challenge,
    start: u32,
}

/// Milliseconds of one slice. Zero would mean: to the end.
const SLICE: u64 = 8;

/// From one slice's beginning to the next one's; no slice gets that far.
const STRIDE: u32 = 1 << 20;

impl Search {
    /// The search for a solution of `work`. `None` when it cannot be read.
    pub(crate) fn new(work: &str) -> Option<Self> {
        let challenge = serde_json::from_str(work).ok()?;
        Some(Self {
            challenge,
            start: 0,
        })
    }

    /// Searches for a moment. Where a slice begins does not matter: a solution is as likely
    /// anywhere. `None` when none was found yet.
    pub(crate) fn slice(&mut self) -> Option<String> {
        let options = SolveChallengeOptions {
            counter_start: self.start,
            timeout_ms: SLICE,
            ..SolveChallengeOptions::new(&self.challenge)
        };
        self.start = self.start.wrapping_add(STRIDE);
        let solution = solve_challenge(options).ok()??;
        let challenge = self.challenge.clone();
        serde_json::to_string(&Payload {
            challenge,
            solution,
        })
        .ok()
    }
}
