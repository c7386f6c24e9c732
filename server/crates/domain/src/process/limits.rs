use serde::{Deserialize, Serialize};

/// Limits of one process, for each hour. They come on top of the portal's own, and so can only be
/// stricter. `None` leaves it at the portal's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProcessLimits {
    /// Starts for one account from one network.
    pub starts_per_account_and_network_per_hour: Option<u32>,
    /// Starts from one network.
    pub starts_per_network_per_hour: Option<u32>,
    /// Starts for one account from anywhere.
    pub starts_per_account_per_hour: Option<u32>,
    /// Starts in all.
    pub starts_per_hour: Option<u32>,
}

impl ProcessLimits {
    /// Each limit with its name, as configuration files write it.
    #[must_use]
    pub fn named(self) -> [(&'static str, Option<u32>); 4] {
        [
            (
                "starts_per_account_and_network_per_hour",
                self.starts_per_account_and_network_per_hour,
            ),
            (
                "starts_per_network_per_hour",
                self.starts_per_network_per_hour,
            ),
            (
                "starts_per_account_per_hour",
                self.starts_per_account_per_hour,
            ),
            ("starts_per_hour", self.starts_per_hour),
        ]
    }
}
