use crate::moment::Moment;
use latchkey_domain::Restore;
use latchkey_ui::{Notice, NoticeKind};
use leptos::prelude::*;

/// That the database was put back from a backup, and what that means.
#[component]
pub(crate) fn RestoredNotice(restore: Restore) -> impl IntoView {
    let from = restore
        .head
        .map(|head| format!(" It went up to audit record {}.", head.sequence));
    let gone = restore.replaced.map(|head| {
        format!(
            " The trail that is gone went up to record {}.",
            head.sequence
        )
    });
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>
                <strong>"The database was restored from a backup: "</strong>
                <Moment at=restore.at/>
                "."{from}{gone}
            </p>
            <p>
                "What happened after the backup is missing here; Okta's System Log has it. Mails and other
                work that may have been done already wait under "
                <a href="/admin/attention">"Needs a person"</a>
                ". Settings, blocks and local administrators are as they were then."
            </p>
        </Notice>
    }
}
