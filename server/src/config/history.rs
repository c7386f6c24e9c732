use super::problem::{Bounds, Problems};
use latchkey_administration::Retention;
use serde::Deserialize;
use toml::Spanned;

/// `[requests]` and `[audit]`: how long each is kept.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HistorySection {
    keep_days: Option<Spanned<u32>>,
}

/// A hundred years.
const MOST: u32 = 36_500;

/// How long history is kept, as two sections say.
pub(super) fn retention(
    requests: &HistorySection,
    audit: &HistorySection,
    problems: &mut Problems<'_>,
) -> Retention {
    let bounds = Bounds {
        // A request may be looked into for a week, whatever is reported of it.
        least: 7,
        most: MOST,
        default: Retention::default().requests_days,
    };
    let requests_days = problems.within("requests.keep_days", requests.keep_days.as_ref(), bounds);
    let audit_days = audit.keep_days.as_ref().map(|days| {
        let bounds = Bounds {
            least: requests_days.max(30),
            ..bounds
        };
        problems.within("audit.keep_days", Some(days), bounds)
    });
    Retention {
        requests_days,
        audit_days,
    }
}
