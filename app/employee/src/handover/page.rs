use super::api::RedeemHandover;
use crate::{
    context::clock,
    form_state::FormState,
    visit::{Visit, page},
};
use latchkey_ui::{ErrorSummary, Field, Input, Page, Problem};
use leptos::{prelude::*, server_fn::ServerFn};

/// Takes the code that an agent of the service desk read out.
#[component]
pub fn HandoverPage() -> impl IntoView {
    page(async move {
        let Visit { found, .. } = Visit::of_this_call().await?;
        let finding = found.and_then(FormState::handover);
        let problem = finding.and_then(|finding| finding.problem(clock().now()));
        let problems: Vec<_> = problem.into_iter().collect();
        Ok(view! { <TypeTheCode problems/> })
    })
}

#[component]
fn TypeTheCode(problems: Vec<Problem>) -> impl IntoView {
    let failed = !problems.is_empty();
    let error = Problem::first_of(&problems, "code");
    view! {
        <Page title="A code from the service desk" failed>
            <ErrorSummary problems/>
            <p class="lead">
                "Type the code that the agent reads out to you. Then you get another one by email, for you \
                alone, and choose a new password."
            </p>
            <form method="post" action=RedeemHandover::PATH novalidate>
                <Field name="code" label="Code from the service desk" input=Input::Text
                    hint="Eight letters and digits, for example 7K2M-Q9XW" focused=!failed error/>
                <button class="button" type="submit">"Continue"</button>
            </form>
        </Page>
    }
}
