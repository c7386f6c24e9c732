use http::StatusCode;
use latchkey_ui::{Page, texts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says that there is no page at this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    let trouble = &texts().trouble;
    view! {
        <Page title=trouble.not_found()>
            <p class="lead">{trouble.not_found_text()}</p>
            <p><a class="button" href="/">{trouble.to_start()}</a></p>
        </Page>
    }
}
