use crate::{
    browser::Browser,
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
    proof::identify::finding::IdentifyFinding,
};
use http::{HeaderValue, header::LOCATION};
use latchkey_domain::Purpose;
use latchkey_ui::FormError;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// How a form is answered: where the person goes next, and what to tell them there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    place: Place,
    state: Option<FormState>,
}

impl Answer {
    /// Go on at `place`; nothing to tell.
    pub(crate) fn go_to(place: Place) -> Self {
        Self { place, state: None }
    }

    /// On to the page that tells what was found.
    pub(crate) fn found(place: Place, state: FormState) -> Self {
        Self {
            place,
            state: Some(state),
        }
    }

    /// Back to the beginning, because this browser has no request.
    pub(crate) fn start_again(purpose: Purpose) -> Self {
        Self::at_the_beginning(purpose, IdentifyFinding::StartAgain)
    }

    /// Back to the beginning, because this browser is in another request by now.
    pub(crate) fn replaced(purpose: Purpose) -> Self {
        Self::at_the_beginning(purpose, IdentifyFinding::Replaced)
    }

    fn at_the_beginning(purpose: Purpose, finding: IdentifyFinding) -> Self {
        let state = FormState::Identify(purpose, finding);
        Self::found(Place::Way(purpose, Stage::Identify), state)
    }
}

/// Answers a form with what `work` comes to: by a redirect, also when it failed.
pub(crate) async fn answer(
    work: impl Future<Output = Result<Answer, Failure>> + Send,
) -> Result<(), FormError> {
    let place = match settle(work).await {
        Ok(place) => place,
        Err(failure) => {
            tracing::error!(
                error = &failure as &dyn std::error::Error,
                "a form got no answer"
            );
            Place::Unavailable
        }
    };
    redirect_to(place);
    Ok(())
}

async fn settle(
    work: impl Future<Output = Result<Answer, Failure>> + Send,
) -> Result<Place, Failure> {
    let Answer { place, state } = work.await?;
    let browser = Browser::of_this_call().await?;
    browser.keep_form_state(state.as_ref()).await?;
    Ok(place)
}

/// Names the next page; the edge turns that into a redirect.
pub(crate) fn redirect_to(place: Place) {
    expect_context::<ResponseOptions>()
        .insert_header(LOCATION, HeaderValue::from_static(place.path()));
}
