//! The forms of the employee pages.

use crate::{
    place::Place,
    reset::api::{CancelReset, ChoosePassword, Identify, ResendCode, SubmitCode},
};
use leptos::server_fn::{
    ServerFn,
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// A form: where it is sent, and the page it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The server function's path.
    pub endpoint: &'static str,
    /// The page to go back to when the form could not even be read.
    pub page: &'static str,
}

/// Every form of the employee pages. The edge answers no other, and goes by this table, never by
/// the browser's `Referer`.
pub const FORMS: &[Form] = &[
    form::<Identify>(Place::Identify),
    form::<SubmitCode>(Place::Code),
    form::<ResendCode>(Place::Code),
    form::<ChoosePassword>(Place::Password),
    form::<CancelReset>(Place::Identify),
];

const fn form<F: ServerFn>(place: Place) -> Form {
    Form {
        endpoint: F::PATH,
        page: place.path(),
    }
}

/// What a program that sends forms is told when there is no answer. A code, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub(crate) enum FormError {
    /// The fields are not those of the form.
    BadRequest,
    /// The portal cannot answer now.
    Unavailable,
}

impl FromServerFnError for FormError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self::BadRequest,
            _ => Self::Unavailable,
        }
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
    fn addresses_are_readable_and_do_not_depend_on_the_build() {
        assert_eq!(SubmitCode::PATH, "/do/reset/code");
    }
}
