use latchkey_domain::{MessageFacts, MessageKind, ProcessMessages};
use latchkey_mail::Preview;
use latchkey_ui::{Notice, NoticeKind, PortalName};
use latchkey_values::Language;
use leptos::prelude::*;

/// The kinds that stand on pages, and where.
const ON_PAGES: [(MessageKind, &str); 3] = [
    (MessageKind::Start, "On the page that asks who somebody is"),
    (MessageKind::Success, "On the last page, when it is done"),
    (MessageKind::Failure, "Where it did not work"),
];

/// What is saved, as people who read `language` see it.
#[component]
pub(super) fn MessagesPreview(
    messages: ProcessMessages,
    language: Language,
    /// The mails, as their readers see them.
    mails: Vec<Preview>,
) -> impl IntoView {
    let pages = ON_PAGES
        .into_iter()
        .filter_map(|(kind, place)| on_page(&messages, kind, language, place));
    let pages = pages.collect::<Vec<_>>();
    let nothing = pages.is_empty();
    let mails = mails
        .into_iter()
        .map(|mail| view! { <MailPreview mail language/> })
        .collect_view();
    view! {
        <section aria-labelledby="preview-title">
            <h2 id="preview-title">{format!("Preview in {}", language.english_name())}</h2>
            {nothing.then(|| view! { <p>"No page says anything of its own."</p> })}
            {pages}
            {mails}
        </section>
    }
}

fn on_page(
    messages: &ProcessMessages,
    kind: MessageKind,
    language: Language,
    place: &'static str,
) -> Option<impl IntoView + use<>> {
    let PortalName(portal) = use_context().unwrap_or_default();
    let facts = MessageFacts {
        portal: &portal,
        ..MessageFacts::default()
    };
    let (written_in, text) = messages.filled(kind, language, facts)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines = lines
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    Some(view! {
        <h3>{place}</h3>
        <div lang=written_in.tag() dir=written_in.direction().name()>
            <Notice kind=NoticeKind::Info>{lines}</Notice>
        </div>
    })
}

/// A mail as a reader without HTML sees it; one with HTML sees the same sentences.
#[component]
fn MailPreview(mail: Preview, language: Language) -> impl IntoView {
    let lines = mail
        .text
        .lines()
        .map(|line| view! { <span>{line.to_owned()}</span><br/> })
        .collect_view();
    view! {
        <h3>"Mail: " <bdi lang=language.tag()>{mail.subject}</bdi></h3>
        <p class="mail-preview" lang=language.tag() dir=language.direction().name()>{lines}</p>
    }
}
