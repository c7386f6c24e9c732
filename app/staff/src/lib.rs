//! What staff do with the portal: admins configure and watch it, agents help callers.
//!
//! All of it exists on the server only: the pages are plain HTML with forms.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its properties, whether it takes them apart or not"
)]
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

mod activity;
mod answer;
mod attention;
mod audit;
mod audit_filter_form;
mod audit_query;
mod blocks;
mod caller;
mod configured_object;
mod connections;
mod credential_stores;
mod desk;
mod desk_control;
mod download;
mod failure;
mod form;
mod form_state;
mod layout;
mod moment;
mod navigation;
mod overview;
mod page;
mod processes;
mod records;
mod requests;
mod sign_in;
mod visible;
mod words;

pub use self::{
    activity::page::ActivityPage,
    attention::page::AttentionPage,
    audit::{
        export::{AUDIT_EXPORT, export_audit},
        page::AuditPage,
    },
    blocks::page::BlocksPage,
    connections::{
        edit_page::{ConnectionPage, NewConnectionPage},
        list_page::ConnectionsPage,
        token::{PortalUrl, TOKEN_RETURN, leave_page::LeadToOktaPage, returned::token_returned},
    },
    credential_stores::{
        edit_page::{NewStorePage, StorePage},
        list_page::CredentialStoresPage,
    },
    desk::page::DeskPage,
    desk_control::page::DeskControlPage,
    form::{FORMS, StaffForm},
    layout::StaffLayout,
    navigation::Section,
    overview::{
        export::{REPORT_EXPORT, export_report},
        page::OverviewPage,
    },
    processes::{
        edit_page::{NewProcessPage, ProcessPage},
        list_page::ProcessesPage,
        messages_page::MessagesPage,
        try_page::TryPage,
    },
    requests::{
        export::{REQUESTS_EXPORT, export_requests},
        list_page::RequestsPage,
        story_page::RequestPage,
    },
    sign_in::{
        invitation::InvitationPage,
        page::{SignInAgainPage, SignInPage},
    },
};
