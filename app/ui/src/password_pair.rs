use crate::{Field, Input, texts};
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
    let frame = &texts().frame;
    view! {
        <Field name="password" label=frame.new_password() input=Input::NewPassword
            error=password_error/>
        {children()}
        <Field name="confirmation" label=frame.new_password_again() input=Input::NewPassword
            error=confirmation_error/>
    }
}
