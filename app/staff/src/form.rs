//! The forms of the staff pages.

use crate::{
    attention::api::{DecideOperation, DiscardJob, RetryJob},
    audit::export::AUDIT_EXPORT,
    blocks::api::LiftBlock,
    connections::{
        api::{MakeConnectionKey, RemoveConnection, SaveConnection},
        token::api::GetToken,
    },
    credential_stores::api::{RemoveStore, SaveStore},
    desk::api::{
        ActForCaller, AnswerConfirmation, CheckPersonalData, EnterCaseCode, NextCaller, OpenCase,
        SendCaseCode,
    },
    desk_control::api::{Freeze, Thaw},
    navigation::Section,
    overview::export::REPORT_EXPORT,
    processes::{
        api::{CopyProcess, RemoveProcess, SaveProcessForm, SwitchProcess},
        messages_api::{SaveMessages, SendTestMails},
    },
    requests::export::REQUESTS_EXPORT,
};
use latchkey_auth::access::{
    ConfirmActions, DecideOperations, EditConnections, EditProcesses, ExportAudit, FreezeDesk,
    HelpCallers, LiftBlocks, Permission, PermissionFacts, RetryJobs, ThawDesk, ViewMonitoring,
};
use latchkey_ui::Form;
use leptos::server_fn::ServerFn;

/// A form of a staff page, and the permission its sender needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffForm {
    /// Where it is sent, and the page it stands on.
    pub form: Form,
    /// What its sender must be allowed to do.
    pub permission: PermissionFacts,
}

/// Every form of the staff pages. The edge answers no other.
pub const FORMS: &[StaffForm] = &[
    form::<DecideOperation, DecideOperations>(Section::Attention),
    form::<RetryJob, RetryJobs>(Section::Attention),
    form::<DiscardJob, RetryJobs>(Section::Attention),
    form::<LiftBlock, LiftBlocks>(Section::Blocks),
    form::<SaveProcessForm, EditProcesses>(Section::Processes),
    form::<SwitchProcess, EditProcesses>(Section::Processes),
    form::<CopyProcess, EditProcesses>(Section::Processes),
    form::<RemoveProcess, EditProcesses>(Section::Processes),
    form::<SaveMessages, EditProcesses>(Section::Processes),
    form::<SendTestMails, EditProcesses>(Section::Processes),
    form::<SaveStore, EditConnections>(Section::CredentialStores),
    form::<RemoveStore, EditConnections>(Section::CredentialStores),
    form::<SaveConnection, EditConnections>(Section::Connections),
    form::<RemoveConnection, EditConnections>(Section::Connections),
    form::<MakeConnectionKey, EditConnections>(Section::Connections),
    form::<GetToken, EditConnections>(Section::Connections),
    download::<ExportAudit>(AUDIT_EXPORT, Section::Audit),
    form::<Freeze, FreezeDesk>(Section::DeskControl),
    form::<Thaw, ThawDesk>(Section::DeskControl),
    form::<OpenCase, HelpCallers>(Section::Desk),
    form::<SendCaseCode, HelpCallers>(Section::Desk),
    form::<EnterCaseCode, HelpCallers>(Section::Desk),
    form::<CheckPersonalData, HelpCallers>(Section::Desk),
    form::<ActForCaller, HelpCallers>(Section::Desk),
    form::<NextCaller, HelpCallers>(Section::Desk),
    form::<AnswerConfirmation, ConfirmActions>(Section::Desk),
    download::<ViewMonitoring>(REQUESTS_EXPORT, Section::Requests),
    download::<ViewMonitoring>(REPORT_EXPORT, Section::Overview),
];

const fn form<F: ServerFn, P: Permission>(section: Section) -> StaffForm {
    download::<P>(F::PATH, section)
}

/// A form whose answer is a file.
const fn download<P: Permission>(endpoint: &'static str, section: Section) -> StaffForm {
    StaffForm {
        form: Form {
            endpoint,
            page: section.path(),
        },
        permission: P::FACTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::server_fn::axum::server_fn_paths;

    #[test]
    fn the_table_names_every_server_function_and_no_other() {
        let mut registered: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
        registered.extend([AUDIT_EXPORT, REQUESTS_EXPORT, REPORT_EXPORT]);
        let mut listed: Vec<_> = FORMS.iter().map(|staff| staff.form.endpoint).collect();
        registered.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, registered);
    }

    #[test]
    fn every_server_function_changes_something_and_so_is_a_post() {
        assert!(server_fn_paths().all(|(_, method)| method == http::Method::POST));
    }

    #[test]
    fn every_address_lies_below_a_prefix_that_the_edge_guards() {
        let guarded = |endpoint: &str| {
            endpoint.starts_with("/do/admin/") || endpoint.starts_with("/do/desk/")
        };
        assert!(FORMS.iter().all(|staff| guarded(staff.form.endpoint)));
    }
}
