use super::{
    api::{LeaveAsItIs, UnlockAccount},
    state::NotLocked,
};
use crate::{
    form_state::FormState,
    goals::{not_done, trail},
    instead::form::GoOnWith,
    place::Stage,
    request_field::RequestField,
    time_left::TimeLeft,
    visit::page_at,
};
use latchkey_domain::{Offers, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{DeskSentence, ErrorSummary, Notice, NoticeKind, Page, Problem, texts};
use latchkey_values::RequestId;
use leptos::{prelude::*, server_fn::ServerFn};

/// Says, after the proof, how the account stands, and offers what helps.
#[component]
pub fn UnlockConfirmPage() -> impl IntoView {
    page_at(Purpose::Unlock, Stage::Proven, |request, found| {
        let problems = match found.and_then(FormState::unlock) {
            Some(finding) => finding.problem(&texts().unlock).into_iter().collect(),
            None => not_done(&request),
        };
        match NotLocked::of(request.status, &texts().lock) {
            None => view! { <Locked request problems/> }.into_any(),
            Some(state) => view! { <Unlocked request state problems/> }.into_any(),
        }
    })
}

#[component]
fn Locked(request: RequestView, problems: Vec<Problem>) -> impl IntoView {
    let trail = trail(request.purpose, Stage::Proven);
    let words = &texts().lock;
    view! {
        <Page title=words.locked() failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <Notice kind=NoticeKind::Locked>
                <p>{words.locked_why()}</p>
            </Notice>
            <p>{words.can_lift()}</p>
            <form method="post" action=UnlockAccount::PATH>
                <RequestField id=request.id/>
                <TimeLeft until=request.expires_at/>
                <button class="button" type="submit">{words.lift()}</button>
            </form>
            {request.offers.reset.then(|| password_instead(request.id))}
        </Page>
    }
}

fn password_instead(request: RequestId) -> impl IntoView {
    let words = &texts().lock;
    view! {
        <section class="aside" aria-labelledby="password-instead">
            <h2 id="password-instead">{words.unsure()}</h2>
            <p>{words.unsure_text()}</p>
            <GoOnWith request purpose=Purpose::Reset label=words.new_instead()/>
        </section>
    }
}

#[component]
fn Unlocked(request: RequestView, state: NotLocked, problems: Vec<Problem>) -> impl IntoView {
    let trail = trail(request.purpose, Stage::Proven);
    view! {
        <Page title=state.title failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <p class="lead">{state.text}</p>
            <NextStep request=request.id state offers=request.offers/>
            <TimeLeft until=request.expires_at/>
            <form method="post" action=LeaveAsItIs::PATH>
                <RequestField id=request.id/>
                <button class="button-link" type="submit">{texts().lock.leave()}</button>
            </form>
        </Page>
    }
}

#[component]
fn NextStep(request: RequestId, state: NotLocked, offers: Offers) -> impl IntoView {
    let words = &texts().lock;
    if state.is_mended_by_password && offers.reset {
        view! { <GoOnWith request purpose=Purpose::Reset label=words.new_password() first=true/> }
            .into_any()
    } else {
        view! { <p><DeskSentence text=words.desk_helps()/></p> }.into_any()
    }
}
