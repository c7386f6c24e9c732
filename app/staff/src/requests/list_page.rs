use super::{export::RequestsExport, query};
use crate::{
    audit_filter_form::address,
    moment::{Moment, MomentOr},
    page::{StaffPage, page},
    visible::visible,
    words,
};
use latchkey_auth::access::ViewMonitoring;
use latchkey_domain::{Purpose, RequestRecord, RequestState};
use latchkey_ui::{Badge, Choice, ChoiceField, Empty, Field, Input, Table};
use leptos::prelude::*;
use std::collections::BTreeMap;

const PATH: &str = "/admin/requests";
const HEAD: &[&str] = &[
    "Began",
    "Person",
    "For",
    "State",
    "Process",
    "Wrong proofs",
    "Ended",
];

/// What people asked for, the newest first.
#[component]
pub fn RequestsPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewMonitoring>()?;
        let query = caller.query();
        let (filter, before) = (query::filter(&query), query::before(&query));
        let found = caller.administration.requests(&granted, &filter, before);
        let (requests, has_more) = found.await?;
        let last = requests
            .last()
            .filter(|_| has_more)
            .map(|last| last.id.to_string());
        let older = last.map(|last| address(PATH, &query, "before", &last));
        Ok(view! {
            <StaffPage title="Requests">
                <FilterForm query=query.clone()/>
                <RequestsExport query/>
                <List requests/>
                {older.map(|path| view! { <p><a class="button button-secondary" href=path>"Older"</a></p> })}
            </StaffPage>
        })
    })
}

#[component]
fn FilterForm(query: BTreeMap<String, String>) -> impl IntoView {
    let now = |name: &str| query.get(name).cloned().unwrap_or_default();
    view! {
        <form class="filters" method="get" action=PATH role="search">
            <Field name="person" label="Login or Okta id" input=Input::Search optional=true
                value=now("person") error=None/>
            <ChoiceField name="state" label="State" choices=states() value=now("state") error=None/>
            <ChoiceField name="purpose" label="For" choices=purposes() value=now("purpose") error=None/>
            <Field name="process" label="Process" input=Input::Search optional=true
                value=now("process") error=None/>
            <button class="button" type="submit">"Show"</button>
        </form>
    }
}

fn states() -> Vec<Choice> {
    let all = [
        RequestState::Identified,
        RequestState::Verifying,
        RequestState::Verified,
        RequestState::Executing,
        RequestState::Completed,
        RequestState::Expired,
        RequestState::Blocked,
        RequestState::Cancelled,
    ];
    let named = all.map(|state| Choice::new(words::name_of(&state), words::state(state).0));
    [Choice::new("", "Any")].into_iter().chain(named).collect()
}

fn purposes() -> Vec<Choice> {
    let all = [Purpose::Reset, Purpose::Unlock, Purpose::Change];
    let named = all.map(|purpose| Choice::new(words::name_of(&purpose), words::purpose(purpose)));
    [Choice::new("", "Any")].into_iter().chain(named).collect()
}

#[component]
fn List(requests: Vec<RequestRecord>) -> impl IntoView {
    if requests.is_empty() {
        return view! {
            <Empty title="No such request"><p>"Requests appear here as soon as somebody begins one."</p></Empty>
        }
        .into_any();
    }
    let rows = requests.into_iter().map(row).collect_view();
    view! { <Table caption="Requests, the newest first" head=HEAD>{rows}</Table> }.into_any()
}

fn row(request: RequestRecord) -> impl IntoView {
    let path = format!("{PATH}/{}", request.id);
    let (state, tone) = words::state(request.state);
    let who = request.person.map_or(request.login, |person| person.login);
    view! {
        <tr>
            <td><a href=path><Moment at=request.created_at/></a></td>
            <th scope="row"><bdi>{visible(&who)}</bdi></th>
            <td>{words::purpose(request.purpose)}</td>
            <td><Badge tone text=state/></td>
            <td>{request.process.to_string()}</td>
            <td>{request.failures}</td>
            <td><MomentOr at=request.ended_at otherwise="open"/></td>
        </tr>
    }
}
