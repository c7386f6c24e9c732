use http::{HeaderValue, StatusCode, header::RETRY_AFTER};
use latchkey_ui::{DeskLink, Page};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Says that the portal itself has trouble.
#[component]
pub(crate) fn UnavailablePage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::SERVICE_UNAVAILABLE);
        response.insert_header(RETRY_AFTER, HeaderValue::from_static("60"));
    }
    view! {
        <Page title="The portal is not available right now">
            <p class="lead">
                "Something on our side did not work. If you were about to set a new password or to "
                "unlock your account, that may not have happened."
            </p>
            <p>"Wait a minute and try again. If it is urgent, turn to the " <DeskLink/> "."</p>
            <p><a class="button" href="/">"Try again"</a></p>
        </Page>
    }
}
