use latchkey_ui::{LiveParts, texts};
use leptos::prelude::*;

/// Has the browser do some work before it sends the form. The bundle `work` does it in the
/// background, holds the form back until it is done, and says so in the words of the `data-text-…`.
#[component]
pub(crate) fn WorkField(
    /// The work, as the protocol's JSON.
    work: String,
) -> impl IntoView {
    let words = &texts().identify;
    view! {
        <div class="work" data-work=work data-text-checking=words.checking()
            data-text-sends=words.checking_then_sends() data-text-checked=words.checked()>
            <input type="hidden" name="work"/>
            <noscript>
                <p class="hint">{words.busy()}</p>
            </noscript>
            <p class="hint" role="status" data-work-status></p>
        </div>
        <LiveParts bundle="work"/>
    }
}
