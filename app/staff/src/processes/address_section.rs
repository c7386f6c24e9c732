use super::fields::Shown;
use latchkey_ui::{Field, Input};
use leptos::prelude::*;

/// Where people find a self-service process.
#[component]
pub(super) fn AddressFields(
    shown: Shown,
    /// The page they come to now; `None` when there is none, and before a process is saved.
    address: Option<String>,
) -> impl IntoView {
    view! {
        <fieldset>
            <legend>"Where people find it"</legend>
            {address.map(|address| view! {
                <p>
                    "Its public address: "
                    <a href=address.clone()><bdi>{address.clone()}</bdi></a>
                </p>
            })}
            <Field name="path" label="Path of its own page" input=Input::Text optional=true
                hint="The end of the address: suppliers makes it /p/suppliers, a page that offers just this process. \
                Empty: people come by the portal's first page."
                value=shown.value("path", |form| &form.path) error=shown.problem("path")/>
        </fieldset>
    }
}
