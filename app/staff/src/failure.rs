use latchkey_administration::AdministrationError;
use latchkey_auth::access::Denied;
use latchkey_domain::StoreError;
use latchkey_processes::EngineError;
use leptos::server_fn::error::ServerFnErrorErr;
use tower_sessions::session;

/// Why a page or a form got no answer. Nobody sees more of it than "unavailable" or "not allowed".
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The edge did not say who it is.
    #[error("the request came without its session or staff member")]
    Edge(#[from] ServerFnErrorErr),
    /// The browser's session could not be read or written.
    #[error("the session is unavailable")]
    Session(#[from] session::Error),
    /// The use case came to no answer.
    #[error("the use case failed")]
    Administration(#[from] AdministrationError),
    /// The database did not do what was asked.
    #[error("the database is unavailable")]
    Store(#[from] StoreError),
    /// The engine could not do the step.
    #[error("the process engine is unavailable")]
    Engine(#[from] EngineError),
    /// They may not do this.
    #[error(transparent)]
    Denied(#[from] Denied),
}
