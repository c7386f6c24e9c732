//! The building blocks of the portal's pages: frame, steps, fields, messages. Rendered on the
//! server; their looks stand in `style/`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

mod assets;
mod badge;
mod bar_chart;
mod choice_field;
mod desk;
mod empty;
mod error_summary;
mod facts;
mod field;
mod form;
mod form_field;
mod icon;
mod language_menu;
mod layout;
mod lines_field;
mod linked;
mod live_parts;
mod notice;
mod page;
mod password_pair;
mod score;
mod steps;
mod table;
mod texts;

pub use assets::{Assets, InvalidManifest};
pub use badge::{Badge, Tone};
pub use bar_chart::{Bar, BarChart};
pub use choice_field::{CheckField, Choice, ChoiceField};
pub use desk::{Desk, DeskContact, DeskLink};
pub use empty::Empty;
pub use error_summary::{ErrorSummary, Problem};
pub use facts::{Fact, Facts};
pub use field::{Field, Input};
pub use form::{Form, FormError};
pub use form_field::{NothingElse, Typed};
pub use icon::{Icon, IconName};
pub use language_menu::{CHOOSE_LANGUAGE, LanguageMenu, PagePath};
pub use layout::{BrandMark, Layout, PortalName};
pub use lines_field::LinesField;
pub use linked::{DeskSentence, Linked};
pub use live_parts::LiveParts;
pub use notice::{Notice, NoticeKind};
pub use page::{Page, Trail};
pub use password_pair::PasswordPair;
pub use score::Score;
pub use steps::Steps;
pub use table::Table;
pub use texts::{language, texts};
