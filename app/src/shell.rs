use crate::{
    language::OffersLanguages,
    process_routes::ProcessRoutes,
    purpose_routes::PurposeRoutes,
    sign_in_routes::SignInRoutes,
    staff_routes::{AdminRoutes, DeskRoutes},
    unavailable::UnavailablePage,
};
use latchkey_domain::Purpose;
use latchkey_employee::{HandoverPage, HomePage, NotFoundPage, PasswordLinkPage};
use latchkey_ui::{Assets, Layout, PortalName, language};
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route, Router, Routes},
    path,
};

/// The document around every page.
pub(crate) fn shell() -> impl IntoView {
    // Islands wake one by one; the page as a whole is never hydrated.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    provide_meta_context();
    let assets: Assets = use_context().unwrap_or_default();
    let language = language();
    view! {
        <!DOCTYPE html>
        <html lang=language.tag() dir=language.direction().name()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <link rel="stylesheet" href=assets.url("main.css")/>
                <link rel="icon" href=assets.url("favicon.svg") type="image/svg+xml"/>
                <link rel="icon" href="/favicon.ico" sizes="32x32"/>
                <MetaTags/>
            </head>
            <body>
                <Portal/>
            </body>
        </html>
    }
}

#[component]
fn Portal() -> impl IntoView {
    let PortalName(name) = use_context().unwrap_or_default();
    let with_name = move |title: String| escaped(&format!("{title} – {name}"));
    view! {
        <Title formatter=with_name/>
        <Router>
            <Routes fallback=|| view! { <EveryonesFrame><NotFoundPage/></EveryonesFrame> }>
                <AdminRoutes/>
                <DeskRoutes/>
                <ParentRoute path=path!("") view=EveryonesLayout ssr=SsrMode::Async>
                    <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                    <Route path=path!("/handover") view=HandoverPage ssr=SsrMode::Async/>
                    <PurposeRoutes purpose=Purpose::Reset/>
                    <Route path=path!("/reset/link") view=PasswordLinkPage ssr=SsrMode::Async/>
                    <PurposeRoutes purpose=Purpose::Unlock/>
                    <PurposeRoutes purpose=Purpose::Change/>
                    <ProcessRoutes/>
                    <SignInRoutes/>
                    <Route path=path!("/unavailable") view=UnavailablePage ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// What stands around the pages of people who are not signed in.
#[component]
fn EveryonesLayout() -> impl IntoView {
    view! { <EveryonesFrame><Outlet/></EveryonesFrame> }
}

/// The same, with the languages where the page is there in them.
#[component]
fn EveryonesFrame(children: Children) -> impl IntoView {
    let has_languages = use_context::<OffersLanguages>().is_some();
    view! { <Layout has_languages>{children()}</Layout> }
}

/// Leptos writes the title as it is; a name like `R&D <portal>` must not become markup.
fn escaped(title: &str) -> String {
    title
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
