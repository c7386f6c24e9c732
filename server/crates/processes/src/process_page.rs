use crate::{Engine, EngineError};
use latchkey_domain::{Offers, Process, Purpose};
use latchkey_values::Alias;

/// What the page of a process shows to people who are not signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessPage {
    /// What people call the process.
    pub name: String,
    /// What it offers them.
    pub offers: Offers,
}

impl Engine {
    /// The page at `/p/<path>`. `None` when there is none: nothing has this path, or what has it is not
    /// active, or for the service desk alone.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn process_page(&self, path: &Alias) -> Result<Option<ProcessPage>, EngineError> {
        let processes = self.read().await?.processes().await?;
        let pages = processes.into_iter().filter_map(|process| {
            let offers = process.open_offers();
            let is_it = process.path() == Some(path) && offers != Offers::default();
            is_it.then_some(ProcessPage {
                name: process.name,
                offers,
            })
        });
        Ok({ pages }.next())
    }

    /// The public address of the page where people come to a process: its own, or the portal's first one.
    #[must_use]
    pub fn public_address(&self, process: &Process) -> String {
        let portal = self.mailer().portal().url.trim_end_matches('/');
        match process.path() {
            Some(path) => format!("{portal}/p/{path}"),
            None => format!("{portal}/"),
        }
    }

    /// The public address of the page where people begin a request of a process for `purpose`.
    #[must_use]
    pub fn public_address_for(&self, process: &Process, purpose: Purpose) -> String {
        let purpose = match purpose {
            Purpose::Reset => "reset",
            Purpose::Unlock => "unlock",
            Purpose::Change => "change",
        };
        let page = self.public_address(process);
        format!("{}/{purpose}", page.trim_end_matches('/'))
    }
}
