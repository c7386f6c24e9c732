use super::{api::RemoveProcess, score};
use crate::page::{StaffPage, page};
use latchkey_administration::processes::ProcessSummary;
use latchkey_auth::access::{EditProcesses, TryProcesses, ViewProcesses};
use latchkey_domain::{Offers, Process, ProcessKind};
use latchkey_ui::{Badge, Empty, Score, Table, Tone};
use leptos::{prelude::*, server_fn::ServerFn as _};

const HEAD: &[&str] = &[
    "Score",
    "Alias",
    "Name",
    "State",
    "Who runs it",
    "Offers",
    "Credential store",
];

/// What is offered to whom.
#[component]
pub fn ProcessesPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewProcesses>()?;
        let processes = caller.administration.list_processes(&granted).await?;
        let done = caller.form_state(RemoveProcess::PATH).await?.done;
        let may_edit = caller.member.may::<EditProcesses>();
        let may_try = caller.member.may::<TryProcesses>();
        Ok(view! {
            <StaffPage title="Processes" done>
                <div class="row-actions">
                    {may_edit.then(|| view! { <a class="button" href="/admin/processes/new">"Add a process"</a> })}
                    {may_try.then(|| view! {
                        <a class="button button-secondary" href="/admin/try">"Try as somebody"</a>
                    })}
                </div>
                <List processes/>
            </StaffPage>
        })
    })
}

#[component]
fn List(processes: Vec<ProcessSummary>) -> impl IntoView {
    if processes.is_empty() {
        return view! { <Empty title="No process"><p>"Nobody is offered anything yet."</p></Empty> }
            .into_any();
    }
    let rows = processes.into_iter().map(row).collect_view();
    view! { <Table caption="Processes" caption_hidden=true head=HEAD>{rows}</Table> }.into_any()
}

fn row(summary: ProcessSummary) -> impl IntoView {
    let value = score::value(&summary.score);
    let process = summary.process;
    let (tone, state) = if process.active {
        (Tone::Good, "Active")
    } else {
        (Tone::Plain, "Off")
    };
    let path = format!("/admin/processes/{}", process.alias);
    view! {
        <tr>
            <td><Score value/></td>
            <th scope="row"><a href=path>{process.alias.to_string()}</a></th>
            <td><bdi>{process.name.clone()}</bdi></td>
            <td><Badge tone text=state/></td>
            <td>{runs(&process)}</td>
            <td>{offered(process.offers)}</td>
            <td>{process.credential_store.to_string()}</td>
        </tr>
    }
}

fn runs(process: &Process) -> String {
    match &process.kind {
        ProcessKind::ServiceDesk => "Service desk".to_owned(),
        ProcessKind::SelfService { path: Some(path) } => format!("The person, at /p/{path}"),
        ProcessKind::SelfService { path: None } => "The person".to_owned(),
    }
}

/// What a process offers, in words.
pub(super) fn offered(offers: Offers) -> String {
    let all = [
        ("reset", offers.reset),
        ("unlock", offers.unlock),
        ("change", offers.change),
    ];
    let names: Vec<_> = all
        .iter()
        .filter(|(_, offered)| *offered)
        .map(|(name, _)| *name)
        .collect();
    if names.is_empty() {
        "nothing".to_owned()
    } else {
        names.join(", ")
    }
}
