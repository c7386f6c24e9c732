//! The service desk: what an agent does for a caller.
//!
//! A case is a request that belongs to one agent. The caller proves who they are as the process asks
//! (`verify_*`, one file a verification), and that proof allows one action (`act`, `hand_over`). Each
//! step asks for the agent's right as a value. Whoever adds a verification adds a file beside
//! `verify_personal_data`; whoever adds an action, an [`latchkey_domain::DeskAction`] and its call in
//! `act`.

mod act;
mod answer_confirmation;
mod case_view;
mod close_case;
mod freeze;
mod hand_over;
mod handover_code;
mod limits;
mod open_case;
mod own_case;
mod person_card;
mod protection;
mod redeem_handover;
mod search_people;
mod verify_email_code;
mod verify_personal_data;

pub use act::ActionOutcome;
pub use answer_confirmation::{Answered, WaitingCase};
pub use case_view::{AskedVerification, CaseStep, CaseView, CodeView, HandoverView};
pub use handover_code::HandoverCode;
pub use latchkey_mail::NotServedReason;
pub use limits::DeskLimits;
pub use open_case::{CaseOpening, NewCase, NotOpened};
pub use person_card::{DeskProcess, DeskVerdict, PersonCard, PersonLookedUp};
pub use protection::Protection;
pub use redeem_handover::Redeemed;
pub use search_people::{Person as SearchedPerson, Searched};
pub use verify_email_code::CodeRequested;
pub use verify_personal_data::PersonalDataOutcome;

pub(crate) use hand_over::CODE_LASTS;
pub(crate) use verify_email_code::PROOF_LASTS;
