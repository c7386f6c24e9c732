use std::fmt::Write as _;

/// The one source of randomness. `clippy.toml` bans every other, so that tests can seed it.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with unpredictable bytes.
    fn fill(&self, bytes: &mut [u8]);

    /// A text that nobody can guess: 16 random bytes as lower-case hex.
    fn token(&self) -> String {
        let mut random = [0; 16];
        self.fill(&mut random);
        random.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// A number in `0..bound`, every value equally likely.
    ///
    /// # Panics
    /// When `bound` is zero.
    fn below(&self, bound: u32) -> u32 {
        assert!(bound > 0, "an empty range has no member");
        // Values at or above the largest multiple of `bound` would favour small results: draw again.
        let fair = u32::MAX - u32::MAX % bound;
        loop {
            let mut bytes = [0; 4];
            self.fill(&mut bytes);
            let drawn = u32::from_le_bytes(bytes);
            if drawn < fair {
                return drawn % bound;
            }
        }
    }
}

/// The operating system's generator.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

#[cfg(not(target_arch = "wasm32"))]
impl Entropy for OsEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}
