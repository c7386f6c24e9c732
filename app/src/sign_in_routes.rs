use latchkey_staff::{InvitationPage, SignInAgainPage, SignInPage};
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};

/// The pages to sign in on.
#[component(transparent)]
pub(crate) fn SignInRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/again") view=SignInAgainPage ssr=SsrMode::Async/>
        <Route path=path!("/sign-in/invitation") view=InvitationPage ssr=SsrMode::Async/>
    }
    .into_inner()
}
