use latchkey_staff::{
    ActivityPage, AttentionPage, AuditPage, BlocksPage, ConnectionPage, ConnectionsPage,
    CredentialStoresPage, DeskControlPage, DeskPage, LeadToOktaPage, MessagesPage,
    NewConnectionPage, NewProcessPage, NewStorePage, OverviewPage, ProcessPage, ProcessesPage,
    RequestPage, RequestsPage, StaffLayout, StorePage, TryPage,
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
            <Route path=path!("desk") view=DeskControlPage ssr=SsrMode::Async/>
            <Route path=path!("processes") view=ProcessesPage ssr=SsrMode::Async/>
            <Route path=path!("processes/new") view=NewProcessPage ssr=SsrMode::Async/>
            <Route path=path!("processes/:alias") view=ProcessPage ssr=SsrMode::Async/>
            <Route path=path!("processes/:alias/messages") view=MessagesPage ssr=SsrMode::Async/>
            <Route path=path!("try") view=TryPage ssr=SsrMode::Async/>
            <Route path=path!("credential-stores") view=CredentialStoresPage ssr=SsrMode::Async/>
            <Route path=path!("credential-stores/new") view=NewStorePage ssr=SsrMode::Async/>
            <Route path=path!("credential-stores/:alias") view=StorePage ssr=SsrMode::Async/>
            <Route path=path!("connections") view=ConnectionsPage ssr=SsrMode::Async/>
            <Route path=path!("connections/new") view=NewConnectionPage ssr=SsrMode::Async/>
            <Route path=path!("connections/:alias") view=ConnectionPage ssr=SsrMode::Async/>
            <Route path=path!("connections/:alias/token") view=LeadToOktaPage ssr=SsrMode::Async/>
            <Route path=path!("audit") view=AuditPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

/// The page of the service desk.
#[component(transparent)]
pub(crate) fn DeskRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/desk") view=StaffLayout ssr=SsrMode::Async>
            <Route path=path!("") view=DeskPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}
