use super::live::Refreshing;
use crate::{
    audit_filter_form::{AuditFilterForm, address},
    audit_query::AuditQuery,
    moment::written,
    page::{StaffPage, page},
    records::Records,
};
use latchkey_administration::monitoring::AuditExcerpt;
use latchkey_auth::access::ViewMonitoring;
use latchkey_domain::AuditPage;
use latchkey_ui::{Empty, ErrorSummary};
use leptos::prelude::*;
use std::collections::BTreeMap;

const PATH: &str = "/admin/activity";

/// What happens, the newest first.
#[component]
pub fn ActivityPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewMonitoring>()?;
        let query = caller.query();
        let wanted = AuditQuery::read(&query);
        // Of a page of older records nothing is new.
        let is_live = !matches!(wanted.page, AuditPage::Before(_));
        let found = caller
            .administration
            .activity(&granted, wanted.filter, wanted.page);
        let found = found.await?;
        Ok(view! {
            <StaffPage title="Live activity" failed=!wanted.problems.is_empty()>
                <ErrorSummary problems=wanted.problems.clone()/>
                <AuditFilterForm path=PATH query=query.clone() problems=wanted.problems/>
                {is_live.then(|| view! { <Refreshing path=PATH query=query.clone() newest=found.newest/> })}
                <div data-live-rows=""><Excerpt path=PATH query=query.clone() found/></div>
            </StaffPage>
        })
    })
}

/// Records that were found, and the way to older ones.
#[component]
pub(crate) fn Excerpt(
    /// The page.
    path: &'static str,
    /// What was looked for.
    query: BTreeMap<String, String>,
    /// What was found.
    found: AuditExcerpt,
) -> impl IntoView {
    let older = found.older.map(|before| {
        let path = address(path, &query, "before", &before.to_string());
        view! { <p><a class="button button-secondary" href=path>"Older"</a></p> }
    });
    let searched = found
        .from
        .filter(|_| query.get("text").is_some_and(|text| !text.is_empty()));
    let searched = searched.map(|from| {
        let sentence = format!("Text was looked for in records since {}.", written(from));
        view! { <p class="hint">{sentence}</p> }
    });
    let records = found.records;
    view! {
        {searched}
        {if records.is_empty() {
            view! { <Empty title="Nothing found"><p>"Try fewer conditions."</p></Empty> }.into_any()
        } else {
            view! { <Records caption="Records, the newest first" records/> }.into_any()
        }}
        {older}
    }
}
