use super::Patience;
use crate::whole_portal::{Answer, Browser, Mail, mailbox};
use latchkey_sandbox::{Sandbox, okta::Org};
use serde_json::json;
use std::{collections::HashSet, path::PathBuf, time::Duration};
use tokio::time::Instant;

/// What somebody comes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Reset,
    Unlock,
    Change,
}

impl Purpose {
    pub(crate) const ALL: [Self; 3] = [Self::Reset, Self::Unlock, Self::Change];

    const fn path(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Unlock => "unlock",
            Self::Change => "change",
        }
    }
}

/// Somebody who walks through the portal, whatever happens to it meanwhile. They never send a form a
/// second time before they have looked where they stand.
pub(crate) struct Person {
    pub(crate) login: String,
    pub(crate) current: String,
    pub(crate) new: String,
    pub(crate) purpose: Purpose,
    pub(crate) browser: Browser,
    /// Where they stand.
    pub(crate) place: String,
    mails: PathBuf,
    tried_codes: HashSet<String>,
    /// Whether the last form got no answer.
    unsure: bool,
    /// When they ask for a new code, if they have to.
    asks_again_at: Option<Instant>,
}

impl Person {
    /// Somebody new in the org, with number `number`, locked out if that is what they come for. Let
    /// [`next_second`] pass before they set out.
    pub(crate) async fn hire(
        sandbox: &Sandbox,
        number: u32,
        purpose: Purpose,
        browser: Browser,
        mails: PathBuf,
    ) -> Self {
        let person = Self {
            login: format!("kim.{number}@example.com"),
            current: format!("Orchard {number} Pewter lane 7"),
            new: format!("Violet {number} kettle drums 93 Q"),
            purpose,
            browser,
            place: format!("/{}", purpose.path()),
            mails,
            tried_codes: HashSet::new(),
            unsure: false,
            asks_again_at: None,
        };
        person.create_in(sandbox).await;
        if purpose == Purpose::Unlock {
            sandbox.okta().lock(&person.login).expect("locked out");
        }
        person
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a test is an administrator, not a part of the product"
    )]
    async fn create_in(&self, sandbox: &Sandbox) {
        let profile = json!({
            "firstName": "Kim", "lastName": "Marsh", "email": self.login, "login": self.login,
            "secondEmail": format!("private.{}", self.login),
        });
        let user = json!({
            "profile": profile, "credentials": { "password": { "value": self.current } },
        });
        let created = reqwest::Client::new()
            .post(format!("{}/api/v1/users", sandbox.okta_url()))
            .header("authorization", format!("SSWS {}", sandbox.api_token()))
            .json(&user)
            .send()
            .await
            .expect("an answer");
        assert_eq!(created.status(), 200, "{:?}", created.text().await);
    }

    /// Walks on until it is done. `Err` says where they got stuck, and what the page said.
    pub(crate) async fn walk(&mut self) -> Result<(), String> {
        let patience = Patience::of(300, "somebody who is done");
        while !self.is_at("done") {
            if patience.is_over() || self.is_at("ended") {
                let page = self.browser.get(&self.place).await.body;
                let alert = page.split_once("role=\"alert\"");
                let said: String = alert.unwrap_or_default().1.chars().take(500).collect();
                return Err(format!("{} is stuck at {}: {said}", self.login, self.place));
            }
            self.step().await;
            Patience::pause().await;
        }
        Ok(())
    }

    /// Walks until they have proven who they are.
    pub(crate) async fn prove(&mut self) {
        let patience = Patience::of(60, "somebody who has proven who they are");
        while !self.is_at("password") && !self.is_at("confirm") {
            self.step().await;
            patience.look_again().await;
        }
    }

    /// Does the next thing, or looks where they stand.
    pub(crate) async fn step(&mut self) {
        let stage = self.place.rsplit('/').next().unwrap_or_default().to_owned();
        match stage.as_str() {
            _ if self.unsure => {
                self.look().await;
            }
            "reset" | "unlock" | "change" => {
                let login = self.login.clone();
                self.send("identify", &[("login", &login)]).await;
            }
            "code" => match self.newest_code() {
                Some(code) => self.enter(code).await,
                None => self.wait_for_a_code().await,
            },
            "password" | "confirm" => self.submit().await,
            _ => {
                self.look().await;
            }
        }
    }

    async fn enter(&mut self, code: String) {
        self.send("code", &[("code", &code)]).await;
        // A portal that was unavailable has not looked at it: without another try nobody gets on.
        if !self.unsure {
            self.tried_codes.insert(code);
        }
        // What became of it stands on the page, once.
        let page = self.look().await;
        if page.is_some_and(|page| page.body.contains("no longer works")) {
            self.asks_again_at = Some(Instant::now());
        }
    }

    /// Asks for a new code when codes of other starts have used up the tries of this one.
    async fn wait_for_a_code(&mut self) {
        if self.asks_again_at.is_none_or(|at| Instant::now() < at) {
            self.look().await;
            return;
        }
        self.asks_again_at = Some(Instant::now() + Duration::from_secs(3));
        self.send("resend", &[]).await;
        let page = self.look().await;
        if page.is_some_and(|page| page.body.contains("A new code is on its way")) {
            self.asks_again_at = None;
        }
    }

    /// Sends the form that has the effect.
    pub(crate) async fn submit(&mut self) {
        let (current, new) = (self.current.clone(), self.new.clone());
        let (form, fields): (_, &[(&str, &str)]) = match self.purpose {
            Purpose::Reset => ("password", &[("password", &new), ("confirmation", &new)]),
            Purpose::Unlock => ("confirm", &[]),
            Purpose::Change => (
                "password",
                &[
                    ("current", &current),
                    ("password", &new),
                    ("confirmation", &new),
                ],
            ),
        };
        self.send(form, fields).await;
        if self.purpose == Purpose::Change && self.is_at("password") {
            self.go_on_without_the_old_one().await;
        }
    }

    /// Takes what the page offers those whose current password was asked for too often: a kill leaves
    /// a try counted that never reached Okta.
    async fn go_on_without_the_old_one(&mut self) {
        let page = self.look().await;
        if !page.is_some_and(|page| page.body.contains("was wrong too often")) {
            return;
        }
        let instead = self.browser.form("/do/instead/reset", &[]);
        if let Ok(answer) = self.browser.attempt(instead).await
            && answer.location() == "/reset/password"
        {
            self.purpose = Purpose::Reset;
            self.follow(&answer);
        }
    }

    /// Opens the page they stand at, which may lead elsewhere.
    pub(crate) async fn look(&mut self) -> Option<Answer> {
        let request = self.browser.page(&self.place);
        let answer = self.browser.attempt(request).await.ok();
        self.unsure = answer.is_none();
        if let Some(answer) = &answer {
            self.follow(answer);
        }
        answer
    }

    async fn send(&mut self, form: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let path = format!("/do/{}/{form}", self.purpose.path());
        let request = self.browser.form(&path, fields);
        let answer = self.browser.attempt(request).await.ok();
        self.unsure = answer.as_ref().is_none_or(|answer| answer.status >= 500);
        if let Some(answer) = &answer {
            self.follow(answer);
        }
        answer
    }

    fn follow(&mut self, answer: &Answer) {
        match answer.location() {
            "" => {}
            "/unavailable" => self.unsure = true,
            location => location.clone_into(&mut self.place),
        }
    }

    pub(crate) fn is_at(&self, stage: &str) -> bool {
        self.place == format!("/{}/{stage}", self.purpose.path())
    }

    /// The newest code mailed to them that they have not tried yet. There may be one of an earlier
    /// start, whose answer a kill swallowed.
    pub(crate) fn newest_code(&self) -> Option<String> {
        let address = format!("private.{}", self.login);
        let mails = mailbox::read(&self.mails);
        let own = mails.iter().rev().filter(|mail| mail.to == address);
        own.filter_map(Mail::code)
            .find(|code| !self.tried_codes.contains(code))
    }

    /// What must not be found anywhere.
    pub(crate) fn secrets(&self) -> [String; 2] {
        [self.current.clone(), self.new.clone()]
    }

    /// Whether the org shows the effect they came for.
    pub(crate) fn has_it(&self, sandbox: &Sandbox) -> bool {
        match self.purpose {
            Purpose::Unlock => sandbox.okta().accepts_password(&self.login, &self.current),
            Purpose::Reset | Purpose::Change => {
                sandbox.okta().accepts_password(&self.login, &self.new)
            }
        }
    }
}

/// Waits for the org's next second. It tells in whole seconds when a password was set: two within one
/// cannot be told apart.
pub(crate) async fn next_second(okta: &Org) {
    let now = okta.now().as_second();
    let patience = Patience::of(5, "the next second");
    while okta.now().as_second() == now {
        patience.look_again().await;
    }
}
