use latchkey_domain::{Offers, Purpose};
use latchkey_text::Home;

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
pub(super) fn jobs(offers: Offers, home: &Home) -> [Job; 3] {
    [
        forgotten(offers, home),
        locked_out(offers, home),
        known(offers, home),
    ]
}

fn forgotten(offers: Offers, home: &Home) -> Job {
    let (text, purpose) = if offers.reset {
        (home.forgotten_reset(), Some(Purpose::Reset))
    } else {
        (home.by_desk(), None)
    };
    Job {
        title: home.forgotten(),
        text,
        purpose,
    }
}

fn locked_out(offers: Offers, home: &Home) -> Job {
    let (text, purpose) = if offers.unlock {
        (home.locked_out_unlock(), Some(Purpose::Unlock))
    } else if offers.reset {
        (home.locked_out_reset(), Some(Purpose::Reset))
    } else {
        (home.by_desk(), None)
    };
    Job {
        title: home.locked_out(),
        text,
        purpose,
    }
}

fn known(offers: Offers, home: &Home) -> Job {
    let (text, purpose) = if offers.change {
        (home.known_change(), Some(Purpose::Change))
    } else if offers.reset {
        (home.known_reset(), Some(Purpose::Reset))
    } else {
        (home.by_desk(), None)
    };
    Job {
        title: home.known(),
        text,
        purpose,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_text::Texts;
    use latchkey_values::Language;

    const HOME: &Home = &Texts::of(Language::English).home;

    fn purposes(reset: bool, unlock: bool, change: bool) -> [Option<Purpose>; 3] {
        let offers = Offers {
            reset,
            unlock,
            change,
        };
        jobs(offers, HOME).map(|job| job.purpose)
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
            for job in jobs(offers, HOME) {
                let is_offered = job.purpose.is_none_or(|purpose| offers.include(purpose));
                assert!(is_offered, "{offers:?}: {job:?}");
            }
        }
    }
}
