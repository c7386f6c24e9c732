use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// How passwords are made for people. Whatever it says, a made password keeps every rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Generator {
    /// Of what.
    pub style: GeneratorStyle,
    /// Fewest characters; a policy that asks for more gets more.
    pub length: u32,
}

/// What made passwords are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GeneratorStyle {
    /// A few random words: easy to read and to type.
    #[default]
    Words,
    /// Random letters, digits and symbols, without those that look alike.
    Characters,
}

impl Generator {
    /// What `length` may be: from it on, random characters hold more than 70 bits; beyond it, nobody
    /// types them.
    pub const LENGTHS: RangeInclusive<u32> = 12..=40;
}

impl Default for Generator {
    fn default() -> Self {
        Self {
            style: GeneratorStyle::Words,
            length: 16,
        }
    }
}
