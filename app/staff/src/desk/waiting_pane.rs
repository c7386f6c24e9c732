use super::{api::AnswerConfirmation, query::person_path, shown::name, words};
use crate::moment::span;
use crate::visible::visible;
use jiff::Timestamp;
use latchkey_processes::desk::WaitingCase;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What other agents wait with, for whoever may be the second one.
#[component]
pub(super) fn WaitingPane(waiting: Vec<WaitingCase>, now: Timestamp) -> impl IntoView {
    (!waiting.is_empty()).then(|| {
        let items = waiting
            .into_iter()
            .map(|case| item(case, now))
            .collect_view();
        view! {
            <section class="panel desk-pane desk-waiting" aria-labelledby="waiting-title">
                <h2 id="waiting-title">"Waiting for a second agent"</h2>
                <ul class="desk-acts">{items}</ul>
            </section>
        }
    })
}

fn item(case: WaitingCase, now: Timestamp) -> impl IntoView {
    let path = person_path(case.store.as_str(), &case.person, "");
    let left = span(case.until.duration_since(now));
    let note = [case.reason, case.ticket].into_iter().flatten();
    let note = note.collect::<Vec<_>>().join(", ");
    let id = case.id.to_string();
    let who = name(&case.names);
    let answer = (!case.is_own).then(|| {
        view! {
            <div class="row-actions">
                {word(&id, "confirm", "Confirm", "button", &who)}
                {word(&id, "refuse", "Refuse", "button button-secondary", &who)}
            </div>
        }
    });
    let own = case.is_own.then(|| {
        view! { <p class="hint">"Your own case: somebody else has to answer."</p> }
    });
    view! {
        <li>
            <p><strong>{words::action(case.action)}</strong> " for " <a href=path><bdi>{who}</bdi></a></p>
            <p class="hint">
                <bdi>{visible(&case.names.login)}</bdi> " · " <code class="code">{case.person}</code> " · asked by "
                <bdi>{visible(&case.agent)}</bdi> {format!(" · {left} left")}
            </p>
            {(!note.is_empty()).then(|| view! { <p><bdi>{note}</bdi></p> })}
            {answer}
            {own}
        </li>
    }
}

fn word(
    case: &str,
    answer: &'static str,
    label: &'static str,
    class: &'static str,
    who: &str,
) -> impl IntoView + use<> {
    let named = format!("{label} for {who}");
    view! {
        <form method="post" action=AnswerConfirmation::PATH>
            <input type="hidden" name="case" value=case.to_owned()/>
            <input type="hidden" name="answer" value=answer/>
            <button class=class type="submit" aria-label=named>{label}</button>
        </form>
    }
}
