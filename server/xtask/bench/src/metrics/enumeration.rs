//! P11: whether the time of the answer to "who are you" tells if there is such a person.
//!
//! Starts of all classes come in random order on one connection, while Okta takes 300 ms a call.
//! Each class has as many logins, so that none meets a limit and all are as new to the database.

use crate::{
    database::Database,
    directory::{self, Directory, Person},
    portal::{Installation, Portal},
    report::Row,
    settings::Settings,
    statistics::{count, median, milliseconds, separation},
};
use anyhow::{Context as _, Result, ensure};
use latchkey_values::{Entropy as _, OsEntropy};
use std::time::{Duration, Instant};

const SAMPLES: usize = 8_000;
const LOGINS: usize = 100;
const THINK: Duration = Duration::from_millis(300);
/// One repeat is allowed.
const TRIES: usize = 2;
const LIMIT: f64 = 0.53;

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let mut classes = tried(settings).await?;
    for _ in 1..TRIES {
        if worst(&classes) <= LIMIT {
            break;
        }
        classes = tried(settings).await?;
    }
    rows(&classes)
}

/// Logins of one kind, and the times of their answers.
struct Class {
    name: &'static str,
    logins: Vec<String>,
    head: Vec<f64>,
    whole: Vec<f64>,
}

impl Class {
    fn new(name: &'static str, logins: Vec<String>) -> Self {
        Self {
            name,
            logins,
            head: Vec::with_capacity(SAMPLES),
            whole: Vec::with_capacity(SAMPLES),
        }
    }

    /// The better of both features.
    fn separation(&self, other: &Self) -> f64 {
        let head = separation(&self.head, &other.head);
        head.max(separation(&self.whole, &other.whole))
    }

    /// Two halves of the class, as the measure of chance.
    fn halves(&self) -> f64 {
        let (even, odd): (Vec<_>, Vec<_>) =
            self.whole.iter().enumerate().partition(|(n, _)| n % 2 == 0);
        let values = |half: Vec<(usize, &f64)>| half.into_iter().map(|(_, time)| *time).collect();
        let (even, odd): (Vec<f64>, Vec<f64>) = (values(even), values(odd));
        separation(&even, &odd)
    }
}

async fn tried(settings: &Settings) -> Result<Vec<Class>> {
    let directory = Directory::start().await?;
    let mut classes = classes(&directory).await?;
    let installation =
        Installation::empty(settings, "enumeration", &Database::Sqlite, &directory).await?;
    let portal = installation.start().await?;
    directory.think(THINK);
    for turn in 0..SAMPLES {
        for index in shuffled(classes.len()) {
            let class = &mut classes[index];
            let login = class.logins[turn % LOGINS].clone();
            let (head, whole) = start(&portal, &login).await?;
            class.head.push(head);
            class.whole.push(whole);
        }
    }
    Ok(classes)
}

/// Nobody first.
async fn classes(directory: &Directory) -> Result<Vec<Class>> {
    let unknown = (0..LOGINS).map(|n| directory::login("nobody", n));
    let mut classes = vec![Class::new("unknown", unknown.collect())];
    for name in [
        "active",
        "locked",
        "suspended",
        "inactive",
        "admin",
        "excluded",
    ] {
        let people = match name {
            "excluded" => directory.hire_excluded(name, LOGINS).await?,
            _ => directory.hire(name, LOGINS).await?,
        };
        for person in &people {
            become_one_of(directory, name, person).await?;
        }
        let logins = people.into_iter().map(|person| person.login).collect();
        classes.push(Class::new(name, logins));
    }
    Ok(classes)
}

async fn become_one_of(directory: &Directory, class: &str, person: &Person) -> Result<()> {
    let (org, login) = (directory.org(), &person.login);
    match class {
        "locked" => org.lock(login)?,
        "suspended" => org.suspend(login)?,
        "inactive" => org.deactivate(login)?,
        "admin" => directory.make_administrator(person).await?,
        _ => {}
    }
    Ok(())
}

/// Times to the head of the answer and to its end.
async fn start(portal: &Portal, login: &str) -> Result<(f64, f64)> {
    let browser = portal.browser();
    let start = Instant::now();
    let response = browser
        .answer("/do/reset/identify", &[("login", login)])
        .await?;
    let head = milliseconds(start.elapsed());
    let next = response.headers().get("location");
    ensure!(
        next.is_some_and(|next| next == "/reset/code"),
        "turned away: {next:?}"
    );
    response.bytes().await?;
    Ok((head, milliseconds(start.elapsed())))
}

fn shuffled(number: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..number).collect();
    for last in (1..number).rev() {
        let bound = u32::try_from(last + 1).unwrap_or(u32::MAX);
        order.swap(last, OsEntropy.below(bound) as usize);
    }
    order
}

fn worst(classes: &[Class]) -> f64 {
    let separations = known(classes).map(|(_, separation)| separation);
    separations.fold(0.5, f64::max)
}

/// How well each class of known people is told from nobody.
fn known(classes: &[Class]) -> impl Iterator<Item = (&Class, f64)> {
    let (unknown, known) = classes.split_at(1);
    known
        .iter()
        .map(|class| (class, class.separation(&unknown[0])))
}

fn rows(classes: &[Class]) -> Result<Vec<Row>> {
    let unknown = classes.first().context("no classes")?;
    let mut rows: Vec<Row> = known(classes)
        .map(|(class, separation)| {
            Row::told(
                format!("{} told from unknown", class.name),
                separation,
                "AUC",
            )
            .at_most(LIMIT)
            .beside("samples", count(class.whole.len()))
            .beside("p50 ms", median(&class.whole))
            .beside("unknown p50 ms", median(&unknown.whole))
        })
        .collect();
    rows.push(Row::told(
        "two halves of unknown told apart",
        unknown.halves(),
        "AUC",
    ));
    Ok(rows)
}
