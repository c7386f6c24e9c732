use crate::{
    browser::Browser,
    entrance::Entrance,
    failure::Failure,
    form_state::FormState,
    place::{Address, Place},
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
    address: Address,
    state: Option<FormState>,
}

impl Answer {
    /// Go on there; nothing to tell.
    pub(crate) fn go_to(address: impl Into<Address>) -> Self {
        Self {
            address: address.into(),
            state: None,
        }
    }

    /// On to the page that tells what was found.
    pub(crate) fn found(address: impl Into<Address>, state: FormState) -> Self {
        Self {
            address: address.into(),
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
        let entrance = Entrance::default();
        let page = entrance.identify(purpose);
        Self::found(page, FormState::Identify(entrance, purpose, finding))
    }
}

/// Answers a form with what `work` comes to: by a redirect, also when it failed.
pub(crate) async fn answer(
    work: impl Future<Output = Result<Answer, Failure>> + Send,
) -> Result<(), FormError> {
    let address = match settle(work).await {
        Ok(address) => address,
        Err(failure) => {
            tracing::error!(
                error = &failure as &dyn std::error::Error,
                "a form got no answer"
            );
            Place::Unavailable.into()
        }
    };
    redirect_to(&address);
    Ok(())
}

async fn settle(
    work: impl Future<Output = Result<Answer, Failure>> + Send,
) -> Result<Address, Failure> {
    let Answer { address, state } = work.await?;
    let browser = Browser::of_this_call().await?;
    browser.keep_form_state(state.as_ref()).await?;
    Ok(address)
}

/// Names the next page; the edge turns that into a redirect.
pub(crate) fn redirect_to(address: &Address) {
    if let Ok(address) = HeaderValue::from_str(address.as_str()) {
        expect_context::<ResponseOptions>().insert_header(LOCATION, address);
    }
}
