use super::{
    address_section::AddressFields,
    api::{CopyProcess, DIGEST, RemoveProcess, SaveProcessForm, SwitchProcess, WEAKER},
    desk_section::DeskFields,
    fields::{AudienceFields, DetailFields, EffectFields, ProofFields, Shown},
    form::{FIELDS, ProcessForm},
    reminders_section::{ReminderFields, ReminderState},
    reset_section::ResetFields,
    score::ScorePanel,
};
use crate::{
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    page::{StaffPage, found, not_found, page},
};
use latchkey_administration::processes::{ProcessView, RemindersCounted};
use latchkey_auth::access::{EditProcesses, ViewConnections, ViewProcesses};
use latchkey_domain::{Offers, Process};
use latchkey_ui::{Choice, Field, Input, Notice, NoticeKind};
use leptos::{prelude::*, server_fn::ServerFn as _};

const ABOVE: (&str, &str) = ("Processes", "/admin/processes");

/// A new process.
#[component]
pub fn NewProcessPage() -> impl IntoView {
    page(|caller| async move {
        caller.granted::<EditProcesses>()?;
        let state = caller.form_state(SaveProcessForm::PATH).await?;
        let stores = stores(&caller).await?;
        let blank = blank();
        Ok(view! {
            <StaffPage title="Add a process" above=ABOVE failed=state.is_refused()>
                {found(&state, FIELDS)}
                <EditForm shown=Shown { stored: blank, state } stores address=None is_new=true/>
            </StaffPage>
        })
    })
}

/// The form of a new process: the product's defaults, switched off.
fn blank() -> ProcessForm {
    let alias = || "new".parse();
    let Ok((alias, store)) = alias().and_then(|new| Ok((new, alias()?))) else {
        return ProcessForm::default();
    };
    let mut process = Process::new(alias, String::new(), store, Offers::ALL);
    process.active = false;
    ProcessForm {
        alias: String::new(),
        version: String::new(),
        credential_store: String::new(),
        ..ProcessForm::of(&process)
    }
}

/// One process: its score, and the form to change it.
#[component]
pub fn ProcessPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewProcesses>()?;
        let Ok(alias) = caller.last_of_path().parse() else {
            return Ok(not_found("process"));
        };
        let Some(view) = caller.administration.view_process(&granted, &alias).await? else {
            return Ok(not_found("process"));
        };
        let counts = caller
            .query()
            .remove("count")
            .is_some_and(|what| what == "reminders");
        let counted = if counts {
            let counted = caller
                .administration
                .count_reminders(&granted, &view.process);
            Some(counted.await?)
        } else {
            None
        };
        let state = caller.form_state(SaveProcessForm::PATH).await?;
        let stores = stores(&caller).await?;
        let may_edit = caller.member.may::<EditProcesses>();
        Ok(view! { <Existing view state stores may_edit counted/> }.into_any())
    })
}

async fn stores(caller: &Caller) -> Result<Vec<Choice>, Failure> {
    let granted = caller.granted::<ViewConnections>()?;
    let stores = caller
        .administration
        .list_credential_stores(&granted)
        .await?;
    let named = stores.into_iter().map(|view| {
        let store = view.store.definition;
        Choice::new(
            store.alias.to_string(),
            format!("{} ({})", store.name, store.alias),
        )
    });
    Ok(named.collect())
}

#[component]
fn Existing(
    view: ProcessView,
    state: FormState,
    stores: Vec<Choice>,
    may_edit: bool,
    counted: Option<RemindersCounted>,
) -> impl IntoView {
    let process = view.process;
    let problems = view
        .problems
        .iter()
        .map(|problem| problem.reason.clone())
        .collect();
    let (title, done) = (process.name.clone(), state.done.clone());
    let stored = ProcessForm::of(&process);
    let (alias, version) = (stored.alias.clone(), stored.version.clone());
    let messages = format!("/admin/processes/{alias}/messages");
    view! {
        <StaffPage title above=ABOVE done failed=state.is_refused()>
            {found(&state, FIELDS)}
            <Weakenings state=state.clone() stored=stored.clone()/>
            <NotReady active=process.active problems/>
            <ScorePanel score=view.score/>
            {process.reminders.password_end.on.then(|| view! {
                <ReminderState alias=alias.clone() last=view.last_walk counted/>
            })}
            <p><a href=messages>"What it tells people, in each language"</a></p>
            {may_edit.then(|| view! {
                <Switch alias=alias.clone() version=version.clone() active=process.active/>
                <h2>"Change it"</h2>
                <EditForm shown=Shown { stored, state } stores address=view.address is_new=false/>
                <h2>"Copy or remove it"</h2>
                <CopyAndRemove alias version/>
            })}
        </StaffPage>
    }
}

#[component]
fn NotReady(active: bool, problems: Vec<String>) -> impl IntoView {
    (!active && !problems.is_empty()).then(|| {
        let items = problems
            .into_iter()
            .map(|reason| view! { <li>{reason}</li> })
            .collect_view();
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>"What keeps it from being active:"</p>
                <ul>{items}</ul>
            </Notice>
        }
    })
}

/// Asks whether the process is really to become weaker, with what was typed in the form.
#[component]
fn Weakenings(state: FormState, stored: ProcessForm) -> impl IntoView {
    let sentences = state.values.get(WEAKER)?.clone();
    let digest = state.values.get(DIGEST)?.clone();
    let items = sentences
        .lines()
        .map(|line| view! { <li>{line.to_owned()}</li> })
        .collect_view();
    let fields = state
        .values
        .iter()
        .filter(|(name, _)| ![WEAKER, DIGEST].contains(&name.as_str()));
    let typed = fields
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect_view();
    let has = |name: &str| state.values.contains_key(name);
    let version = (!has("version")).then(|| stored.version.clone());
    Some(view! {
        <section class="form-card" aria-labelledby="weaker-title">
            <h2 id="weaker-title">"This makes the process weaker"</h2>
            <ul>{items}</ul>
            <form method="post" action=SaveProcessForm::PATH>
                {typed}
                {version.map(|version| view! { <input type="hidden" name="version" value=version/> })}
                <input type="hidden" name="acknowledged" value=digest/>
                <button class="button" type="submit">"Save it anyway"</button>
            </form>
        </section>
    })
}

#[component]
fn Switch(alias: String, version: String, active: bool) -> impl IntoView {
    let (value, label) = if active {
        ("", "Switch it off")
    } else {
        ("on", "Switch it on")
    };
    view! {
        <form method="post" action=SwitchProcess::PATH>
            <input type="hidden" name="alias" value=alias/>
            <input type="hidden" name="version" value=version/>
            <input type="hidden" name="active" value=value/>
            <button class="button button-secondary" type="submit">{label}</button>
        </form>
    }
}

#[component]
fn EditForm(
    shown: Shown,
    stores: Vec<Choice>,
    address: Option<String>,
    is_new: bool,
) -> impl IntoView {
    let alias = if is_new {
        let (value, error) = (shown.state.value("alias", ""), shown.state.problem("alias"));
        view! {
            <Field name="alias" label="Alias" input=Input::Text value error
                hint="What records call it. It never changes."/>
        }
        .into_any()
    } else {
        view! {
            <input type="hidden" name="alias" value=shown.stored.alias.clone()/>
            <input type="hidden" name="version" value=shown.stored.version.clone()/>
        }
        .into_any()
    };
    view! {
        <form class="form-card" method="post" action=SaveProcessForm::PATH>
            {alias}
            <DetailFields shown=shown.clone() stores/>
            <AddressFields shown=shown.clone() address/>
            <AudienceFields shown=shown.clone()/>
            <ProofFields shown=shown.clone()/>
            <ResetFields shown=shown.clone()/>
            <EffectFields shown=shown.clone()/>
            <ReminderFields shown=shown.clone()/>
            <DeskFields shown/>
            <button class="button" type="submit">"Save"</button>
        </form>
    }
}

#[component]
fn CopyAndRemove(alias: String, version: String) -> impl IntoView {
    view! {
        <form method="post" action=CopyProcess::PATH>
            <input type="hidden" name="alias" value=alias.clone()/>
            <Field name="copy" label="Alias of the copy" input=Input::Text error=None/>
            <button class="button button-secondary" type="submit">"Make a copy"</button>
        </form>
        <form method="post" action=RemoveProcess::PATH>
            <input type="hidden" name="alias" value=alias/>
            <input type="hidden" name="version" value=version/>
            <p>"A process that is active, or was used in the last two hours, is not removed."</p>
            <button class="button button-secondary" type="submit">"Remove this process"</button>
        </form>
    }
}
