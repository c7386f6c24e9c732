use crate::{
    moment::{Moment, MomentOr},
    page::{StaffPage, not_found, page},
    records::Records,
    visible::visible,
    words,
};
use latchkey_administration::monitoring::{CodeFacts, RequestStory};
use latchkey_auth::access::ViewMonitoring;
use latchkey_domain::{Operation, RequestRecord};
use latchkey_ui::{Badge, Fact, Facts, Table};
use latchkey_values::RequestId;
use leptos::prelude::*;

const OPERATIONS: &[&str] = &[
    "What",
    "Outcome",
    "Committed to",
    "Settled",
    "Okta's id of the call",
];

/// One request with its whole story.
#[component]
pub fn RequestPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewMonitoring>()?;
        let id: Option<RequestId> = caller.last_of_path().parse().ok();
        let story = match id {
            Some(id) => caller.administration.request_story(&granted, id).await?,
            None => None,
        };
        Ok(story.map_or_else(
            || not_found("request"),
            |story| view! { <Story story/> }.into_any(),
        ))
    })
}

#[component]
fn Story(story: RequestStory) -> impl IntoView {
    let title = format!("{} request", words::purpose(story.request.purpose));
    let mails = story.mails().count();
    view! {
        <StaffPage title above=("Requests", "/admin/requests")>
            <RequestFacts request=story.request mails/>
            {story.code.map(|code| view! { <Code code/> })}
            <h2>"What was done to the account"</h2>
            <Operations operations=story.operations/>
            <h2>"What happened"</h2>
            <Records caption="Records, the oldest first" records=story.events/>
            {story.is_cut.then(|| view! { <p class="hint">"There are more; search the audit trail."</p> })}
        </StaffPage>
    }
}

#[component]
fn RequestFacts(request: RequestRecord, mails: usize) -> impl IntoView {
    let (state, tone) = words::state(request.state);
    let person = request.person.map_or_else(
        || "Nobody the portal serves, or not known yet".to_owned(),
        |person| format!("{} ({}, {})", person.name, person.login, person.id),
    );
    view! {
        <Facts>
            <Fact name="Id"><code class="code">{request.id.to_string()}</code></Fact>
            <Fact name="State"><Badge tone text=state/></Fact>
            <Fact name="Typed login"><bdi>{visible(&request.login)}</bdi></Fact>
            <Fact name="Person"><bdi>{visible(&person)}</bdi></Fact>
            <Fact name="Process">{request.process.to_string()}</Fact>
            <Fact name="Began"><Moment at=request.created_at/></Fact>
            <Fact name="Proven"><MomentOr at=request.verified_at otherwise="no"/></Fact>
            <Fact name="Ended"><MomentOr at=request.ended_at otherwise="open"/></Fact>
            <Fact name="Codes asked for">{request.codes_sent}</Fact>
            <Fact name="Wrong proofs">{request.failures}</Fact>
            <Fact name="Mails handed over">{mails}</Fact>
        </Facts>
    }
}

#[component]
fn Code(code: CodeFacts) -> impl IntoView {
    let made = if code.was_made {
        "was sent"
    } else {
        "was not made"
    };
    view! {
        <p>
            {format!("A code {made}; {} tries are left, until ", code.tries_left)}
            <Moment at=code.expires_at/>"."
        </p>
    }
}

#[component]
fn Operations(operations: Vec<Operation>) -> impl IntoView {
    if operations.is_empty() {
        return view! { <p>"Nothing."</p> }.into_any();
    }
    let rows = operations.into_iter().map(operation).collect_view();
    view! { <Table caption="Effects on Okta" caption_hidden=true head=OPERATIONS>{rows}</Table> }
        .into_any()
}

fn operation(operation: Operation) -> impl IntoView {
    let (state, tone) = words::operation_state(operation.state);
    view! {
        <tr>
            <th scope="row">{words::operation(operation.kind)}</th>
            <td><Badge tone text=state/></td>
            <td><Moment at=operation.intended_at/></td>
            <td><MomentOr at=operation.settled_at otherwise="not yet"/></td>
            <td class="code">{operation.answer_id}</td>
        </tr>
    }
}
