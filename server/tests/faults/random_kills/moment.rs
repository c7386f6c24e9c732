use crate::harness::Patience;
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Org, Target};
use latchkey_testkit::SeededEntropy;
use latchkey_values::Entropy as _;
use reqwest::Method;
use std::time::Duration;
use tokio::time::sleep;

/// How long the org takes over a write before its effect, and again after it.
const SLOWNESS: u32 = 300;

/// Slows down what the portal writes, so that much of the time something is on its way.
pub(super) fn slow_down(okta: &Org) {
    for (method, path) in WRITES {
        let milliseconds = SLOWNESS.into();
        for kind in [
            FaultKind::Latency { milliseconds },
            FaultKind::LateAnswer { milliseconds },
        ] {
            let fault = Fault::new(kind).on(Target::call(method.clone(), path));
            okta.set_fault(fault.lasting(Lasts::UntilCleared));
        }
    }
}

const WRITES: [(Method, &str); 3] = [
    (Method::POST, "/api/v1/users/{id}"),
    (Method::POST, "/api/v1/users/{id}/*"),
    (Method::DELETE, "/api/v1/users/{id}/*"),
];

/// When a kill comes.
pub(super) enum Moment {
    /// So long after a write has set out.
    OnTheWay(Duration),
    /// So long from now.
    AnyTime(Duration),
}

impl Moment {
    /// Four of five come while a write is on its way.
    pub(super) fn by(chance: &SeededEntropy) -> Self {
        let milliseconds = |below| Duration::from_millis(chance.below(below).into());
        if chance.below(5) > 0 {
            Self::OnTheWay(milliseconds(2 * SLOWNESS))
        } else {
            Self::AnyTime(milliseconds(1_500))
        }
    }

    /// Waits for it.
    pub(super) async fn come(self, okta: &Org) {
        let after = match self {
            Self::AnyTime(after) => after,
            Self::OnTheWay(after) => {
                let (before, patience) = (writes(okta), Patience::of(10, "a write"));
                while writes(okta) == before && !patience.is_over() {
                    Patience::pause().await;
                }
                after
            }
        };
        sleep(after).await;
    }
}

/// How many writes have set out.
fn writes(okta: &Org) -> u32 {
    okta.faults().iter().map(|active| active.hits).sum()
}
