use latchkey_domain::Purpose;
use latchkey_employee::{
    ChangePasswordPage, CodePage, DonePage, EndedPage, IdentifyPage, Place, ResetPasswordPage,
    Stage, UnlockConfirmPage, WorkingPage,
};
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, StaticSegment, components::Route};

/// The pages of one purpose, one for each stage.
#[component(transparent)]
pub(crate) fn PurposeRoutes(purpose: Purpose) -> impl MatchNestedRoutes + Clone {
    let beginning = StaticSegment(segments(purpose, Stage::Identify).0);
    let at = |stage| {
        let (purpose, stage) = segments(purpose, stage);
        (StaticSegment(purpose), StaticSegment(stage))
    };
    view! {
        <Route path=beginning view=move || view! { <IdentifyPage purpose/> } ssr=SsrMode::Async/>
        <Route path=at(Stage::Code) view=move || view! { <CodePage purpose/> } ssr=SsrMode::Async/>
        <Route path=at(Stage::Proven) view=move || proven(purpose) ssr=SsrMode::Async/>
        <Route path=at(Stage::Working) view=move || view! { <WorkingPage purpose/> } ssr=SsrMode::Async/>
        <Route path=at(Stage::Done) view=move || view! { <DonePage purpose/> } ssr=SsrMode::Async/>
        <Route path=at(Stage::Ended) view=move || view! { <EndedPage purpose/> } ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// What each purpose asks for after the proof.
fn proven(purpose: Purpose) -> AnyView {
    match purpose {
        Purpose::Reset => view! { <ResetPasswordPage/> }.into_any(),
        Purpose::Unlock => view! { <UnlockConfirmPage/> }.into_any(),
        Purpose::Change => view! { <ChangePasswordPage/> }.into_any(),
    }
}

/// The parts of a page's address: `/unlock/code` gives `unlock` and `code`.
fn segments(purpose: Purpose, stage: Stage) -> (&'static str, &'static str) {
    let path = Place::Way(purpose, stage).path().trim_start_matches('/');
    path.split_once('/').unwrap_or((path, ""))
}
