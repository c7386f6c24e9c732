//! The metrics, one file each, numbered as in the project's list.

mod added_latency;
mod audit_cost;
mod chain_verification;
mod code_weight;
mod enumeration;
mod memory;
mod page_rate;
mod start_and_recovery;

use crate::{report::Row, settings::Settings};
use anyhow::Result;
use clap::ValueEnum;
use std::fmt;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Metric {
    /// Added latency of a verified reset
    P1,
    /// Rate of the public reset page
    P2,
    /// Code weight of public pages
    P4,
    /// Cold start and crash recovery
    P7,
    /// Memory
    P8,
    /// Cost of the audit trail
    P9,
    /// Verification of the audit chain
    P10,
    /// Enumeration by time
    P11,
}

impl Metric {
    pub(crate) const ALL: [Self; 8] = [
        Self::P1,
        Self::P2,
        Self::P4,
        Self::P7,
        Self::P8,
        Self::P9,
        Self::P10,
        Self::P11,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::P1 => "added latency of a verified reset",
            Self::P2 => "rate of the public reset page",
            Self::P4 => "code weight of public pages",
            Self::P7 => "cold start and crash recovery",
            Self::P8 => "memory",
            Self::P9 => "cost of the audit trail",
            Self::P10 => "verification of the audit chain",
            Self::P11 => "enumeration by time",
        }
    }

    pub(crate) async fn measure(self, settings: &Settings) -> Result<Vec<Row>> {
        match self {
            Self::P1 => added_latency::measure(settings).await,
            Self::P2 => page_rate::measure(settings).await,
            Self::P4 => code_weight::measure(settings).await,
            Self::P7 => start_and_recovery::measure(settings).await,
            Self::P8 => memory::measure(settings).await,
            Self::P9 => audit_cost::measure(settings).await,
            Self::P10 => chain_verification::measure(settings).await,
            Self::P11 => enumeration::measure(settings).await,
        }
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, formatter)
    }
}
