use super::{ConfigFile, operator::operator};
use crate::startup::open_store;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use futures::TryStreamExt as _;
use jiff::Timestamp;
use latchkey_administration::{
    Export,
    audit::{ExportFormat, export_audit},
};
use latchkey_domain::AuditFilter;
use latchkey_values::{Clock as _, RequestId, SystemClock};
use std::{
    fs::OpenOptions,
    io::{Write, stdout},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

/// Takes records away as a file.
#[derive(Args)]
pub(super) struct Options {
    /// How they are written.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Where to; a file that is there already is left alone. Without it, to standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only from this time on, for example 2026-01-31T00:00:00Z.
    #[arg(long, value_name = "TIME")]
    from: Option<Timestamp>,
    /// Only before this time.
    #[arg(long, value_name = "TIME")]
    until: Option<Timestamp>,
    /// Only about this person: the id in the directory, or the login as it was typed.
    #[arg(long)]
    person: Option<String>,
    /// Only of this request.
    #[arg(long, value_name = "ID")]
    request: Option<RequestId>,
    #[command(flatten)]
    file: ConfigFile,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for spreadsheets.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let mut out: Box<dyn Write> = match &self.output {
            Some(path) => Box::new(private_file(path)?),
            None => Box::new(stdout().lock()),
        };
        let filter = AuditFilter {
            from: self.from,
            until: self.until,
            person: self.person.clone(),
            request: self.request,
            ..AuditFilter::default()
        };
        let format = match self.format {
            Format::Csv => ExportFormat::Csv,
            Format::Jsonl => ExportFormat::JsonLines,
        };
        let by = operator();
        let export = export_audit(store, SystemClock.now(), (&by).into(), filter, format);
        let Export { mut body, .. } = export.await?;
        while let Some(bytes) = body.try_next().await? {
            out.write_all(&bytes)?;
        }
        Ok(out.flush()?)
    }
}

/// The trail holds personal data: the file is for its owner only.
fn private_file(path: &Path) -> anyhow::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    let opened = options.write(true).create_new(true).mode(0o600).open(path);
    opened.with_context(|| format!("cannot make the file {}", path.display()))
}
