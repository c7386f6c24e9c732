use super::copy::CopySuggestion;
use leptos::prelude::*;

/// A passphrase for those who want one. Folded up, so that it does not stand on the screen unasked.
#[component]
pub(super) fn Suggestion(phrase: String) -> impl IntoView {
    view! {
        <details class="suggestion">
            <summary>"Suggest a password"</summary>
            <p class="hint">
                "A few random words are easy to type and hard to guess. These were drawn for this "
                "page and are kept nowhere; load the page again for others."
            </p>
            <div class="suggestion-line" data-text-copy="Copy" data-text-copied="Copied."
                data-text-failed="Your browser does not allow that; select the text instead.">
                <code class="suggestion-text" translate="no">{phrase}</code>
                <CopySuggestion/>
            </div>
        </details>
    }
}
