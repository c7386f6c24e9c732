use serde::{Deserialize, Serialize};

/// What pages and mails say about this portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalFacts {
    /// Its name, as employees know it.
    pub name: String,
    /// Its public address.
    pub url: String,
    /// Who helps when it cannot.
    pub desk: Desk,
}

/// The service desk, as people reach it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Who it is and when it is there, in a line.
    pub text: String,
    /// Its telephone number; `None` when it has none.
    pub phone: Option<String>,
    /// Its email address; `None` when it has none.
    pub email: Option<String>,
    /// Its page; `None` when it has none.
    pub url: Option<String>,
}
