use super::api::{ResetInstead, UnlockInstead};
use crate::request_field::RequestField;
use latchkey_domain::Purpose;
use latchkey_values::RequestId;
use leptos::{prelude::*, server_fn::ServerFn};

/// A button that goes on with something else. Nothing for a change: no page leads there.
#[component]
pub(crate) fn GoOnWith(
    /// In which request.
    request: RequestId,
    /// With what.
    purpose: Purpose,
    /// What stands on it.
    label: &'static str,
    /// Whether it is what most people want here.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let action = match purpose {
        Purpose::Reset => ResetInstead::PATH,
        Purpose::Unlock => UnlockInstead::PATH,
        Purpose::Change => return None,
    };
    let class = if first {
        "button"
    } else {
        "button button-secondary"
    };
    Some(view! {
        <form method="post" action=action>
            <RequestField id=request/>
            <button class=class type="submit">{label}</button>
        </form>
    })
}
