use super::{
    api::{LeaveAsItIs, UnlockAccount},
    state::NotLocked,
};
use crate::{
    form_state::FormState,
    instead::form::GoOnWith,
    place::Stage,
    request_field::RequestField,
    time_left::TimeLeft,
    visit::page_at,
    words::{Words, not_done},
};
use latchkey_domain::{Offers, Purpose};
use latchkey_processes::RequestView;
use latchkey_ui::{DeskLink, ErrorSummary, Notice, NoticeKind, Page, Problem};
use latchkey_values::RequestId;
use leptos::{prelude::*, server_fn::ServerFn};

/// Says, after the proof, how the account stands, and offers what helps.
#[component]
pub fn UnlockConfirmPage() -> impl IntoView {
    page_at(Purpose::Unlock, Stage::Proven, |request, found| {
        let problems = match found.and_then(FormState::unlock) {
            Some(finding) => finding.problem().into_iter().collect(),
            None => not_done(&request),
        };
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
                <RequestField id=request.id/>
                <TimeLeft until=request.expires_at/>
                <button class="button" type="submit">"Unlock my account"</button>
            </form>
            {request.offers.reset.then(|| password_instead(request.id))}
        </Page>
    }
}

fn password_instead(request: RequestId) -> impl IntoView {
    view! {
        <section class="aside" aria-labelledby="password-instead">
            <h2 id="password-instead">"Not sure of your password?"</h2>
            <p>"A few more wrong tries lock the account again. A new password unlocks it as well."</p>
            <GoOnWith request purpose=Purpose::Reset label="Set a new password instead"/>
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
            <NextStep request=request.id state offers=request.offers/>
            <TimeLeft until=request.expires_at/>
            <form method="post" action=LeaveAsItIs::PATH>
                <RequestField id=request.id/>
                <button class="button-link" type="submit">"Leave everything as it is"</button>
            </form>
        </Page>
    }
}

#[component]
fn NextStep(request: RequestId, state: NotLocked, offers: Offers) -> impl IntoView {
    if state.is_mended_by_password && offers.reset {
        view! { <GoOnWith request purpose=Purpose::Reset label="Set a new password" first=true/> }
            .into_any()
    } else {
        view! { <p>"The " <DeskLink/> " can help."</p> }.into_any()
    }
}
