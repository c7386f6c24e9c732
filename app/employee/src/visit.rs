use crate::{
    answer::redirect_to, browser::Browser, context::engine, failure::Failure,
    form_state::FormState, place::Place,
};
use http::StatusCode;
use latchkey_processes::RequestView;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// A browser that looks at a page: the request it is in, and what was found in its last form.
pub(crate) struct Visit {
    /// Its request; `None` when it has none, or one that is no longer known.
    pub(crate) request: Option<RequestView>,
    /// What was found in its last form.
    pub(crate) found: Option<FormState>,
}

impl Visit {
    /// The visit being answered.
    async fn of_this_call() -> Result<Self, Failure> {
        let browser = Browser::of_this_call().await?;
        let request = match browser.request().await? {
            Some(id) => engine().view(id).await?,
            None => None,
        };
        Ok(Self {
            request,
            found: browser.form_state().await?,
        })
    }
}

/// Shows a page of a request to those whose request is there. Everybody else is sent to where they
/// belong.
pub(crate) fn page_at<V: IntoView + 'static>(
    place: Place,
    show: impl FnOnce(RequestView, Option<FormState>) -> V + Send + 'static,
) -> impl IntoView {
    page(move |Visit { request, found }| match request {
        Some(request) if Place::of(request.step) == place => Ok(show(request, found)),
        Some(request) => Err(Place::of(request.step)),
        None => Err(Place::Identify),
    })
}

/// Shows a page to every visitor, or sends them to the place that `show` says.
pub(crate) fn page<V: IntoView + 'static>(
    show: impl FnOnce(Visit) -> Result<V, Place> + Send + 'static,
) -> impl IntoView {
    Suspend::new(async move {
        match Visit::of_this_call().await {
            Ok(visit) => show(visit).map_err(see_other).ok(),
            Err(failure) => {
                tracing::error!(
                    error = &failure as &dyn std::error::Error,
                    "a page could not be shown"
                );
                see_other(Place::Unavailable);
                None
            }
        }
    })
}

/// Sends the visitor to another page.
pub(crate) fn see_other(place: Place) {
    expect_context::<ResponseOptions>().set_status(StatusCode::SEE_OTHER);
    redirect_to(place);
}
