use crate::{answer::Answer, browser::Browser, context::engine, failure::Failure};
use axum::Extension;
use latchkey_domain::{Device, Network, Purpose, Visitor};
use latchkey_processes::Engine;
use latchkey_ui::Typed;
use latchkey_values::RequestId;

/// Who sends a form, and the engine that is to deal with it.
pub(crate) struct Caller {
    /// The process engine.
    pub(crate) engine: Engine,
    /// What is remembered of the browser.
    pub(crate) browser: Browser,
    /// The network it comes from, as the edge found it.
    pub(crate) network: Network,
}

/// The visitor who sends a form: the network and the browser, as the edge found them.
pub(crate) async fn visitor() -> Result<Visitor, Failure> {
    let Extension(network) = leptos_axum::extract().await?;
    let Extension::<Device>(device) = leptos_axum::extract().await?;
    Ok(Visitor { network, device })
}

impl Caller {
    /// The caller of the server function being run.
    pub(crate) async fn of_this_call() -> Result<Self, Failure> {
        let Extension(network) = leptos_axum::extract().await?;
        Ok(Self {
            engine: engine(),
            browser: Browser::of_this_call().await?,
            network,
        })
    }

    /// The request of this browser, when it is the one that a form of `purpose` belongs to; otherwise
    /// the answer to that form. A form that names none belongs to any.
    pub(crate) async fn request_of(
        &self,
        form: &Typed,
        purpose: Purpose,
    ) -> Result<Result<RequestId, Answer>, Failure> {
        let Some(request) = self.browser.request().await? else {
            return Ok(Err(Answer::start_again(purpose)));
        };
        let named = form.expose();
        if named.is_empty() || named == request.to_string() {
            Ok(Ok(request))
        } else {
            Ok(Err(Answer::replaced(purpose)))
        }
    }
}
