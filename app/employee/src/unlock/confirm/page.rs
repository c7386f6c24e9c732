use super::{
    api::{LeaveAsItIs, UnlockAccount},
    finding::UnlockFinding,
    state::NotLocked,
};
use crate::{
    form_state::FormState, instead::form::GoOnWith, place::Stage, time_left::TimeLeft,
    visit::page_at, words::Words,
};
use latchkey_domain::{Offers, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{DeskLink, ErrorSummary, Notice, NoticeKind, Page, Problem};
use leptos::{prelude::*, server_fn::ServerFn};

/// Says, after the proof, how the account stands, and offers what helps.
#[component]
pub fn UnlockConfirmPage() -> impl IntoView {
    page_at(Purpose::Unlock, Stage::Proven, |request, found| {
        let finding = found.and_then(FormState::unlock);
        let problem = finding.and_then(UnlockFinding::problem);
        let problems = problem.into_iter().collect();
        match NotLocked::of(request.status) {
            None => view! { <Locked request problems/> }.into_any(),
            Some(state) => view! { <Unlocked request state problems/> }.into_any(),
        }
    })
}

#[component]
fn Locked(request: RequestView, problems: Vec<Problem>) -> impl IntoView {
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    view! {
        <Page title="Your account is locked" failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <Notice kind=NoticeKind::Locked>
                <p>"That mostly comes from several sign-ins with a wrong password."</p>
            </Notice>
            <p>"You can lift the lock now. Your password stays as it is."</p>
            <form method="post" action=UnlockAccount::PATH>
                <TimeLeft until=request.expires_at/>
                <button class="button" type="submit">"Unlock my account"</button>
            </form>
            {request.offers.reset.then(password_instead)}
        </Page>
    }
}

fn password_instead() -> impl IntoView {
    view! {
        <section class="aside" aria-labelledby="password-instead">
            <h2 id="password-instead">"Not sure of your password?"</h2>
            <p>"A few more wrong tries lock the account again. A new password unlocks it as well."</p>
            <GoOnWith purpose=Purpose::Reset label="Set a new password instead"/>
        </section>
    }
}

#[component]
fn Unlocked(request: RequestView, state: NotLocked, problems: Vec<Problem>) -> impl IntoView {
    let trail = Words::of(request.purpose).trail(Stage::Proven);
    view! {
        <Page title=state.title failed=!problems.is_empty() trail>
            <ErrorSummary problems/>
            <p class="lead">{state.text}</p>
            <NextStep state offers=request.offers/>
            <TimeLeft until=request.expires_at/>
            <form method="post" action=LeaveAsItIs::PATH>
                <button class="button-link" type="submit">"Leave everything as it is"</button>
            </form>
        </Page>
    }
}

#[component]
fn NextStep(state: NotLocked, offers: Offers) -> impl IntoView {
    if state.is_mended_by_password && offers.reset {
        view! { <GoOnWith purpose=Purpose::Reset label="Set a new password" first=true/> }
            .into_any()
    } else {
        view! { <p>"The " <DeskLink/> " can help."</p> }.into_any()
    }
}
