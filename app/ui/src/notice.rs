use crate::{Icon, IconName};
use leptos::prelude::*;

/// What a notice is about; decides colour and picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something to know.
    Info,
    /// The account is locked.
    Locked,
    /// Something went well.
    Success,
    /// Something to heed.
    Warning,
}

/// A message set apart from the text around it.
#[component]
pub fn Notice(kind: NoticeKind, children: Children) -> impl IntoView {
    view! {
        <div class=kind.class()>
            <Icon name=kind.icon()/>
            <div class="notice-text">{children()}</div>
        </div>
    }
}

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "notice notice-info",
            Self::Success => "notice notice-success",
            Self::Locked | Self::Warning => "notice notice-warning",
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Locked => IconName::Lock,
            Self::Success => IconName::Check,
            Self::Warning => IconName::Warning,
        }
    }
}
