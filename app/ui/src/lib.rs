//! The building blocks of the portal's pages: frame, steps, fields, messages. Rendered on the
//! server; their looks stand in `style/`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

mod assets;
mod desk;
mod error_summary;
mod field;
mod form;
mod form_field;
mod icon;
mod layout;
mod live_parts;
mod notice;
mod page;
mod password_pair;
mod steps;

pub use assets::{Assets, InvalidManifest};
pub use desk::{Desk, DeskContact, DeskLink};
pub use error_summary::{ErrorSummary, Problem};
pub use field::{Field, Input};
pub use form::{Form, FormError};
pub use form_field::{NothingElse, Typed};
pub use icon::{Icon, IconName};
pub use layout::{Layout, PortalName};
pub use live_parts::LiveParts;
pub use notice::{Notice, NoticeKind};
pub use page::{Page, Trail};
pub use password_pair::PasswordPair;
pub use steps::Steps;
