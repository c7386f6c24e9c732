use super::{act_pane::ActPane, api::NextCaller, verify_pane::VerifyPane, words};
use crate::{form_state::FormState, moment::span};
use jiff::Timestamp;
use latchkey_processes::desk::{CaseStep, CaseView, HandoverView};
use latchkey_ui::{Badge, Fact, Facts, Notice, NoticeKind, Tone};
use latchkey_values::RequestId;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The right pane with a case: verify, then act, then the next caller.
#[component]
pub(super) fn CasePane(case: CaseView, state: FormState, now: Timestamp) -> impl IntoView {
    let id = case.id;
    let is_over = matches!(case.step, CaseStep::Done | CaseStep::Ended(_));
    let (reason, ticket) = (case.reason.clone(), case.ticket.clone());
    view! {
        <section class="panel desk-pane" aria-labelledby="case-title">
            <h2 id="case-title">{case.process.clone()}</h2>
            {badge(&case, now)}
            <Facts>
                {reason.map(|reason| view! { <Fact name="Reason"><bdi>{reason}</bdi></Fact> })}
                {ticket.map(|ticket| view! { <Fact name="Ticket"><bdi>{ticket}</bdi></Fact> })}
            </Facts>
            {body(case, state, now)}
            <Next id focused=is_over/>
        </section>
    }
}

/// Whether the caller is proven, and for how long that counts.
fn badge(case: &CaseView, now: Timestamp) -> impl IntoView + use<> {
    let left = span(case.until.duration_since(now));
    let (tone, text) = match case.step {
        CaseStep::Verify => (Tone::Care, format!("Not verified, {left} left")),
        CaseStep::Act => (Tone::Good, format!("Verified, {left} left")),
        CaseStep::Working => (Tone::Care, "Under way".to_owned()),
        CaseStep::Unclear => (Tone::Bad, "Outcome unknown".to_owned()),
        CaseStep::Done => (Tone::Good, "Done".to_owned()),
        CaseStep::Ended(_) => (Tone::Plain, "Closed".to_owned()),
    };
    view! { <p><Badge tone text/></p> }
}

fn body(case: CaseView, state: FormState, now: Timestamp) -> AnyView {
    match case.step {
        CaseStep::Verify => view! { <VerifyPane case state/> }.into_any(),
        CaseStep::Act => view! { <ActPane case state/> }.into_any(),
        CaseStep::Working => view! {
            <p role="status">"The directory has not answered clearly yet. Load this page again in a moment."</p>
        }
        .into_any(),
        CaseStep::Unclear => view! {
            <p role="status">
                "Nobody could find out whether it worked. A password administrator has to look."
            </p>
        }
        .into_any(),
        CaseStep::Done => done(case, now),
        CaseStep::Ended(state) => view! { <p>{words::ended(state)}</p> }.into_any(),
    }
}

fn done(case: CaseView, now: Timestamp) -> AnyView {
    if let Some(handover) = case.handover {
        return handed_over(handover, now);
    }
    let what = case.done.map_or("Done.", words::done);
    view! {
        <Notice kind=NoticeKind::Success>
            <p>{what} " The person is told by email."</p>
        </Notice>
    }
    .into_any()
}

fn handed_over(handover: HandoverView, now: Timestamp) -> AnyView {
    let Some(code) = handover.code else {
        let text = if handover.is_used {
            "The caller has used the code, and goes on alone."
        } else {
            "The code is too old. To get another, open a new case."
        };
        return view! { <p role="status">{text}</p> }.into_any();
    };
    let left = span(handover.until.duration_since(now));
    view! {
        <p>
            "Read this out. The caller opens this portal, chooses " <strong>"I have a code from an agent"</strong>
            ", and types it. It works once, for " {left} "."
        </p>
        <p class="desk-code"><code>{code.expose()}</code></p>
        <p class="hint">"The caller also gets a code by email; never ask for that one."</p>
    }
    .into_any()
}

#[component]
fn Next(id: RequestId, focused: bool) -> impl IntoView {
    view! {
        <form method="post" action=NextCaller::PATH>
            <input type="hidden" name="case" value=id.to_string()/>
            <button class="button button-secondary" type="submit" autofocus=focused>"Next caller"</button>
        </form>
    }
}
