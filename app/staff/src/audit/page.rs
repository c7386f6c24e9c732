use super::export::AUDIT_EXPORT;
use crate::{
    activity::page::Excerpt,
    audit_filter_form::AuditFilterForm,
    audit_query::AuditQuery,
    page::{StaffPage, page},
};
use latchkey_auth::access::{ExportAudit, ReadAudit};
use latchkey_domain::ChainHead;
use latchkey_ui::{ErrorSummary, Fact, Facts};
use leptos::prelude::*;
use std::collections::BTreeMap;

const PATH: &str = "/admin/audit";

/// Who did what, searched, and the way to take it away.
#[component]
pub fn AuditPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ReadAudit>()?;
        let query = caller.query();
        let wanted = AuditQuery::read(&query);
        let found = caller
            .administration
            .search_audit(&granted, wanted.filter, wanted.page);
        let found = found.await?;
        let head = caller.administration.audit_head(&granted).await?;
        let may_export = caller.member.may::<ExportAudit>();
        Ok(view! {
            <StaffPage title="Audit trail" failed=!wanted.problems.is_empty()>
                <Head head/>
                <ErrorSummary problems=wanted.problems.clone()/>
                <AuditFilterForm path=PATH query=query.clone() problems=wanted.problems/>
                {may_export.then(|| view! { <Export query=query.clone()/> })}
                <Excerpt path=PATH query=query.clone() found/>
            </StaffPage>
        })
    })
}

/// The end of the chain. Kept elsewhere, it shows later that nothing was cut off.
#[component]
fn Head(head: Option<ChainHead>) -> impl IntoView {
    head.map(|head| view! {
        <Facts>
            <Fact name="Last record">{head.sequence}</Fact>
            <Fact name="Hash of the chain"><code class="code">{head.hash.to_string()}</code></Fact>
        </Facts>
        <p class="hint">
            "Keep these two somewhere else from time to time: "<code class="code">"latchkey audit verify --head"</code>
            " compares them with the trail."
        </p>
    })
}

/// Takes what was searched for away as a file.
#[component]
fn Export(query: BTreeMap<String, String>) -> impl IntoView {
    let fields = query.into_iter().filter(|(name, _)| name != "before");
    let fields = fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form class="row-actions" method="post" action=AUDIT_EXPORT>
            {fields}
            <button class="button button-secondary" name="format" value="csv" type="submit">
                "Download as CSV"
            </button>
            <button class="button button-secondary" name="format" value="jsonl" type="submit">
                "Download as JSON Lines"
            </button>
        </form>
    }
}
