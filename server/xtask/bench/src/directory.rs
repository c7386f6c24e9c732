//! A simulated Okta org with as many people as a measurement needs.

use crate::{browser, load};
use anyhow::{Context as _, Result, ensure};
use latchkey_sandbox::{
    RateLimits, Sandbox,
    okta::{Fault, FaultKind, Lasts},
};
use serde_json::{Value, json};
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    time::Duration,
};

/// More than any measurement takes.
const CALLS_A_WINDOW: u32 = 40_000_000;

/// A running org.
pub(crate) struct Directory {
    sandbox: Sandbox,
    client: reqwest::Client,
    employees: String,
}

/// Somebody in the org.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    /// Also the address codes go to.
    pub(crate) login: String,
}

/// Who may do everything in the org.
const SUPER_ADMINISTRATOR: &str = "maria.silva@example.com";

impl Directory {
    pub(crate) async fn start() -> Result<Self> {
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let sandbox = latchkey_sandbox::start(latchkey_sandbox::Settings {
            okta: any_port,
            pages: any_port,
            mail_folder: PathBuf::new(),
            portal_url: None,
            rate_limits: RateLimits::uniform(CALLS_A_WINDOW),
        })
        .await?;
        let mut directory = Self {
            sandbox,
            client: browser::client()?,
            employees: String::new(),
        };
        directory.employees = directory.group("Employees").await?;
        Ok(directory)
    }

    pub(crate) fn url(&self) -> String {
        self.sandbox.okta_url()
    }

    pub(crate) fn token(&self) -> &str {
        self.sandbox.api_token()
    }

    pub(crate) fn org(&self) -> &latchkey_sandbox::okta::Org {
        self.sandbox.okta()
    }

    /// From now on each call takes at least this long.
    pub(crate) fn think(&self, time: Duration) {
        self.org().clear_faults();
        let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        if milliseconds > 0 {
            let slow = Fault::new(FaultKind::Latency { milliseconds });
            self.org().set_fault(slow.lasting(Lasts::UntilCleared));
        }
    }

    /// A call of the management API by a client without any comfort.
    pub(crate) async fn call(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        self.call_with(self.token(), method, path, body).await
    }

    async fn call_with(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        let url = format!("{}{path}", self.url());
        let request = self
            .client
            .request(method.parse()?, url)
            .header("authorization", format!("SSWS {token}"))
            .header("accept", "application/json");
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let response = browser::send(request).await?;
        let status = response.status();
        let text = response.text().await?;
        ensure!(status.is_success(), "{method} {path}: {status} {text}");
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    /// Adds so many employees, called after `name`.
    pub(crate) async fn hire(&self, name: &str, number: usize) -> Result<Vec<Person>> {
        let groups = [self.employees.as_str()];
        load::all(number, |n| self.create(name, n, &groups)).await
    }

    /// Adds so many employees whom the portal does not serve.
    pub(crate) async fn hire_excluded(&self, name: &str, number: usize) -> Result<Vec<Person>> {
        let excluded = self.group("No self-service").await?;
        let groups = [self.employees.as_str(), &excluded];
        load::all(number, |n| self.create(name, n, &groups)).await
    }

    /// Gives somebody a role in the org, which takes them out of what the portal serves.
    pub(crate) async fn make_administrator(&self, person: &Person) -> Result<()> {
        let path = format!("/api/v1/users/{}/roles", person.id);
        let role = json!({ "type": "HELP_DESK_ADMIN" });
        // The portal's own token may not do this.
        let token = self.org().issue_token(SUPER_ADMINISTRATOR)?;
        let given = self.call_with(&token, "POST", &path, Some(&role)).await;
        given.map(drop)
    }

    async fn create(&self, name: &str, number: usize, groups: &[&str]) -> Result<Person> {
        let login = login(name, number);
        let user = json!({
            "profile": {
                "firstName": "Robin", "lastName": "Castellan", "login": login, "email": login,
            },
            "credentials": { "password": { "value": "Orchid58Lantern77" } },
            "groupIds": groups,
        });
        let created = self
            .call("POST", "/api/v1/users?activate=true", Some(&user))
            .await?;
        let id = created["id"].as_str().context("no id")?.to_owned();
        Ok(Person { id, login })
    }

    async fn group(&self, name: &str) -> Result<String> {
        let groups = self.call("GET", "/api/v1/groups", None).await?;
        let named = |group: &&Value| group["profile"]["name"] == name;
        let group = groups.as_array().into_iter().flatten().find(named);
        let id = group.and_then(|group| group["id"].as_str());
        Ok(id.with_context(|| format!("no group {name}"))?.to_owned())
    }
}

/// Logins of one length, whoever they are for.
pub(crate) fn login(name: &str, number: usize) -> String {
    format!("{name:x<9}{number:05}@example.com")
}
