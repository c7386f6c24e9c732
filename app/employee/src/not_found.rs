use http::StatusCode;
use latchkey_ui::Page;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says that there is no page at this address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::NOT_FOUND);
    }
    view! {
        <Page title="There is no such page">
            <p class="lead">"The address may be mistyped, or the page has moved."</p>
            <p><a class="button" href="/">"To the start page"</a></p>
        </Page>
    }
}
