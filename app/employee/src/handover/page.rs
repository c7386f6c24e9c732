use super::api::RedeemHandover;
use crate::{
    context::clock,
    form_state::FormState,
    visit::{Visit, page},
};
use latchkey_ui::{ErrorSummary, Field, Input, Page, Problem, texts};
use leptos::{prelude::*, server_fn::ServerFn};

/// Takes the code that an agent of the service desk read out.
#[component]
pub fn HandoverPage() -> impl IntoView {
    page(async move {
        let Visit { found, .. } = Visit::of_this_call().await?;
        let finding = found.and_then(FormState::handover);
        let problem = finding.and_then(|finding| finding.problem(texts(), clock().now()));
        let problems: Vec<_> = problem.into_iter().collect();
        Ok(view! { <TypeTheCode problems/> })
    })
}

#[component]
fn TypeTheCode(problems: Vec<Problem>) -> impl IntoView {
    let failed = !problems.is_empty();
    let words = &texts().handover;
    let error = Problem::first_of(&problems, "code");
    view! {
        <Page title=words.title() failed>
            <ErrorSummary problems/>
            <p class="lead">{words.lead()}</p>
            <form method="post" action=RedeemHandover::PATH novalidate>
                <Field name="code" label=words.label() input=Input::Text hint=words.hint() focused=!failed error/>
                <button class="button" type="submit">{texts().frame.go_on()}</button>
            </form>
        </Page>
    }
}
