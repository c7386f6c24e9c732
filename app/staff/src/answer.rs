use crate::{caller::Caller, failure::Failure, form_state::FormState, navigation::Section};
use http::{HeaderValue, header::LOCATION};
use latchkey_auth::access::Denied;
use latchkey_ui::FormError;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Where forms lead that got no answer.
const UNAVAILABLE: &str = "/unavailable";
/// Where somebody signs in once more, for a change that takes a fresh sign-in.
const SIGN_IN_AGAIN: &str = "/sign-in/again";

/// How a form is answered: the page that comes next, and what to tell there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    path: String,
    state: Option<FormState>,
}

impl Answer {
    /// Go on at `path` of this portal; there is nothing to tell.
    pub(crate) fn go_on(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            state: None,
        }
    }

    /// Go on at `path` of this portal, and tell `state` there.
    pub(crate) fn tell(path: impl Into<String>, state: FormState) -> Self {
        Self {
            path: path.into(),
            state: Some(state),
        }
    }
}

/// Answers a form that stands on `page` with what `work` comes to: by a redirect, also when it failed.
pub(crate) async fn answer<W>(
    page: &str,
    work: impl FnOnce(Caller) -> W + Send,
) -> Result<(), FormError>
where
    W: Future<Output = Result<Answer, Failure>> + Send,
{
    let path = match settle(work).await {
        Ok(path) => path,
        Err(failure) => detour(&failure, page),
    };
    redirect_to(&path);
    Ok(())
}

async fn settle<W>(work: impl FnOnce(Caller) -> W + Send) -> Result<String, Failure>
where
    W: Future<Output = Result<Answer, Failure>> + Send,
{
    let Answer { path, state } = work(Caller::of_this_call().await?).await?;
    Caller::of_this_call().await?.keep_form_state(state).await?;
    Ok(path)
}

/// Where somebody goes whose form or page came to nothing.
pub(crate) fn detour(failure: &Failure, page: &str) -> String {
    match failure {
        Failure::Denied(Denied::NotFresh) => format!("{SIGN_IN_AGAIN}?next={page}"),
        // The edge has turned away whom the form is not for: their roles changed this very moment.
        Failure::Denied(Denied::NotAllowed) => Section::Overview.path().to_owned(),
        failure => {
            tracing::error!(
                error = failure as &dyn std::error::Error,
                "a staff page or form got no answer"
            );
            UNAVAILABLE.to_owned()
        }
    }
}

/// Names the next page; the edge turns that into a redirect.
pub(crate) fn redirect_to(path: &str) {
    if let Ok(path) = HeaderValue::from_str(path) {
        expect_context::<ResponseOptions>().insert_header(LOCATION, path);
    }
}
