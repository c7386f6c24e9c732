use latchkey_domain::{MessageFacts, MessageKind, ProcessMessages};
use latchkey_ui::{Notice, NoticeKind, PortalName, language};
use leptos::prelude::*;

/// What a process says here in the admins' own words, line by line. Nothing when they wrote nothing.
pub(crate) fn own_words(
    messages: &ProcessMessages,
    kind: MessageKind,
) -> Option<impl IntoView + use<>> {
    let PortalName(portal) = use_context().unwrap_or_default();
    let facts = MessageFacts {
        portal: &portal,
        ..MessageFacts::default()
    };
    let (written_in, text) = messages.filled(kind, language(), facts)?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines = lines
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view();
    Some(view! {
        <div lang=written_in.tag() dir=written_in.direction().name()>
            <Notice kind=NoticeKind::Info>{lines}</Notice>
        </div>
    })
}
