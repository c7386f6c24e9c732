use crate::{Device, Network};

/// Somebody at a browser, as far as that can be known before any proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// The network the browser is in.
    pub network: Network,
    /// The browser.
    pub device: Device,
}
