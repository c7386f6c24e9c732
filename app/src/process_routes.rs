use latchkey_domain::Purpose;
use latchkey_employee::{HomePage, IdentifyPage};
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

/// The pages of one process, below `/p/<path>`, up to the one that asks who somebody is. From then on a
/// request knows its process.
#[component(transparent)]
pub(crate) fn ProcessRoutes() -> impl MatchNestedRoutes + Clone {
    let identify = |purpose| move || view! { <IdentifyPage purpose/> };
    view! {
        <Route path=path!("/p/:process") view=HomePage ssr=SsrMode::Async/>
        <Route path=path!("/p/:process/reset") view=identify(Purpose::Reset) ssr=SsrMode::Async/>
        <Route path=path!("/p/:process/unlock") view=identify(Purpose::Unlock) ssr=SsrMode::Async/>
        <Route path=path!("/p/:process/change") view=identify(Purpose::Change) ssr=SsrMode::Async/>
    }
    .into_inner()
}
