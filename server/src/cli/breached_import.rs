use anyhow::Context as _;
use clap::Args;
use latchkey_password_screening::{ImportOptions, LineForm, import};
use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Write as _},
    path::PathBuf,
};

/// Makes a filter of leaked passwords from a list.
#[derive(Args)]
pub(super) struct Options {
    /// The list: SHA-1 hashes, one a line, each with or without `:COUNT` behind it.
    list: PathBuf,
    /// Where the filter goes; name it as `breached_filter` in the configuration.
    #[arg(long, value_name = "FILE", default_value = "breached.filter")]
    output: PathBuf,
    /// The list holds passwords in the clear, one a line.
    #[arg(long)]
    plain: bool,
    /// Leave out what was seen in fewer leaks than this.
    #[arg(long, value_name = "COUNT")]
    min_count: Option<u64>,
    /// Keep only this many, those seen most often.
    #[arg(long, value_name = "COUNT")]
    most: Option<usize>,
}

impl Options {
    /// Writes beside the old filter and then takes its place, so that there is always a whole one.
    pub(super) fn run(&self) -> anyhow::Result<()> {
        let form = if self.plain {
            LineForm::Plain
        } else {
            LineForm::Sha1
        };
        let mut options = ImportOptions::new(form);
        options.min_count = self.min_count;
        options.most = self.most.unwrap_or(options.most);
        let list = File::open(&self.list)
            .with_context(|| format!("cannot read {}", self.list.display()))?;
        let unfinished = self.output.with_extension("unfinished");
        let file = File::create(&unfinished)
            .with_context(|| format!("cannot write {}", unfinished.display()))?;
        let mut writer = BufWriter::new(file);
        let report = import(BufReader::new(list), &mut writer, &options)?;
        writer.flush()?;
        writer.get_ref().sync_all()?;
        fs::rename(&unfinished, &self.output)
            .with_context(|| format!("cannot write {}", self.output.display()))?;
        println!(
            "{} lines read, {} refused, {} passwords kept in {}",
            report.read,
            report.refused_lines,
            report.kept,
            self.output.display()
        );
        Ok(())
    }
}
