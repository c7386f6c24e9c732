use latchkey_processes::EngineError;
use leptos::server_fn::error::ServerFnErrorErr;
use tower_sessions::session;

/// Why a page or a form got no answer. Nobody sees more of it than "unavailable".
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The edge did not say which browser and network it is.
    #[error("the request came without its session or network")]
    Edge(#[from] ServerFnErrorErr),
    /// The browser's session could not be read or written.
    #[error("the session is unavailable")]
    Session(#[from] session::Error),
    /// The engine could not do the step.
    #[error("the process engine is unavailable")]
    Engine(#[from] EngineError),
}
