use http::{HeaderValue, StatusCode, header::LOCATION};
use latchkey_auth::sign_in::{Finding, NotSignedIn, SignInService, StaffBrowser};
use leptos::{prelude::*, server_fn::error::ServerFnErrorErr};
use leptos_axum::ResponseOptions;
use leptos_router::hooks::use_query_map;
use tower_sessions::{Session, session};

/// Why a page to sign in on cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The edge did not say which browser it is.
    #[error("the request came without its session")]
    Edge(#[from] ServerFnErrorErr),
    /// The browser's session could not be read.
    #[error("the session is unavailable")]
    Session(#[from] session::Error),
    /// The database did not answer.
    #[error(transparent)]
    SignIn(#[from] NotSignedIn),
}

/// Somebody who opens a page to sign in on.
pub(super) struct Visit {
    /// Signs people in.
    pub(super) service: SignInService,
    /// What was found in what this browser showed last.
    pub(super) finding: Option<Finding>,
}

impl Visit {
    /// The visit being answered.
    pub(super) async fn of_this_call() -> Result<Self, Failure> {
        let session: Session = leptos_axum::extract().await?;
        Ok(Self {
            service: expect_context(),
            finding: StaffBrowser::new(session).finding().await?,
        })
    }
}

/// A parameter of the page's address; empty when it is missing.
pub(super) fn asked(name: &str) -> String {
    let query = use_query_map().get_untracked();
    query.get(name).unwrap_or_default()
}

/// Whether the page's address has a parameter, with or without a value.
pub(super) fn is_asked(name: &str) -> bool {
    use_query_map().get_untracked().get(name).is_some()
}

/// Shows a page once it is made.
pub(super) fn page<V, W>(made: W) -> impl IntoView
where
    V: IntoView + 'static,
    W: Future<Output = Result<V, Failure>> + Send + 'static,
{
    Suspend::new(async move {
        match made.await {
            Ok(view) => view.into_any(),
            Err(failure) => {
                tracing::error!(
                    error = &failure as &dyn std::error::Error,
                    "a page to sign in on could not be made"
                );
                let response = expect_context::<ResponseOptions>();
                response.set_status(StatusCode::SEE_OTHER);
                response.insert_header(LOCATION, HeaderValue::from_static("/unavailable"));
                ().into_any()
            }
        }
    })
}
