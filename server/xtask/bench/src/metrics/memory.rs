//! P8: memory of the portal when nobody is there, and for each thousand people on their way.

use crate::{
    database::Database, directory::Directory, load, mailbox::Mailbox, portal::Installation,
    report::Row, settings::Settings, statistics::count,
};
use anyhow::{Result, ensure};
use std::time::{Duration, Instant};

const IDLE: Duration = Duration::from_mins(1);
const PEOPLE: usize = 400;
const FLOWS: usize = 10_000;
/// Of LTB self-service-password under nginx and php-fpm, measured once; it is not installed here.
const INCUMBENT_MEGABYTES: f64 = 28.8;
const PATIENCE: Duration = Duration::from_mins(4);

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let directory = Directory::start().await?;
    let people = directory.hire("memory", PEOPLE).await?;
    let installation =
        Installation::empty(settings, "memory", &Database::Sqlite, &directory).await?;
    let portal = installation.start().await?;
    tokio::time::sleep(IDLE).await;
    let idle = portal.megabytes()?;
    let mailbox = portal.mailbox();
    load::all(FLOWS, async |number| {
        let person = &people[number % people.len()];
        portal.browser().identify(&person.login).await
    })
    .await?;
    wait_for_codes(&mailbox).await?;
    let busy = portal.megabytes()?;
    let per_thousand = (busy - idle) * 1_000.0 / count(FLOWS);
    Ok(vec![
        Row::ratio(
            "idle, beside 28.8 MB of the incumbent",
            idle,
            INCUMBENT_MEGABYTES,
        )
        .at_most(1.0),
        Row::told("more for each 1,000 open flows", per_thousand, "MB")
            .at_most(4.0)
            .beside("idle MB", idle)
            .beside("with 10,000 flows MB", busy),
    ])
}

/// All have their code, so nothing is under way any more.
async fn wait_for_codes(mailbox: &Mailbox) -> Result<()> {
    let start = Instant::now();
    while mailbox.mailed_codes()? < FLOWS {
        ensure!(start.elapsed() < PATIENCE, "the codes were not mailed");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}
