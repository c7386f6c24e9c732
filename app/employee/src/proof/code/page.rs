use super::{entry::CodeEntry, finding::CodeFinding, resend::ResendCountdown};
use crate::{
    form_state::FormState,
    goals::{goal, trail},
    place::Stage,
    proof::forms::ProofForms,
    request_field::RequestField,
    time_left::TimeLeft,
    visit::page_at,
};
use latchkey_domain::Purpose;
use latchkey_processes::RequestView;
use latchkey_ui::{
    DeskSentence, ErrorSummary, Field, Input, LiveParts, Notice, NoticeKind, Page, Problem, texts,
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
    let words = &texts().code;
    let trail = trail(request.purpose, Stage::Code);
    let forms = ProofForms::of(request.purpose);
    let id = request.id;
    let problem =
        finding.and_then(|finding| finding.problem(texts(), request.purpose, request.codes_left));
    let problems: Vec<_> = problem.into_iter().collect();
    let failed = !problems.is_empty();
    let error = Problem::first_of(&problems, "code");
    view! {
        <Page title=words.title() failed trail>
            <ErrorSummary problems/>
            {(finding == Some(CodeFinding::Sent)).then(new_code_sent)}
            <p><OnItsWay login=request.login.as_str().to_owned()/></p>
            <form method="post" action=forms.code novalidate
                data-text-sends-itself=words.sends_itself()>
                <RequestField id/>
                <Field name="code" label=words.label() input=Input::OneTimeCode error
                    focused=!failed/>
                <CodeEntry/>
                <button class="button" type="submit">{texts().frame.go_on()}</button>
            </form>
            <section class="aside" aria-labelledby="no-code">
                <h2 id="no-code">{words.no_email()}</h2>
                <p>{words.no_email_advice()}</p>
                <TimeLeft until=request.expires_at/>
                <div class="actions">
                    <Resend request/>
                    <form method="post" action=forms.cancel>
                        <RequestField id/>
                        <button class="button-link" type="submit">{words.other_login()}</button>
                    </form>
                </div>
            </section>
            <LiveParts bundle="employee"/>
        </Page>
    }
}

/// Says that a code was sent, if there is anybody of that name.
#[component]
fn OnItsWay(login: String) -> impl IntoView {
    const LOGIN: &str = "{login}";
    let sentence = texts().code.on_its_way(LOGIN);
    let (before, after) = sentence.split_once(LOGIN).unwrap_or((&sentence, ""));
    let (before, after) = (before.to_owned(), after.to_owned());
    view! { {before}<strong class="typed">{login}</strong>{after} }
}

fn new_code_sent() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Success>
            <p role="status">{texts().code.new_sent()}</p>
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
    let words = &texts().code;
    let wait = (wait_seconds > 0).then(|| words.next_in(wait_seconds));
    view! {
        <form method="post" action=forms.resend data-wait-seconds=wait_seconds.to_string()
            data-text-wait=words.wait("{time}") data-text-ready=words.ready()>
            <RequestField id=request.id/>
            <p>
                {words.can_have(request.codes_left)}
                {wait.map(|wait| view! { <span data-wait-words>" " {wait}</span> })}
            </p>
            <ResendCountdown/>
            <button class="button button-secondary" type="submit">{words.send_new()}</button>
        </form>
    }
    .into_any()
}

#[component]
fn NoMoreCodes(purpose: Purpose) -> impl IntoView {
    view! { <p><DeskSentence text=goal(texts(), purpose).no_more_codes()/></p> }
}
