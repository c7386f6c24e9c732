use crate::{Field, Input};
use leptos::prelude::*;

/// A new password, typed twice. `children` stand between the two, tied to the first.
#[component]
pub fn PasswordPair(
    /// What was wrong with the last password.
    #[prop(optional_no_strip)]
    password_error: Option<String>,
    /// What was wrong with its repetition.
    #[prop(optional_no_strip)]
    confirmation_error: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <Field name="password" label="New password" input=Input::NewPassword
            error=password_error/>
        {children()}
        <Field name="confirmation" label="New password again" input=Input::NewPassword
            error=confirmation_error/>
    }
}
