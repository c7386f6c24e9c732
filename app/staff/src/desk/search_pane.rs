use super::{
    query::{DESK, DeskQuery, person_path},
    shown::name,
    words,
};
use crate::moment::written;
use crate::visible::visible;
use latchkey_processes::desk::{Searched, SearchedPerson};
use latchkey_ui::{Badge, Field, Input, Notice, NoticeKind};
use leptos::prelude::*;

/// The left pane: who is calling?
#[component]
pub(super) fn SearchPane(
    query: DeskQuery,
    /// What came of the search; `None` when nothing was searched for.
    searched: Option<Searched>,
    /// Whether the page opens with the search field focused.
    focused: bool,
) -> impl IntoView {
    let text = query.search.clone().unwrap_or_default();
    let ticket = query.ticket.clone();
    let has_ticket = !ticket.is_empty();
    view! {
        <section class="panel desk-pane" aria-labelledby="search-title">
            <h2 id="search-title">"Who is calling?"</h2>
            <form method="get" action=DESK role="search">
                <Field name="q" label="Name, login, email or telephone" input=Input::Search
                    value=text focused error=None/>
                {has_ticket.then(|| view! { <input type="hidden" name="ticket" value=ticket/> })}
                <button class="button" type="submit">"Search"</button>
            </form>
            {searched.map(|searched| results(searched, &query.ticket))}
        </section>
    }
}

fn results(searched: Searched, ticket: &str) -> AnyView {
    let told = match searched {
        Searched::Found(people) if !people.is_empty() => return list(people, ticket).into_any(),
        Searched::Found(_) => "Nobody is known by that.".to_owned(),
        Searched::Unusable => "Write at least two characters.".to_owned(),
        Searched::TooOften { until } => format!(
            "You have searched too often. You can search again from {} on.",
            written(until)
        ),
        Searched::Unreachable => {
            "The directory cannot be asked now. Try again in a minute.".to_owned()
        }
        Searched::NoProcess => "No process of the service desk is active. A password \
                                administrator can switch one on."
            .to_owned(),
    };
    view! { <div role="status"><Notice kind=NoticeKind::Info><p>{told}</p></Notice></div> }
        .into_any()
}

fn list(people: Vec<SearchedPerson>, ticket: &str) -> impl IntoView + use<> {
    let count = match people.len() {
        1 => "1 person".to_owned(),
        count => format!("{count} people; 20 at most are shown"),
    };
    let items = people
        .into_iter()
        .enumerate()
        .map(|(place, person)| item(place, person, ticket))
        .collect_view();
    view! {
        <p role="status" class="hint">{count}</p>
        <ul class="desk-people">{items}</ul>
    }
}

fn item(place: usize, person: SearchedPerson, ticket: &str) -> impl IntoView + use<> {
    let SearchedPerson { store, found } = person;
    let path = person_path(store.as_str(), &found.id, ticket);
    let is_first = place == 0;
    let (status, tone) = words::status(found.status);
    view! {
        <li>
            <a href=path autofocus=is_first>
                <bdi>{name(&found.names)}</bdi>
                <span class="staff-login"><bdi>{visible(&found.names.login)}</bdi></span>
            </a>
            <Badge tone text=status/>
        </li>
    }
}
