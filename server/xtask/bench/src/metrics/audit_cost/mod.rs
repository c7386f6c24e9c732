//! P9: what the audit trail costs. The arm without it exists here only: a store that drops records.

mod post;
mod unaudited_store;
mod workload;

use crate::{
    chain, database::Database, directory::Directory, load::AT_ONCE, process_figures, report::Row,
    settings::Settings, statistics::median,
};
use anyhow::{Context as _, Result};
use latchkey_domain::Store;
use latchkey_store::SqlStore;
use latchkey_values::{Clock as _, SystemClock};
use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};
use unaudited_store::UnauditedStore;
use workload::Workload;

const PEOPLE: usize = 320;
const RESETS: usize = 320;
const APPENDS: u32 = 2_000;
const BLOCK: [u8; 4_096] = [7; 4_096];

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let folder = settings.folder.join("audit_cost");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut rows = Vec::new();
    for database in settings.databases() {
        rows.push(compare(settings, &folder, &database).await?);
    }
    rows.push(appends(settings, &folder).await?);
    Ok(rows)
}

/// Resets with and without audit, in turns, each arm on a database of its own.
async fn compare(settings: &Settings, folder: &Path, database: &Database) -> Result<Row> {
    let directory = Directory::start().await?;
    let people = directory.hire("audit", PEOPLE).await?;
    let with: Arc<dyn Store> = Arc::new(open(folder, database, "audited").await?);
    let without = open(folder, database, "unaudited").await?;
    let without: Arc<dyn Store> = Arc::new(UnauditedStore(Arc::new(without)));
    let with = Workload::start(with, &directory).await?;
    let without = Workload::start(without, &directory).await?;
    let (mut audited, mut unaudited) = (Arm::default(), Arm::default());
    for round in 0..settings.rounds {
        let one = Arm::of(&with, &people).await?;
        let other = Arm::of(&without, &people).await?;
        if round > 0 {
            audited.add(&one);
            unaudited.add(&other);
        }
    }
    with.stop().await;
    without.stop().await;
    let what = format!("resets a second, {AT_ONCE} at once, {database}");
    Ok(
        Row::ratio(what, median(&audited.rates), median(&unaudited.rates))
            .at_least(0.95)
            .beside("CPU ms a reset, with", median(&audited.cpu))
            .beside("CPU ms a reset, without", median(&unaudited.cpu)),
    )
}

/// Resets a second and CPU milliseconds a reset, org and portal together.
#[derive(Default)]
struct Arm {
    rates: Vec<f64>,
    cpu: Vec<f64>,
}

impl Arm {
    async fn of(workload: &Workload, people: &[crate::directory::Person]) -> Result<Self> {
        let own = std::process::id();
        let (start, cpu) = (Instant::now(), process_figures::cpu_seconds(own)?);
        workload.run(people, RESETS).await?;
        let resets = crate::statistics::count(RESETS);
        let seconds = start.elapsed().as_secs_f64();
        let cpu = process_figures::cpu_seconds(own)? - cpu;
        Ok(Self {
            rates: vec![resets / seconds],
            cpu: vec![cpu / resets * 1_000.0],
        })
    }

    fn add(&mut self, round: &Self) {
        self.rates.extend(&round.rates);
        self.cpu.extend(&round.cpu);
    }
}

async fn open(folder: &Path, database: &Database, name: &str) -> Result<SqlStore> {
    let path = match database.empty(&format!("bench_{name}")).await? {
        Some(url) => PathBuf::from(url),
        None => folder.join(format!("{name}.db")),
    };
    chain::open(&path).await
}

/// Durable records a second, one a transaction, beside durable blocks a second in a bare file.
async fn appends(settings: &Settings, folder: &Path) -> Result<Row> {
    let store = chain::open(&folder.join("appends.db")).await?;
    let mut file = File::create(folder.join("blocks"))?;
    let (mut records, mut blocks) = (Vec::new(), Vec::new());
    for round in 0..settings.rounds {
        let start = Instant::now();
        for number in 0..APPENDS {
            let mut unit = store.begin().await?;
            let event = chain::event(usize::try_from(number)?);
            unit.append_audit(SystemClock.now(), event).await?;
            unit.commit().await?;
        }
        let taken = start.elapsed();
        let start = Instant::now();
        for _ in 0..APPENDS {
            file.write_all(&BLOCK).context("a full disk")?;
            file.sync_data()?;
        }
        if round > 0 {
            records.push(f64::from(APPENDS) / taken.as_secs_f64());
            blocks.push(f64::from(APPENDS) / start.elapsed().as_secs_f64());
        }
    }
    store.close().await;
    let what = "durable records a second, beside fdatasync alone, SQLite";
    Ok(Row::ratio(what, median(&records), median(&blocks)))
}
