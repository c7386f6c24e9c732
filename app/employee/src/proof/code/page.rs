use super::{entry::CodeEntry, finding::CodeFinding, resend::ResendCountdown};
use crate::{
    form_state::FormState, place::Stage, proof::forms::ProofForms, request_field::RequestField,
    time_left::TimeLeft, visit::page_at, wording::counted, words::Words,
};
use latchkey_domain::Purpose;
use latchkey_processes::RequestView;
use latchkey_ui::{
    DeskLink, ErrorSummary, Field, Input, LiveParts, Notice, NoticeKind, Page, Problem,
};
use leptos::prelude::*;

/// Takes the code. Looks the same whoever was typed, known or not.
#[component]
pub fn CodePage(purpose: Purpose) -> impl IntoView {
    page_at(purpose, Stage::Code, |request, found| {
        view! { <CodeStep request finding=found.and_then(FormState::code)/> }
    })
}

#[component]
fn CodeStep(request: RequestView, finding: Option<CodeFinding>) -> impl IntoView {
    let words = Words::of(request.purpose);
    let forms = ProofForms::of(request.purpose);
    let id = request.id;
    let problem = finding.and_then(|finding| finding.problem(words, request.codes_left));
    let problems: Vec<_> = problem.into_iter().collect();
    let failed = !problems.is_empty();
    let error = Problem::first_of(&problems, "code");
    view! {
        <Page title="Enter the code" failed trail=words.trail(Stage::Code)>
            <ErrorSummary problems/>
            {(finding == Some(CodeFinding::Sent)).then(new_code_sent)}
            <p>
                "If we know " <strong class="typed">{request.login.as_str().to_owned()}</strong>
                ", a six-digit code is on its way to the addresses we have on file."
            </p>
            <form method="post" action=forms.code novalidate
                data-text-sends-itself="It is sent as soon as all six digits are there.">
                <RequestField id/>
                <Field name="code" label="Six-digit code" input=Input::OneTimeCode error
                    focused=!failed/>
                <CodeEntry/>
                <button class="button" type="submit">"Continue"</button>
            </form>
            <section class="aside" aria-labelledby="no-code">
                <h2 id="no-code">"No email yet?"</h2>
                <p>
                    "It can take a minute or two. Look in the junk folder as well. If you typed the "
                    "wrong name, start again."
                </p>
                <TimeLeft until=request.expires_at/>
                <div class="actions">
                    <Resend request/>
                    <form method="post" action=forms.cancel>
                        <RequestField id/>
                        <button class="button-link" type="submit">"Start again with another login"</button>
                    </form>
                </div>
            </section>
            <LiveParts bundle="employee"/>
        </Page>
    }
}

fn new_code_sent() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success>
            <p role="status">"A new code is on its way. The one before no longer works."</p>
        </Notice>
    }
}

/// Asks for another code, as long as there are any left.
#[component]
fn Resend(request: RequestView) -> impl IntoView {
    if request.codes_left == 0 {
        return view! { <NoMoreCodes purpose=request.purpose/> }.into_any();
    }
    let forms = ProofForms::of(request.purpose);
    let wait_seconds = request.resend_in_seconds;
    let left = counted(request.codes_left, "more code", "more codes");
    let wait = (wait_seconds > 0).then(|| counted(wait_seconds, "second", "seconds"));
    view! {
        <form method="post" action=forms.resend data-wait-seconds=wait_seconds.to_string()
            data-text-wait="You can ask for a new code in {time}."
            data-text-ready="You can ask for a new code now.">
            <RequestField id=request.id/>
            <p>
                {format!("You can have {left}.")}
                {wait
                    .map(|wait| {
                        view! { <span data-wait-words>{format!(" The next one {wait} from now.")}</span> }
                    })}
            </p>
            <ResendCountdown/>
            <button class="button button-secondary" type="submit">"Send a new code"</button>
        </form>
    }
    .into_any()
}

#[component]
fn NoMoreCodes(purpose: Purpose) -> impl IntoView {
    let request = Words::of(purpose).request;
    view! {
        <p>
            {format!("No more codes can be sent for this {request}. Start again, or turn to the ")}
            <DeskLink/> "."
        </p>
    }
}
