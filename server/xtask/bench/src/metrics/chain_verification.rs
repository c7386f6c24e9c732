//! P10: `latchkey audit verify` over a million records, beside SHA-256 over the very bytes.

use crate::{
    chain, database::Database, directory::Directory, portal::Installation, report::Row,
    settings::Settings, statistics::median,
};
use anyhow::{Context as _, Result, ensure};
use latchkey_domain::{AuditRecord, Store as _};
use latchkey_store::SqlStore;
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    hint::black_box,
    path::Path,
    process::{Output, Stdio},
    time::Instant,
};

const BATCH: u32 = 10_000;
/// The record of which a byte is flipped.
const ALTERED: i64 = 777_777;

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let directory = Directory::start().await?;
    let installation =
        Installation::empty(settings, "chain", &Database::Sqlite, &directory).await?;
    chain::copy_trail(&settings.folder, &installation.database_file()).await?;
    let store = chain::open(&installation.database_file()).await?;
    let (bytes, mark) = hashed_bytes(&store).await?;
    store.close().await;
    let (mut verified, mut hashed) = (Vec::new(), Vec::new());
    for round in 0..settings.rounds {
        let start = Instant::now();
        let output = verify(&installation).await?;
        let seconds = start.elapsed().as_secs_f64();
        ensure!(output.status.success(), "the chain does not hold");
        let start = Instant::now();
        hash(&bytes);
        if round > 0 {
            verified.push(seconds);
            hashed.push(start.elapsed().as_secs_f64());
        }
    }
    flip_a_byte(&installation.database_file(), &mark)?;
    let output = verify(&installation).await?;
    let named = String::from_utf8_lossy(&output.stderr).contains(&format!("record {ALTERED} "));
    let found = !output.status.success() && named;
    Ok(vec![
        Row::ratio(
            "verify 1 M records, beside SHA-256 alone",
            median(&verified),
            median(&hashed),
        )
        .at_most(2.0)
        .beside("megabytes", megabytes(&bytes)),
        Row::told(
            "one flipped byte is found and its record named",
            f64::from(found),
            "of 1",
        )
        .at_least(1.0),
    ])
}

async fn verify(installation: &Installation) -> Result<Output> {
    let mut verify = installation.command(&["audit", "verify"])?;
    verify.stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(verify.output().await?)
}

/// What goes into the hash of each record, in order, and a text that only the record to be altered
/// holds.
async fn hashed_bytes(store: &SqlStore) -> Result<(Vec<Vec<u8>>, String)> {
    let (mut bytes, mut mark, mut last) = (Vec::new(), None, 0);
    loop {
        let records = store.read().await?.audit_records(last, BATCH).await?;
        let Some(end) = records.last() else {
            return Ok((bytes, mark.context("a shorter chain")?));
        };
        last = end.sequence;
        for record in &records {
            bytes.push(parts(record)?);
            if record.sequence == ALTERED {
                mark = record.event.request.map(|id| id.to_string());
            }
        }
    }
}

/// The length of each part and the part: the hash before, number, time, event.
fn parts(record: &AuditRecord) -> Result<Vec<u8>> {
    let event = serde_json::to_vec(&record.event)?;
    let mut bytes = vec![0; 4 * size_of::<u64>() + 32 + 2 * size_of::<i64>()];
    bytes.extend(event);
    Ok(bytes)
}

fn hash(records: &[Vec<u8>]) {
    for record in records {
        black_box(Sha256::digest(black_box(record)));
    }
}

/// In the file itself: the database refuses to change a record.
fn flip_a_byte(file: &Path, mark: &str) -> Result<()> {
    let mut content = fs::read(file)?;
    let mark = mark.as_bytes();
    let at = content
        .windows(mark.len())
        .position(|window| window == mark)
        .context("the record is not in the file")?;
    let digit = &mut content[at];
    *digit = if *digit == b'0' { b'1' } else { b'0' };
    Ok(fs::write(file, content)?)
}

fn megabytes(records: &[Vec<u8>]) -> f64 {
    let bytes: usize = records.iter().map(Vec::len).sum();
    crate::statistics::count(bytes) / 1e6
}
