use http::{HeaderValue, StatusCode, header::RETRY_AFTER};
use latchkey_ui::{DeskSentence, Page, texts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says that the portal itself has trouble.
#[component]
pub(crate) fn UnavailablePage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::SERVICE_UNAVAILABLE);
        response.insert_header(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    let trouble = &texts().trouble;
    view! {
        <Page title=trouble.unavailable()>
            <p class="lead">{trouble.unavailable_text()}</p>
            <p><DeskSentence text=trouble.unavailable_advice()/></p>
            <p><a class="button" href="/">{trouble.try_again()}</a></p>
        </Page>
    }
}
