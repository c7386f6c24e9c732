//! P7: from starting the program to its first page, and after kill -9 to its first call of Okta for
//! what was left open.

use crate::{
    chain,
    database::Database,
    directory::Directory,
    portal::{Installation, Portal},
    report::Row,
    settings::Settings,
    statistics::{median, milliseconds},
};
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

const OPEN: usize = 10_000;
const PEOPLE: usize = 100;
/// Long enough that work is under way when the portal is killed.
const AT_WORK: Duration = Duration::from_millis(700);
const THINK: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_micros(200);

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let directory = Directory::start().await?;
    let people = directory.hire("open", PEOPLE).await?;
    let sqlite = Database::Sqlite;
    let empty = Installation::empty(settings, "start_empty", &sqlite, &directory).await?;
    let full = Installation::empty(settings, "start_full", &sqlite, &directory).await?;
    chain::copy_trail(&settings.folder, &full.database_file()).await?;
    let store = chain::open(&full.database_file()).await?;
    chain::leave_open(&store, OPEN, &people).await?;
    store.close().await;
    directory.think(THINK);
    let (mut quick, mut slow, mut resumed) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..settings.rounds {
        let (without, portal) = first_page(&empty).await?;
        portal.kill().await?;
        let (with, call) = first_page_and_call(&full, &directory).await?;
        if round > 0 {
            quick.push(without);
            slow.push(with);
            resumed.push(call);
        }
    }
    let (quick, slow) = (median(&quick), median(&slow));
    Ok(vec![
        Row::told("first page, empty database", quick, "ms").at_most(100.0),
        Row::told(
            "first page, 1 M records and 10,000 open operations",
            slow,
            "ms",
        )
        .at_most(100.0),
        Row::ratio("first page, full beside empty", slow, quick).at_most(5.0),
        Row::told("first resumed call after kill -9", median(&resumed), "ms").at_most(1_000.0),
    ])
}

async fn first_page(installation: &Installation) -> Result<(f64, Portal)> {
    let start = Instant::now();
    let mut portal = installation.spawn()?;
    portal.first_page().await?;
    Ok((milliseconds(start.elapsed()), portal))
}

/// Starts on what the last kill left, waits for both, and kills again in the middle of the work.
async fn first_page_and_call(
    installation: &Installation,
    directory: &Directory,
) -> Result<(f64, f64)> {
    directory.org().forget_calls();
    let start = Instant::now();
    let mut portal = installation.spawn()?;
    let page = async {
        portal.first_page().await?;
        anyhow::Ok(milliseconds(start.elapsed()))
    };
    let (page, call) = tokio::join!(page, first_call(directory, start));
    tokio::time::sleep(AT_WORK).await;
    portal.kill().await?;
    Ok((page?, call?))
}

/// A call is on record once it was answered, so the org's own time is taken off.
async fn first_call(directory: &Directory, start: Instant) -> Result<f64> {
    while directory.org().calls().is_empty() {
        if start.elapsed() > PATIENCE {
            bail!("nothing was resumed");
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(milliseconds(start.elapsed().saturating_sub(THINK)))
}
