//! What staff do with the portal: admins configure and watch it, agents help callers.
//!
//! Pages and server functions exist on the server only; the islands exist in the browser too.
#![expect(
    unreachable_pub,
    reason = "the component macro repeats each component's visibility on a hidden function"
)]

#[cfg(not(target_arch = "wasm32"))]
mod activity;
#[cfg(not(target_arch = "wasm32"))]
mod answer;
#[cfg(not(target_arch = "wasm32"))]
mod attention;
#[cfg(not(target_arch = "wasm32"))]
mod audit;
#[cfg(not(target_arch = "wasm32"))]
mod audit_filter_form;
#[cfg(not(target_arch = "wasm32"))]
mod audit_query;
#[cfg(not(target_arch = "wasm32"))]
mod blocks;
#[cfg(not(target_arch = "wasm32"))]
mod caller;
#[cfg(not(target_arch = "wasm32"))]
mod connections;
#[cfg(not(target_arch = "wasm32"))]
mod credential_stores;
#[cfg(not(target_arch = "wasm32"))]
mod failure;
#[cfg(not(target_arch = "wasm32"))]
mod form;
#[cfg(not(target_arch = "wasm32"))]
mod form_state;
#[cfg(not(target_arch = "wasm32"))]
mod layout;
#[cfg(not(target_arch = "wasm32"))]
mod moment;
#[cfg(not(target_arch = "wasm32"))]
mod navigation;
#[cfg(not(target_arch = "wasm32"))]
mod overview;
#[cfg(not(target_arch = "wasm32"))]
mod page;
#[cfg(not(target_arch = "wasm32"))]
mod processes;
#[cfg(not(target_arch = "wasm32"))]
mod records;
#[cfg(not(target_arch = "wasm32"))]
mod requests;
#[cfg(not(target_arch = "wasm32"))]
mod sign_in;
#[cfg(not(target_arch = "wasm32"))]
mod words;

#[cfg(not(target_arch = "wasm32"))]
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
    },
    credential_stores::{
        edit_page::{NewStorePage, StorePage},
        list_page::CredentialStoresPage,
    },
    form::{FORMS, StaffForm},
    layout::StaffLayout,
    navigation::Section,
    overview::page::OverviewPage,
    processes::{
        edit_page::{NewProcessPage, ProcessPage},
        list_page::ProcessesPage,
        try_page::TryPage,
    },
    requests::{list_page::RequestsPage, story_page::RequestPage},
    sign_in::{
        invitation::InvitationPage,
        page::{SignInAgainPage, SignInPage},
    },
};
