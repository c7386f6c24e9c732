use super::{api::OpenCase, shown::name, words};
use crate::{
    form_state::FormState,
    moment::{Moment, MomentOr, span},
    visible::visible,
    words as records,
};
use jiff::Timestamp;
use latchkey_domain::{AuditRecord, CaseNote};
use latchkey_processes::desk::{DeskProcess, DeskVerdict, PersonCard};
use latchkey_ui::{Badge, Choice, ChoiceField, Fact, Facts, Field, Input, Notice, NoticeKind};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The middle pane: who this is, without anything that proves it.
#[component]
pub(super) fn PersonPane(card: PersonCard, now: Timestamp) -> impl IntoView {
    let flags = flags(&card);
    let (status, tone) = words::status(card.status);
    let age = card.password_changed.map(|at| span(now.duration_since(at)));
    view! {
        <section class="panel desk-pane" aria-labelledby="person-title">
            <h2 id="person-title"><bdi>{name(&card.names)}</bdi></h2>
            <p><Badge tone text=status/></p>
            {(!flags.is_empty()).then(|| view! {
                <Notice kind=NoticeKind::Warning>
                    <ul class="desk-flags">{flags.into_iter().map(|flag| view! { <li>{flag}</li> }).collect_view()}</ul>
                </Notice>
            })}
            <Facts>
                <Fact name="Login"><bdi>{visible(&card.names.login)}</bdi></Fact>
                <Fact name="Id"><code class="code">{card.id.clone()}</code></Fact>
                <Fact name="Password set">
                    {age.map_or_else(|| "never, or not known".to_owned(), |age| format!("{age} ago"))}
                </Fact>
                <Fact name="Last sign-in"><MomentOr at=card.last_sign_in otherwise="never, or not known"/></Fact>
            </Facts>
            <h3>"Last actions of the desk"</h3>
            {actions(card.desk_actions)}
        </section>
    }
}

/// What an agent should think twice about.
fn flags(card: &PersonCard) -> Vec<String> {
    let mut flags: Vec<String> = Vec::new();
    for process in &card.processes {
        if let DeskVerdict::ServesWithSecondAgent(why) | DeskVerdict::Protected(why) =
            &process.verdict
        {
            let flag = format!("Protected: this person {}.", words::protection(why));
            if !flags.contains(&flag) {
                flags.push(flag);
            }
        }
    }
    if card.requests_of_week > 2 {
        flags.push(format!(
            "{} requests about this person within a week.",
            card.requests_of_week
        ));
    }
    if card.is_blocked {
        flags.push("Too many codes were wrong in a row; none is accepted.".to_owned());
    }
    flags
}

fn actions(actions: Vec<AuditRecord>) -> AnyView {
    if actions.is_empty() {
        return view! { <p class="hint">"None."</p> }.into_any();
    }
    let rows = actions
        .into_iter()
        .map(|record| {
            let who = record.event.details.get("staff");
            let who = who.and_then(|staff| staff["name"].as_str()).unwrap_or("");
            let what = record.event.details.get("kind");
            let what = what.and_then(|kind| kind.as_str());
            let what = what.map_or_else(|| records::kind(record.event.kind), records::words);
            view! {
                <li><Moment at=record.at/> ": " {what} ", by " <bdi>{visible(who)}</bdi></li>
            }
        })
        .collect_view();
    view! { <ul class="desk-actions">{rows}</ul> }.into_any()
}

/// The right pane before a case is open: which process, and why.
#[component]
pub(super) fn OpenPane(card: PersonCard, ticket: String, state: FormState) -> impl IntoView {
    let (serving, others): (Vec<_>, Vec<_>) = card
        .processes
        .into_iter()
        .partition(|process| process.verdict.serves());
    let refusals = refusals(others);
    if serving.is_empty() {
        return view! {
            <section class="panel desk-pane" aria-labelledby="open-title">
                <h2 id="open-title">"No process can help"</h2>
                {refusals}
            </section>
        }
        .into_any();
    }
    let asks = |note| serving.iter().any(|process| process.asks_for == note);
    let (needs_reason, needs_ticket) = (asks(CaseNote::Reason), asks(CaseNote::Ticket));
    let opens_clean = state.problems.is_empty();
    view! {
        <section class="panel desk-pane" aria-labelledby="open-title">
            <h2 id="open-title">"Open a case"</h2>
            <form method="post" action=OpenCase::PATH>
                <input type="hidden" name="store" value=card.store.to_string()/>
                <input type="hidden" name="person" value=card.id/>
                {processes(&serving, &state)}
                <Field name="reason" label="Why they call" input=Input::Text optional=!needs_reason
                    focused=opens_clean value=state.value("reason", "") error=state.problem("reason")/>
                <Field name="ticket" label="Ticket number" input=Input::Text optional=!needs_ticket
                    value=state.value("ticket", ticket) error=state.problem("ticket")/>
                <button class="button" type="submit">"Open the case"</button>
            </form>
            {refusals}
        </section>
    }
    .into_any()
}

fn processes(serving: &[DeskProcess], state: &FormState) -> AnyView {
    if let [only] = serving {
        let (alias, name) = (only.alias.to_string(), only.name.clone());
        return view! {
            <input type="hidden" name="process" value=alias/>
            <p class="hint">{name}</p>
        }
        .into_any();
    }
    let choices = serving
        .iter()
        .map(|process| Choice::new(process.alias.to_string(), process.name.clone()))
        .collect();
    let first = serving.first().map(|process| process.alias.to_string());
    let value = state.value("process", first.unwrap_or_default());
    view! {
        <ChoiceField name="process" label="Process" choices value error=state.problem("process")/>
    }
    .into_any()
}

fn refusals(others: Vec<DeskProcess>) -> Option<impl IntoView> {
    let items: Vec<_> = others
        .into_iter()
        .filter_map(|process| {
            let why = words::refusal(&process.verdict)?;
            Some(view! { <li><strong>{process.name}</strong> ": " {why} "."</li> })
        })
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="desk-flags">{items}</ul> })
}
