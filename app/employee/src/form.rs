//! The forms of the employee pages.

use crate::{
    change::password::api::ChangePassword,
    handover::api::RedeemHandover,
    instead::api::{ResetInstead, UnlockInstead},
    made::api::{MakePassword, NotedPassword, OpenPasswordLink, SendPasswordLink},
    place::{Place, Stage},
    proof::forms as proof,
    reset::password::api::ChoosePassword,
    unlock::confirm::api::{LeaveAsItIs, UnlockAccount},
};
use latchkey_domain::Purpose;
use latchkey_ui::Form;
use leptos::server_fn::ServerFn;

/// Every form of the employee pages. The edge answers no other, and goes by this table, never by
/// the browser's `Referer`.
pub const FORMS: &[Form] = &[
    form::<proof::reset::Identify>(Purpose::Reset, Stage::Identify),
    form::<proof::reset::SubmitCode>(Purpose::Reset, Stage::Code),
    form::<proof::reset::ResendCode>(Purpose::Reset, Stage::Code),
    form::<proof::reset::Cancel>(Purpose::Reset, Stage::Identify),
    form::<proof::unlock::Identify>(Purpose::Unlock, Stage::Identify),
    form::<proof::unlock::SubmitCode>(Purpose::Unlock, Stage::Code),
    form::<proof::unlock::ResendCode>(Purpose::Unlock, Stage::Code),
    form::<proof::unlock::Cancel>(Purpose::Unlock, Stage::Identify),
    form::<proof::change::Identify>(Purpose::Change, Stage::Identify),
    form::<proof::change::SubmitCode>(Purpose::Change, Stage::Code),
    form::<proof::change::ResendCode>(Purpose::Change, Stage::Code),
    form::<proof::change::Cancel>(Purpose::Change, Stage::Identify),
    form::<ChoosePassword>(Purpose::Reset, Stage::Proven),
    form::<MakePassword>(Purpose::Reset, Stage::Proven),
    form::<NotedPassword>(Purpose::Reset, Stage::Proven),
    form::<SendPasswordLink>(Purpose::Reset, Stage::Proven),
    Form {
        endpoint: OpenPasswordLink::PATH,
        page: Place::PasswordLink.path(),
    },
    form::<UnlockAccount>(Purpose::Unlock, Stage::Proven),
    form::<LeaveAsItIs>(Purpose::Unlock, Stage::Proven),
    form::<ChangePassword>(Purpose::Change, Stage::Proven),
    form::<ResetInstead>(Purpose::Reset, Stage::Proven),
    form::<UnlockInstead>(Purpose::Unlock, Stage::Proven),
    Form {
        endpoint: RedeemHandover::PATH,
        page: Place::Handover.path(),
    },
];

const fn form<F: ServerFn>(purpose: Purpose, stage: Stage) -> Form {
    Form {
        endpoint: F::PATH,
        page: Place::Way(purpose, stage).path(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::server_fn::axum::server_fn_paths;

    #[test]
    fn the_table_names_every_server_function_and_no_other() {
        let mut registered: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
        let mut listed: Vec<_> = FORMS.iter().map(|form| form.endpoint).collect();
        registered.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, registered);
    }

    #[test]
    fn every_server_function_changes_something_and_so_is_a_post() {
        assert!(server_fn_paths().all(|(_, method)| method == http::Method::POST));
    }

    #[test]
    fn each_address_begins_like_the_page_it_belongs_to() {
        for Form { endpoint, page } in FORMS {
            let of_page = page.split('/').nth(1).expect("a first part");
            let rest = endpoint.strip_prefix("/do/").expect("below /do/");
            let belongs = rest.split('/').any(|part| part == of_page);
            assert!(belongs, "{endpoint}: {page}");
        }
    }

    #[test]
    fn addresses_are_readable_and_do_not_depend_on_the_build() {
        assert_eq!(proof::unlock::SubmitCode::PATH, "/do/unlock/code");
    }
}
