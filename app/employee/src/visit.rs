use crate::{
    answer::redirect_to,
    browser::Browser,
    context::engine,
    failure::Failure,
    form_state::FormState,
    not_found::NotFoundPage,
    place::{Address, Place, Stage},
};
use http::StatusCode;
use latchkey_domain::Purpose;
use latchkey_processes::{EngineError, RequestView};
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
    pub(crate) async fn of_this_call() -> Result<Self, Failure> {
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

/// Why a visitor does not see the page that was asked for.
pub(crate) enum Detour {
    /// They belong elsewhere.
    To(Address),
    /// There is no such page.
    NotFound,
    /// It could not be made.
    Failed(Failure),
}

impl From<Place> for Detour {
    fn from(place: Place) -> Self {
        Self::To(place.into())
    }
}

impl From<Failure> for Detour {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<EngineError> for Detour {
    fn from(error: EngineError) -> Self {
        Self::Failed(error.into())
    }
}

/// The request of this browser, when it belongs on a page, with what was found in its last form.
pub(crate) async fn request_at(
    purpose: Purpose,
    stage: Stage,
) -> Result<(RequestView, Option<FormState>), Detour> {
    let Visit { request, found } = Visit::of_this_call().await?;
    let Some(request) = request else {
        return Err(Place::Way(purpose, Stage::Identify).into());
    };
    let place = Place::of(&request);
    if place != Place::Way(purpose, stage) {
        return Err(place.into());
    }
    Ok((request, found))
}

/// Shows a page of a request to those whose request is there. Everybody else is sent to where they
/// belong.
pub(crate) fn page_at<V: IntoView + 'static>(
    purpose: Purpose,
    stage: Stage,
    show: impl FnOnce(RequestView, Option<FormState>) -> V + Send + 'static,
) -> impl IntoView {
    page(async move {
        let (request, found) = request_at(purpose, stage).await?;
        Ok(show(request, found))
    })
}

/// Shows a page once it is made, or sends the visitor elsewhere.
pub(crate) fn page<V: IntoView + 'static>(
    make: impl Future<Output = Result<V, Detour>> + Send + 'static,
) -> impl IntoView {
    Suspend::new(async move {
        match make.await {
            Ok(view) => return view.into_any(),
            Err(Detour::NotFound) => return view! { <NotFoundPage/> }.into_any(),
            Err(Detour::To(address)) => see_other(&address),
            Err(Detour::Failed(failure)) => {
                tracing::error!(
                    error = &failure as &dyn std::error::Error,
                    "a page could not be shown"
                );
                see_other(&Place::Unavailable.into());
            }
        }
        ().into_any()
    })
}

fn see_other(address: &Address) {
    expect_context::<ResponseOptions>().set_status(StatusCode::SEE_OTHER);
    redirect_to(address);
}
