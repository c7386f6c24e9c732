use super::{
    answer::FORM,
    case_pane::CasePane,
    person_pane::{OpenPane, PersonPane},
    query::{DeskQuery, person_path},
    search_pane::SearchPane,
    waiting_pane::WaitingPane,
};
use crate::{
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    moment::Moment,
    page::{StaffPage, forward, found, page},
};
use jiff::Timestamp;
use latchkey_auth::access::{ConfirmActions, Granted, HelpCallers};
use latchkey_domain::DeskFreeze;
use latchkey_processes::desk::{CaseView, PersonCard, PersonLookedUp, Searched, WaitingCase};
use latchkey_ui::{Notice, NoticeKind};
use leptos::prelude::*;

/// Every field that a problem can point to.
const FIELDS: &[&str] = &["reason", "ticket", "process", "code"];

/// What the three panes show.
struct Shown {
    query: DeskQuery,
    searched: Option<Searched>,
    person: Option<PersonCard>,
    /// Why there is no person, in a sentence; empty when nobody was asked for, or there is one.
    no_person: &'static str,
    case: Option<CaseView>,
    waiting: Vec<WaitingCase>,
    freeze: Option<DeskFreeze>,
    now: Timestamp,
}

/// The page of the service desk.
#[component]
pub fn DeskPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<HelpCallers>()?;
        let query = DeskQuery::of(&caller);
        let shown = load(&caller, &granted, query).await?;
        if let Some(Searched::Found(people)) = &shown.searched
            && let [only] = people.as_slice()
        {
            let store = only.store.as_str();
            let path = person_path(store, &only.found.id, &shown.query.ticket);
            return Ok(forward(&path));
        }
        let state = caller.form_state(FORM).await?;
        Ok(view! { <Panes shown state/> }.into_any())
    })
}

async fn load(
    caller: &Caller,
    granted: &Granted<HelpCallers>,
    query: DeskQuery,
) -> Result<Shown, Failure> {
    let engine = &caller.administration.engine;
    let case = match query.case {
        Some(id) => engine.case(granted, id).await?,
        None => None,
    };
    let wanted = match &case {
        Some(case) => Some((case.store.clone(), case.person.clone())),
        None => query.person.clone(),
    };
    let looked_up = match &wanted {
        Some((store, id)) => Some(engine.person_card(granted, store, id).await?),
        None => None,
    };
    let searched = match &query.search {
        Some(text) if wanted.is_none() => Some(engine.search_people(granted, text).await?),
        _ => None,
    };
    let waiting = match caller.granted::<ConfirmActions>() {
        Ok(second) => engine.waiting_cases(&second).await?,
        Err(_) => Vec::new(),
    };
    let (person, no_person) = match looked_up {
        Some(PersonLookedUp::Found(card)) => (Some(*card), ""),
        Some(PersonLookedUp::Gone) => (None, "This person is not there (any more)."),
        Some(PersonLookedUp::Unreachable) => (
            None,
            "The directory cannot be asked now. Try again in a minute.",
        ),
        None if query.case.is_some() => (None, "There is no such case among yours."),
        None => (None, ""),
    };
    Ok(Shown {
        freeze: engine.desk_freeze().await?,
        now: caller.now(),
        query,
        searched,
        person,
        no_person,
        case,
        waiting,
    })
}

#[component]
fn Panes(shown: Shown, state: FormState) -> impl IntoView {
    let Shown {
        query,
        searched,
        person,
        no_person,
        case,
        waiting,
        freeze,
        now,
    } = shown;
    let has_found = matches!(&searched, Some(Searched::Found(people)) if !people.is_empty());
    let focused = person.is_none() && case.is_none() && !has_found && state.problems.is_empty();
    let ticket = query.ticket.clone();
    let right = match (case, &person) {
        (Some(case), _) => view! { <CasePane case state=state.clone() now/> }.into_any(),
        (None, Some(card)) => {
            view! { <OpenPane card=card.clone() ticket state=state.clone()/> }.into_any()
        }
        (None, None) => ().into_any(),
    };
    view! {
        <StaffPage title="Help callers" done=state.done.clone()>
            {freeze.map(frozen)}
            {found(&state, FIELDS)}
            {(!no_person.is_empty()).then(|| view! {
                <Notice kind=NoticeKind::Warning><p>{no_person}</p></Notice>
            })}
            <WaitingPane waiting now/>
            <div class="desk-panes">
                <SearchPane query searched focused/>
                {person.map(|card| view! { <PersonPane card now/> })}
                {right}
            </div>
        </StaffPage>
    }
}

fn frozen(freeze: DeskFreeze) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>
                <strong>"The service desk is stopped."</strong> " Nothing can be done for callers. Ordered by "
                <bdi>{freeze.by}</bdi> ", " <Moment at=freeze.since/> ": " <bdi>{freeze.reason}</bdi>
            </p>
        </Notice>
    }
}
