use super::{Case, Evidence, Patience};
use crate::{
    invariants::assert_hold,
    whole_portal::{Browser, Portal, Setup},
};
use jiff::SignedDuration;
use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, Target};

/// A reset of Alice's password at a portal within the test, whose clock the test owns.
pub(crate) struct Reset {
    pub(crate) portal: Portal,
    pub(crate) browser: Browser,
}

pub(crate) const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

impl Reset {
    /// Nobody has begun yet.
    pub(crate) async fn to_begin(setup: Setup) -> Self {
        let portal = Portal::start_with(setup).await;
        let browser = portal.browser();
        Self { portal, browser }
    }

    /// Alice has proven who she is.
    pub(crate) async fn proven() -> Self {
        let mut reset = Self::to_begin(Setup::default()).await;
        reset.browser.prove(&reset.portal, ALICE).await;
        reset
    }

    /// This goes wrong in the next call of these.
    pub(crate) fn next(&self, kind: FaultKind, on: Target) {
        self.for_calls(1, kind, on);
    }

    /// This goes wrong in the next so many calls of these.
    pub(crate) fn for_calls(&self, calls: u32, kind: FaultKind, on: Target) {
        let fault = Fault::new(kind).on(on);
        let okta = self.portal.sandbox.okta();
        okta.set_fault(fault.lasting(Lasts::NextCalls(calls)));
    }

    /// Chooses the new password, and returns where that leads.
    pub(crate) async fn choose(&mut self) -> String {
        let answer = self.browser.choose_password(PASSWORD).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        answer.location().to_owned()
    }

    /// Where a page sends its visitor; empty when it is the right one.
    pub(crate) async fn led_from(&mut self, page: &str) -> String {
        self.browser.get(page).await.location().to_owned()
    }

    /// Lets so many seconds pass, then runs what is due.
    pub(crate) async fn later(&self, seconds: i64) {
        self.portal.advance(SignedDuration::from_secs(seconds));
        self.portal.run_jobs().await;
    }

    /// What Okta answered to each new password.
    pub(crate) fn password_answers(&self) -> Vec<u16> {
        let calls = self.portal.sandbox.okta().calls();
        let passwords = calls
            .iter()
            .filter(|call| call.method == "POST" && call.path.starts_with("/api/v1/users/00"));
        passwords.map(|call| call.status).collect()
    }

    /// It ends with the new password and the confirmations, and all invariants hold.
    pub(crate) async fn ends_well(&mut self) {
        let patience = Patience::of(30, "everybody told");
        while !self.evidence().await.is_settled() {
            self.later(10).await;
            patience.look_again().await;
        }
        assert_eq!(self.led_from("/reset/working").await, "/reset/done");
        assert!(self.portal.sandbox.okta().has_password(ALICE, PASSWORD));
        assert_hold(&self.evidence().await);
    }

    /// Nothing has happened to Alice, and all invariants hold.
    pub(crate) async fn left_alone(&self) {
        assert_eq!(self.portal.okta_writes(), Vec::<String>::new());
        assert_hold(&self.evidence().await);
    }

    pub(crate) async fn evidence(&self) -> Evidence {
        let secrets = [PASSWORD, self.portal.sandbox.api_token()].map(str::to_owned);
        let folder = self.portal.folder.path();
        let case = Case {
            okta: self.portal.sandbox.okta(),
            mails: &folder.join("mail"),
            data: &folder.join("data"),
            secrets: &secrets,
        };
        Evidence::gather(&*self.portal.store(), case).await
    }
}
