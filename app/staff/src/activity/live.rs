use crate::audit_filter_form::address;
use latchkey_ui::LiveParts;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What keeps the table below up to date: a link that works everywhere, and what the bundle needs to do it
/// by itself.
#[component]
pub(super) fn Refreshing(
    /// The page.
    path: &'static str,
    /// What was looked for.
    query: BTreeMap<String, String>,
    /// The newest record there is.
    newest: i64,
) -> impl IntoView {
    let mut query = query;
    query.remove("before");
    let page = address(path, &query, "after", "");
    view! {
        <div class="row-actions" data-live=page data-newest=newest.to_string()>
            <a class="button-link" href=page.clone()>"Refresh"</a>
            <button class="button button-secondary" type="button" data-live-switch="" hidden>"Pause"</button>
            <span role="status" data-live-status=""></span>
        </div>
        <LiveParts bundle="staff"/>
    }
}
