use super::{
    messages_api::{SaveMessages, SendTestMails, messages_page},
    messages_preview::MessagesPreview,
};
use crate::{
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    page::{StaffPage, found, not_found, page},
};
use latchkey_administration::processes::SampleMail;
use latchkey_auth::access::{EditProcesses, ViewProcesses};
use latchkey_domain::{MessageKind, Process};
use latchkey_mail::Preview;
use latchkey_ui::LinesField;
use latchkey_values::Language;
use leptos::{prelude::*, server_fn::ServerFn as _};
use strum::VariantArray as _;

const ABOVE: (&str, &str) = ("Processes", "/admin/processes");
const FIELDS: &[&str] = &[
    "start",
    "success",
    "failure",
    "mail_greeting",
    "mail_footer",
];

/// What a process tells people in the admins' own words: one language at a time.
#[component]
pub fn MessagesPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewProcesses>()?;
        let Ok(alias) = caller.last_but_one_of_path().parse() else {
            return Ok(not_found("process"));
        };
        let Some(view) = caller.administration.view_process(&granted, &alias).await? else {
            return Ok(not_found("process"));
        };
        let language = chosen(&caller);
        let mails = previews(&caller, &view.process, language)?;
        let state = caller.form_state(SaveMessages::PATH).await?;
        let may_edit = caller.member.may::<EditProcesses>();
        Ok(view! { <Shown process=view.process language mails state may_edit/> }.into_any())
    })
}

fn chosen(caller: &Caller) -> Language {
    let query = caller.query();
    let language = query.get("language").and_then(|tag| tag.parse().ok());
    language.unwrap_or_default()
}

fn previews(
    caller: &Caller,
    process: &Process,
    language: Language,
) -> Result<Vec<Preview>, Failure> {
    let granted = caller.granted::<ViewProcesses>()?;
    let preview = |sample| {
        let administration = &caller.administration;
        administration.preview_mail(&granted, process, language, sample)
    };
    let mails: Result<Vec<_>, _> = SampleMail::ALL.into_iter().map(preview).collect();
    Ok(mails?)
}

#[component]
fn Shown(
    process: Process,
    language: Language,
    mails: Vec<Preview>,
    state: FormState,
    may_edit: bool,
) -> impl IntoView {
    let title = format!("What “{}” tells people", process.name);
    let alias = process.alias.to_string();
    let messages = process.messages.clone();
    let done = state.done.clone();
    view! {
        <StaffPage title above=ABOVE done>
            {found(&state, FIELDS)}
            <p>
                "Texts of your own, besides those the portal has. Where a language has none, its people read "
                "the English one; where there is none either, nothing is added."
            </p>
            <Languages alias=alias.clone() language/>
            {may_edit.then(|| view! { <Edit process=process.clone() language state/> })}
            <MessagesPreview messages language mails/>
            {may_edit.then(|| view! { <Test process language/> })}
        </StaffPage>
    }
}

#[component]
fn Languages(alias: String, language: Language) -> impl IntoView {
    let links = Language::ALL.map(|one| {
        let current = (one == language).then_some("page");
        let path = messages_page(&alias, one);
        view! { <li><a href=path aria-current=current>{one.english_name()}</a></li> }
    });
    view! {
        <nav aria-label="Languages"><ul class="tabs">{links.into_iter().collect_view()}</ul></nav>
    }
}

#[component]
fn Edit(process: Process, language: Language, state: FormState) -> impl IntoView {
    let messages = process.messages.of(language);
    let fields = MessageKind::VARIANTS.iter().map(|kind| {
        let (value, error) = (
            state.value(kind.key(), messages.get(*kind)),
            state.problem(kind.key()),
        );
        view! { <LinesField name=kind.key() label=label(*kind) hint=hint(*kind) value error/> }
    });
    view! {
        <form class="form-card" method="post" action=SaveMessages::PATH>
            <h2>{format!("Texts in {}", language.english_name())}</h2>
            <Which process=process.clone() language/>
            {fields.collect_view()}
            <button class="button" type="submit">"Save"</button>
        </form>
    }
}

#[component]
fn Test(process: Process, language: Language) -> impl IntoView {
    view! {
        <form method="post" action=SendTestMails::PATH>
            <Which process language/>
            <p>"The mails as they are saved, to your own address. The code in them opens nothing."</p>
            <button class="button button-secondary" type="submit">"Send me test mails"</button>
        </form>
    }
}

/// Which messages of which process a form is about.
#[component]
fn Which(process: Process, language: Language) -> impl IntoView {
    view! {
        <input type="hidden" name="alias" value=process.alias.to_string()/>
        <input type="hidden" name="version" value=process.version.to_string()/>
        <input type="hidden" name="language" value=language.tag()/>
    }
}

fn label(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Start => "On the page that asks who somebody is",
        MessageKind::Success => "On the last page, when it is done",
        MessageKind::Failure => "Where it did not work",
        MessageKind::MailGreeting => "Above the text of mails",
        MessageKind::MailFooter => "Below the text of mails",
    }
}

fn hint(kind: MessageKind) -> String {
    let gaps = kind.gaps().join("}, {");
    format!(
        "Plain text, at most {} characters. Filled in for you: {{{gaps}}}.",
        kind.most_chars()
    )
}
