use leptos::server_fn::{
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

/// What a program that sends forms is told when there is no answer. A code, nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum FormError {
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
