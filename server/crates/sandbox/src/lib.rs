//! The sandbox: a simulated Okta org, a mailbox, and pages to look at both.
//!
//! A product of its own that shares no code with the portal, so that one can judge the other. Tests start it on free
//! ports and steer it through [`okta::Org`]; the demo starts it beside the portal.

mod clock;
mod connection;
mod mailbox;
pub mod okta;
mod pages;
mod randomness;
mod server;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::TcpListener;

pub use okta::RateLimits;
use server::Server;

/// What the sandbox needs to start.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the Okta API listens; port 0 for a free one.
    pub okta: SocketAddr,
    /// Where the pages listen; port 0 for a free one.
    pub pages: SocketAddr,
    /// The folder into which the portal's file transport writes mails (`.eml`). It need not exist yet.
    pub mail_folder: PathBuf,
    /// The portal's address for the link on the control page; `None` for no link.
    pub portal_url: Option<String>,
    /// Sizes of the API's rate limits.
    pub rate_limits: RateLimits,
}

/// Why the sandbox did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

/// A running sandbox. Dropping it stops it at once; [`Sandbox::stop`] lets calls finish.
#[derive(Debug)]
pub struct Sandbox {
    org: okta::Org,
    api: Server,
    pages: Server,
}

/// Starts the sandbox.
///
/// # Errors
/// An address cannot be listened on.
pub async fn start(settings: Settings) -> Result<Sandbox, StartError> {
    let (api_listener, api_address) = listen(settings.okta).await?;
    let (pages_listener, pages_address) = listen(settings.pages).await?;
    let okta_url = format!("http://{api_address}");
    let org = okta::Org::seeded(okta_url.clone(), settings.rate_limits);
    let api = Server::start(api_listener, api_address, okta::router::router(org.clone()));
    let shown = pages::Pages {
        org: org.clone(),
        mail_folder: Arc::new(settings.mail_folder),
        portal_url: settings.portal_url,
        okta_url,
    };
    let pages = Server::start(pages_listener, pages_address, pages::router(shown));
    Ok(Sandbox { org, api, pages })
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

impl Sandbox {
    /// The address of the Okta org, like `http://127.0.0.1:40123`.
    #[must_use]
    pub fn okta_url(&self) -> String {
        self.api.url()
    }

    /// The address of the control page, the System Log and the mailbox.
    #[must_use]
    pub fn pages_url(&self) -> String {
        self.pages.url()
    }

    /// The value of the seeded API token, to send as `Authorization: SSWS …`.
    #[must_use]
    pub fn api_token(&self) -> &str {
        okta::seed::API_TOKEN
    }

    /// The org, to look into and to steer.
    #[must_use]
    pub fn okta(&self) -> &okta::Org {
        &self.org
    }

    /// Stops listening and lets calls under way finish.
    pub async fn stop(self) {
        self.api.stop().await;
        self.pages.stop().await;
    }
}
