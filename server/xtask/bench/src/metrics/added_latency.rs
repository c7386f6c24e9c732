//! P1: how much longer a verified reset takes through the portal than by the same calls alone.
//!
//! Measured is the form with the new password, from sending it to its answer: five calls of Okta
//! (person, groups, roles, password, sign-out) and the durable intents and outcomes between them.
//! The baseline makes the same five calls one after the other and keeps nothing. The portal reads all
//! three at once, so a second baseline does that too.

use crate::{
    browser::Browser,
    database::Database,
    directory::{Directory, Person},
    load::{self, AT_ONCE},
    mailbox::Mailbox,
    portal::{Installation, Portal},
    report::Row,
    settings::Settings,
    statistics::{count, median, milliseconds, quantile},
};
use anyhow::{Result, ensure};
use futures::future;
use serde_json::json;
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

const PEOPLE: usize = 400;
/// In each round: resets one after the other, and resets [`AT_ONCE`] at a time.
const IN_TURN: usize = 60;
const TOGETHER: usize = 160;
const THINK: Duration = Duration::from_millis(20);

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for database in settings.databases() {
        rows.extend(on(settings, &database).await?);
    }
    Ok(rows)
}

async fn on(settings: &Settings, database: &Database) -> Result<Vec<Row>> {
    let directory = Directory::start().await?;
    let people = directory.hire("reset", PEOPLE).await?;
    let installation = Installation::empty(settings, "resets", database, &directory).await?;
    let portal = installation.start().await?;
    let stage = Stage {
        mailbox: portal.mailbox(),
        directory: &directory,
        portal: &portal,
        passwords: AtomicUsize::new(0),
    };
    let mut people = people.into_iter().cycle();
    stage.compare_calls(people.next()).await?;
    let mut times = Times::default();
    for round in 0..settings.rounds {
        let taken = stage.round(&mut people).await?;
        if round > 0 {
            times.add(taken);
        }
    }
    Ok(times.rows(database))
}

/// Everybody and everything that takes part.
struct Stage<'a> {
    directory: &'a Directory,
    portal: &'a Portal,
    mailbox: Mailbox,
    passwords: AtomicUsize,
}

/// A person who may choose a new password now.
struct Proven {
    browser: Browser,
    person: Person,
}

impl Stage<'_> {
    async fn round(&self, people: &mut impl Iterator<Item = Person>) -> Result<Times> {
        let mut times = Times::default();
        self.directory.think(Duration::ZERO);
        let people = people.take(IN_TURN + TOGETHER).collect();
        let mut in_turn = load::each(people, |person| self.prove(person)).await?;
        let together = in_turn.split_off(IN_TURN);
        self.directory.think(THINK);
        for mut proven in in_turn {
            times.portal.push(self.reset(&mut proven).await?);
            times.alone.push(self.reset_alone(&proven.person).await?);
            let reading_at_once = self.reset_reading_at_once(&proven.person).await?;
            times.alone_reading_at_once.push(reading_at_once);
        }
        let people: Vec<Person> = together
            .iter()
            .map(|proven| proven.person.clone())
            .collect();
        let (start, cpu) = (Instant::now(), self.portal.cpu_seconds()?);
        times.portal_together =
            load::each(together, async |mut proven| self.reset(&mut proven).await).await?;
        times.portal_seconds = start.elapsed().as_secs_f64();
        times.portal_cpu = self.portal.cpu_seconds()? - cpu;
        let start = Instant::now();
        times.alone_together =
            load::each(people, async |person| self.reset_alone(&person).await).await?;
        times.alone_seconds = start.elapsed().as_secs_f64();
        Ok(times)
    }

    async fn prove(&self, person: Person) -> Result<Proven> {
        let mut browser = self.portal.browser();
        browser.identify(&person.login).await?;
        let code = self.mailbox.code(&person.login).await?;
        browser.enter_code(&code).await?;
        Ok(Proven { browser, person })
    }

    async fn reset(&self, proven: &mut Proven) -> Result<f64> {
        let password = self.password();
        let start = Instant::now();
        proven.browser.choose_password(&password).await?;
        Ok(milliseconds(start.elapsed()))
    }

    async fn reset_alone(&self, person: &Person) -> Result<f64> {
        let password = self.password();
        let start = Instant::now();
        for call in calls(&person.id) {
            self.call(call, &password).await?;
        }
        Ok(milliseconds(start.elapsed()))
    }

    async fn reset_reading_at_once(&self, person: &Person) -> Result<f64> {
        let password = self.password();
        let start = Instant::now();
        let [user, groups, roles, set, sign_out] = calls(&person.id);
        let reads = [user, groups, roles].map(|call| self.call(call, &password));
        future::try_join_all(reads).await?;
        self.call(set, &password).await?;
        self.call(sign_out, &password).await?;
        Ok(milliseconds(start.elapsed()))
    }

    async fn call(&self, (method, path): (&str, String), password: &str) -> Result<()> {
        let body = json!({ "credentials": { "password": { "value": password } } });
        let body = (method == "POST").then_some(&body);
        self.directory.call(method, &path, body).await.map(drop)
    }

    /// Strong, and never used before.
    fn password(&self) -> String {
        let number = self.passwords.fetch_add(1, Ordering::Relaxed);
        format!("Violet {number} kettle Quarry drums")
    }

    /// The baseline must be what the portal does.
    async fn compare_calls(&self, person: Option<Person>) -> Result<()> {
        let Some(person) = person else {
            return Ok(());
        };
        let mut proven = self.prove(person).await?;
        self.directory.org().forget_calls();
        self.reset(&mut proven).await?;
        let made = self.directory.org().calls();
        let made = made
            .iter()
            .map(|call| format!("{} {}", call.method, call.path));
        let mut made: Vec<String> = made.collect();
        let mut expected = calls(&proven.person.id)
            .map(|(method, path)| format!("{method} {}", path.split('?').next().unwrap_or("")));
        // What is read at once comes in any order.
        made.truncate(expected.len());
        for calls in [made.get_mut(..READS), expected.get_mut(..READS)] {
            calls.unwrap_or_default().sort_unstable();
        }
        ensure!(
            made == expected,
            "the portal's calls are others now: {made:#?}"
        );
        Ok(())
    }
}

/// Those of [`calls`] that read.
const READS: usize = 3;

fn calls(id: &str) -> [(&'static str, String); 5] {
    let user = format!("/api/v1/users/{id}");
    [
        ("GET", user.clone()),
        ("GET", format!("{user}/groups")),
        ("GET", format!("{user}/roles")),
        ("POST", format!("{user}?strict=true")),
        ("DELETE", format!("{user}/sessions?oauthTokens=true")),
    ]
}

/// Milliseconds of each reset, and what all of a round took.
#[derive(Default)]
struct Times {
    portal: Vec<f64>,
    alone: Vec<f64>,
    alone_reading_at_once: Vec<f64>,
    portal_together: Vec<f64>,
    alone_together: Vec<f64>,
    portal_seconds: f64,
    alone_seconds: f64,
    portal_cpu: f64,
}

impl Times {
    fn add(&mut self, other: Self) {
        self.portal.extend(other.portal);
        self.alone.extend(other.alone);
        self.alone_reading_at_once
            .extend(other.alone_reading_at_once);
        self.portal_together.extend(other.portal_together);
        self.alone_together.extend(other.alone_together);
        self.portal_seconds += other.portal_seconds;
        self.alone_seconds += other.alone_seconds;
        self.portal_cpu += other.portal_cpu;
    }

    fn rows(&self, database: &Database) -> Vec<Row> {
        let cpu = self.portal_cpu / count(self.portal_together.len()) * 1_000.0;
        let compared = |what: &str, portal: &[f64], alone: &[f64], share: f64| {
            let what = format!("{what}, {database}");
            Row::ratio(what, quantile(portal, share), quantile(alone, share))
        };
        let rate = |resets: &[f64], seconds: f64| count(resets.len()) / seconds;
        vec![
            compared("one after the other, p50", &self.portal, &self.alone, 0.5).at_most(1.06),
            compared("one after the other, p99", &self.portal, &self.alone, 0.99).at_most(1.15),
            compared(
                "one after the other, p50, beside reading at once",
                &self.portal,
                &self.alone_reading_at_once,
                0.5,
            ),
            compared(
                &format!("{AT_ONCE} at once, p50"),
                &self.portal_together,
                &self.alone_together,
                0.5,
            )
            .beside("CPU ms a reset", cpu)
            .beside(
                "added ms",
                median(&self.portal_together) - median(&self.alone_together),
            ),
            Row::ratio(
                format!("{AT_ONCE} at once, resets a second, {database}"),
                rate(&self.portal_together, self.portal_seconds),
                rate(&self.alone_together, self.alone_seconds),
            ),
        ]
    }
}
