use latchkey_ui::LiveParts;
use leptos::prelude::*;

/// Has the browser do some work before it sends the form. The bundle `work` does it in the
/// background, and holds the form back until it is done.
#[component]
pub(crate) fn WorkField(
    /// The work, as the protocol's JSON.
    work: String,
) -> impl IntoView {
    view! {
        <div class="work" data-work=work>
            <input type="hidden" name="work"/>
            <noscript>
                <p class="hint">
                    "There is a lot of traffic just now. Without JavaScript, this page cannot check "
                    "that you are a person, and may ask you to try again later."
                </p>
            </noscript>
            <p class="hint" role="status" data-work-status></p>
        </div>
        <LiveParts bundle="work"/>
    }
}
