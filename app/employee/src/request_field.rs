use latchkey_values::RequestId;
use leptos::prelude::*;

/// Names the request that a form belongs to, so that a form of an older page changes nothing in a newer
/// request of the same browser.
#[component]
pub(crate) fn RequestField(id: RequestId) -> impl IntoView {
    view! { <input type="hidden" name="request" value=id.to_string()/> }
}
