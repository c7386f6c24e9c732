//! What Okta answers: the fields this product uses. Unknown fields and unknown enum values never
//! fail; missing ones are `None` or empty.

pub(crate) mod error;
pub(crate) mod factor;
pub(crate) mod factor_result;
pub(crate) mod group;
pub(crate) mod policy;
pub(crate) mod policy_rule;
pub(crate) mod role;
pub(crate) mod token_error;
pub(crate) mod user;

use serde::{Deserialize, Deserializer};

/// Reads `null` like a missing field.
fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}
