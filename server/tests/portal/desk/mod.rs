//! The service desk: its page, and where callers go on alone.

mod access;
pub(crate) mod case;
mod freeze;
pub(crate) mod handover;

use crate::{
    harness::{Answer, Browser, Portal, Setup},
    sign_in::{DREW, signing_in},
};

/// A process of the service desk beside the public one.
const PROCESS: &str = r#"
[[processes]]
alias = "desk"
name = "Help for callers"
kind = "service-desk"
credential_store = "okta"
offers = ["reset", "unlock"]
desk.asks_for = "reason"
"#;

pub(crate) fn with_desk(setup: Setup) -> Setup {
    signing_in(Setup {
        processes: PROCESS.to_owned(),
        ..setup
    })
}

/// The value of a hidden field of the page.
fn hidden(page: &Answer, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let rest = page.body.split(&field).nth(1);
    let value = rest.and_then(|rest| rest.split('"').next());
    value
        .unwrap_or_else(|| panic!("no {name} in {}", page.body))
        .to_owned()
}

/// Calls that changed something in the org, but for those by which staff sign in.
fn effects(portal: &Portal) -> Vec<String> {
    let mut effects = portal.okta_writes();
    effects.retain(|call| call.contains(" /api/"));
    effects
}

/// An agent at the desk.
pub(crate) async fn drew(portal: &Portal) -> Browser {
    let mut drew = portal.browser();
    drew.sign_in(portal, DREW).await;
    drew
}

impl Browser {
    /// Searches for the one person meant, and opens a case.
    pub(crate) async fn open_case(&mut self, search: &str) -> String {
        let found = self
            .get(&format!("/desk?q={search}&ticket=INC0010001"))
            .await;
        assert_eq!(found.status, 303, "{found:?}");
        let person = found.location().to_owned();
        let page = self.get(&person).await;
        let fields = [
            ("store", hidden(&page, "store")),
            ("person", hidden(&page, "person")),
            ("process", hidden(&page, "process")),
            ("reason", "Forgot it".to_owned()),
            ("ticket", "INC0010001".to_owned()),
        ];
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let opened = self.post("/do/desk/open", &fields).await;
        let case = opened.location().strip_prefix("/desk?case=");
        case.unwrap_or_else(|| panic!("{opened:?}")).to_owned()
    }

    /// Has the caller read out the code that was mailed to them.
    pub(crate) async fn verify(&mut self, portal: &Portal, case: &str) -> Answer {
        self.post("/do/desk/code/send", &[("case", case)]).await;
        portal.run_jobs().await;
        let code = portal.newest_code();
        self.post_and_follow("/do/desk/code", &[("case", case), ("code", &code)])
            .await
    }

    /// Does something for the caller, and shows what came of it.
    pub(crate) async fn act(&mut self, case: &str, action: &str) -> Answer {
        self.post_and_follow("/do/desk/act", &[("case", case), ("action", action)])
            .await
    }
}
