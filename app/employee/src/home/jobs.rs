use latchkey_domain::{Offers, Purpose};

/// Something people come for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Job {
    /// What they would say.
    pub(super) title: &'static str,
    /// How it is done here.
    pub(super) text: &'static str,
    /// What is offered for it; `None` when only the service desk can do it.
    pub(super) purpose: Option<Purpose>,
}

/// What people come for, and what this portal has for it.
pub(super) fn jobs(offers: Offers) -> [Job; 3] {
    [forgotten(offers), locked_out(offers), known(offers)]
}

fn forgotten(offers: Offers) -> Job {
    let (text, purpose) = if offers.reset {
        (
            "You get a code by email, and then choose a new password.",
            Some(Purpose::Reset),
        )
    } else {
        (BY_THE_DESK, None)
    };
    Job {
        title: "I forgot my password",
        text,
        purpose,
    }
}

fn locked_out(offers: Offers) -> Job {
    let (text, purpose) = if offers.unlock {
        (
            "You get a code by email, and then unlock your account. Your password stays the same.",
            Some(Purpose::Unlock),
        )
    } else if offers.reset {
        (
            "You get a code by email, and then choose a new password, which also unlocks your account.",
            Some(Purpose::Reset),
        )
    } else {
        (BY_THE_DESK, None)
    };
    Job {
        title: "I’m locked out",
        text,
        purpose,
    }
}

fn known(offers: Offers) -> Job {
    let (text, purpose) = if offers.change {
        (
            "You get a code by email, and then type your password and a new one.",
            Some(Purpose::Change),
        )
    } else if offers.reset {
        (
            "Changed here as if you had forgotten it: a code by email, then the new password.",
            Some(Purpose::Reset),
        )
    } else {
        (BY_THE_DESK, None)
    };
    Job {
        title: "I know my password and want a new one",
        text,
        purpose,
    }
}

const BY_THE_DESK: &str = "Not possible on this page; the service desk does it.";

#[cfg(test)]
mod tests {
    use super::*;

    fn purposes(reset: bool, unlock: bool, change: bool) -> [Option<Purpose>; 3] {
        let offers = Offers {
            reset,
            unlock,
            change,
        };
        jobs(offers).map(|job| job.purpose)
    }

    #[test]
    fn each_job_leads_to_what_fits_it_best() {
        use Purpose::{Change, Reset, Unlock};
        assert_eq!(
            purposes(true, true, true),
            [Some(Reset), Some(Unlock), Some(Change)]
        );
        assert_eq!(
            purposes(true, false, false),
            [Some(Reset), Some(Reset), Some(Reset)]
        );
        assert_eq!(
            purposes(false, true, true),
            [None, Some(Unlock), Some(Change)]
        );
    }

    #[test]
    fn nothing_leads_to_what_is_not_offered() {
        for bits in 0..8 {
            let offers = Offers {
                reset: bits & 1 > 0,
                unlock: bits & 2 > 0,
                change: bits & 4 > 0,
            };
            for job in jobs(offers) {
                let is_offered = job.purpose.is_none_or(|purpose| offers.include(purpose));
                assert!(is_offered, "{offers:?}: {job:?}");
            }
        }
    }
}
