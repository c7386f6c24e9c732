//! The process engine: what a person may do next, and doing it.
//!
//! One verb, one file. A step a person takes (`identify`, `submit_code`, `choose_password`) answers
//! from the database alone as far as it can; what needs the directory or the mail server happens in
//! a job of the same name, queued in the transaction that makes it necessary.

mod apply_processes;
mod audit_entry;
mod author;
mod cancel;
mod carry_out;
mod change_password;
mod change_purpose;
mod choose_password;
mod clean_up;
mod decide_operation;
mod deliver_code;
mod deliver_password_link;
pub mod desk;
mod eligibility;
mod engine;
mod error;
mod finish_password;
mod follow_restore;
mod forget_people;
mod identify;
mod language;
mod limits;
mod make_password;
mod measure;
mod process_page;
mod proof_of_work;
mod proven;
mod remember_password;
mod reminders;
mod request_password_link;
mod resend_code;
mod send_confirmation;
mod send_notice;
mod settle_operation;
mod shipped_processes;
mod show_password;
mod start_limits;
mod submit_code;
mod switch_off;
mod try_as;
mod unlock_account;
mod view;
mod ways_in;
mod wrong_codes;
mod wrong_current;

pub use apply_processes::{
    FileProcesses, ProcessChange, apply_processes, plan_processes, write_processes,
};
pub use change_password::ChangeOutcome;
pub use choose_password::{PasswordOutcome, Refusal};
pub use decide_operation::Decision;
pub use engine::{Engine, Parts, handlers, recurring};
pub use error::EngineError;
pub use follow_restore::SeenTo;
pub use identify::{Beginning, Identified};
pub use latchkey_password_screening::Pattern;
pub use limits::{Limits, stops_a_person};
pub use process_page::ProcessPage;
pub use proof_of_work::WayIn;
pub use reminders::ReminderPreview;
pub use request_password_link::{LinkOutcome, PASSWORD_LINK_PAGE};
pub use resend_code::Resent;
pub use submit_code::CodeOutcome;
pub use switch_off::switch_off_broken;
pub use try_as::{ProcessTrial, Serving, Trial, Verdict};
pub use unlock_account::UnlockOutcome;
pub use view::{LastTry, MailedLink, PolicyNotes, RequestView, Step};
