use super::{
    finding::{problem, success},
    local_form::LocalForm,
    visit::{Visit, asked, is_asked, page},
};
use latchkey_ui::{ErrorSummary, Notice, NoticeKind, Page, Problem};
use leptos::prelude::*;

/// Where staff sign in.
#[component]
pub fn SignInPage() -> impl IntoView {
    sign_in(false)
}

/// Where staff prove anew who they are, before a change that takes it.
#[component]
pub fn SignInAgainPage() -> impl IntoView {
    sign_in(true)
}

fn sign_in(again: bool) -> impl IntoView {
    let (next, signed_out) = (asked("next"), is_asked("signed-out"));
    page(async move {
        let Visit { service, finding } = Visit::of_this_call().await?;
        let problems: Vec<_> = finding.as_ref().and_then(problem).into_iter().collect();
        let said = finding.as_ref().and_then(success);
        let said = said.or(signed_out.then_some("You are signed out."));
        let has_directory = service.has_directory();
        Ok(view! { <WaysIn again problems said next has_directory/> })
    })
}

#[component]
fn WaysIn(
    again: bool,
    problems: Vec<Problem>,
    said: Option<&'static str>,
    next: String,
    has_directory: bool,
) -> impl IntoView {
    let title = if again { "Sign in again" } else { "Sign in" };
    let why = again.then_some(
        "What you are about to do takes a sign-in of the last ten minutes. You come back to the same page \
         afterwards.",
    );
    view! {
        <Page title failed=!problems.is_empty()>
            <ErrorSummary problems/>
            {said.map(|said| view! {
                <div role="status"><Notice kind=NoticeKind::Success><p>{said}</p></Notice></div>
            })}
            {why.map(|why| view! { <p class="lead">{why}</p> })}
            {has_directory.then(|| view! { <ThroughOkta again next=next.clone()/> })}
            <LocalForm next is_second=has_directory/>
        </Page>
    }
}

#[component]
fn ThroughOkta(again: bool, next: String) -> impl IntoView {
    view! {
        <form method="post" action="/do/sign-in/start">
            <input type="hidden" name="next" value=next/>
            {again.then(|| view! { <input type="hidden" name="again" value="yes"/> })}
            <button class="button" type="submit">"Sign in with Okta"</button>
        </form>
    }
}
