use latchkey_ui::Trail;

/// The steps of a reset, as the pages name them.
const STEPS: &[&str] = &["Who you are", "Code", "New password"];

/// Saying who one is.
pub(crate) const IDENTIFY: Trail = Trail {
    steps: STEPS,
    current: 0,
};
/// Entering the code.
pub(crate) const CODE: Trail = Trail {
    steps: STEPS,
    current: 1,
};
/// Choosing the password, until it is set.
pub(crate) const PASSWORD: Trail = Trail {
    steps: STEPS,
    current: 2,
};
/// All done.
pub(crate) const DONE: Trail = Trail {
    steps: STEPS,
    current: 3,
};
