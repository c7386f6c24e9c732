//! `/api/v1/users/{userId}/credentials/*`, and setting a password as an administrator.

pub(crate) mod answer_recovery_question;
pub(crate) mod change_password;
pub(crate) mod change_recovery_question;
pub(crate) mod forgot_password;
pub(crate) mod recovery_question;
pub(crate) mod set_password;
