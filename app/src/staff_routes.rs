use latchkey_staff::{
    ActivityPage, AttentionPage, AuditPage, BlocksPage, OverviewPage, RequestPage, RequestsPage,
    StaffLayout,
};
use leptos::prelude::*;
use leptos_router::{
    MatchNestedRoutes, SsrMode,
    components::{ParentRoute, Route},
    path,
};

/// The admin's pages, below `/admin`.
#[component(transparent)]
pub(crate) fn AdminRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/admin") view=StaffLayout ssr=SsrMode::Async>
            <Route path=path!("") view=OverviewPage ssr=SsrMode::Async/>
            <Route path=path!("activity") view=ActivityPage ssr=SsrMode::Async/>
            <Route path=path!("requests") view=RequestsPage ssr=SsrMode::Async/>
            <Route path=path!("requests/:id") view=RequestPage ssr=SsrMode::Async/>
            <Route path=path!("blocks") view=BlocksPage ssr=SsrMode::Async/>
            <Route path=path!("attention") view=AttentionPage ssr=SsrMode::Async/>
            <Route path=path!("audit") view=AuditPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}
