use super::copy::CopySuggestion;
use latchkey_ui::texts;
use leptos::prelude::*;

/// A passphrase for those who want one. Folded up, so that it does not stand on the screen unasked.
#[component]
pub(super) fn Suggestion(phrase: String) -> impl IntoView {
    let words = &texts().password;
    view! {
        <details class="suggestion">
            <summary>{words.suggest()}</summary>
            <p class="hint">{words.suggest_why()}</p>
            <div class="suggestion-line" data-text-copy=words.copy()
                data-text-copied=words.copied() data-text-failed=words.copy_failed()>
                <code class="suggestion-text" translate="no">{phrase}</code>
                <CopySuggestion/>
            </div>
        </details>
    }
}
