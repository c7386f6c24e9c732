use super::api::{ResetInstead, UnlockInstead};
use latchkey_domain::Purpose;
use leptos::{prelude::*, server_fn::ServerFn};

/// A button that goes on with something else. Nothing for a change: no page leads there.
#[component]
pub(crate) fn GoOnWith(
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
            <button class=class type="submit">{label}</button>
        </form>
    })
}
