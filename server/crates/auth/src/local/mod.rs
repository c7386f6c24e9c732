//! Administrators whom the portal itself knows, for the day on which the directory cannot sign anybody
//! in.

mod hashing;
mod invitation;
mod limits;
mod sign_in;

pub(crate) use hashing::Hashing;
pub use invitation::{Invited, NotInvited, invite};
pub(crate) use sign_in::LOCAL_ROLES;
