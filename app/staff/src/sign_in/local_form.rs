use latchkey_ui::{Field, Input};
use leptos::prelude::*;

/// Asks for name and password of a local administrator.
#[component]
pub(super) fn LocalForm(
    /// Where to go afterwards.
    next: String,
    /// Whether it stands behind the way through the directory.
    is_second: bool,
) -> impl IntoView {
    let form = view! {
        <form method="post" action="/do/sign-in/local" novalidate>
            <input type="hidden" name="next" value=next/>
            <Field name="name" label="Name" input=Input::Login/>
            <Field name="password" label="Password" input=Input::CurrentPassword/>
            <button class="button" type="submit">"Sign in"</button>
        </form>
    };
    if is_second {
        view! { <details class="after-form"><summary>"Sign in as a local administrator"</summary>{form}</details> }
            .into_any()
    } else {
        form.into_any()
    }
}
