use super::{
    BreachedFilter, FilterKind, NotBuilt, Sha1Digest,
    lines::{Line, Lines},
    most_frequent::MostFrequent,
};
use latchkey_values::NewPassword;
use std::io::{self, BufRead, Write};

/// What the lines of a list hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineForm {
    /// `HASH` or `HASH:COUNT`, the hash as 40 hex digits of SHA-1: the Pwned Passwords download.
    Sha1,
    /// A password, as typed. Those that nobody could choose are refused.
    Plain,
}

/// How a list becomes a filter.
///
/// The import takes about 40 bytes of memory for each password it keeps, however long the list:
/// 380 MB for the ten million of the default. The filter then takes 2.3 bytes
/// ([`FilterKind::Bits16`]) or 4.5 bytes ([`FilterKind::Bits32`]) for each, in the file and in the
/// running server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// What the lines hold.
    pub lines: LineForm,
    /// Fewest times a password was seen; `None` means once. A line without a count was seen once,
    /// one with the count 0 never.
    pub min_count: Option<u64>,
    /// Keep only so many passwords, the most frequent; among equals those that stand first. At
    /// most [`ImportOptions::LARGEST`], higher values count as that.
    pub most: usize,
    /// How certain the filter is.
    pub kind: FilterKind,
}

impl ImportOptions {
    /// Most passwords that a filter can hold.
    pub const LARGEST: usize = 1_000_000_000;

    /// The ten million most frequent passwords of a list, in a filter of 16 bits.
    #[must_use]
    pub fn new(lines: LineForm) -> Self {
        Self {
            lines,
            min_count: None,
            most: 10_000_000,
            kind: FilterKind::default(),
        }
    }
}

/// What an import did.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportReport {
    /// Lines of the list.
    pub read: u64,
    /// Different passwords in the filter.
    pub kept: u64,
    /// Lines that hold no hash, or no password that anybody could choose.
    pub refused_lines: u64,
    /// The share of other passwords that the filter will take for leaked.
    pub false_positive_rate: f64,
}

/// Why an import wrote no filter.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The list cannot be read.
    #[error("the list cannot be read: {0}")]
    Read(io::Error),
    /// The filter cannot be written.
    #[error("the filter cannot be written: {0}")]
    Write(io::Error),
    /// No line holds a password to keep: probably a list of the other form, or without counts.
    #[error("nothing to keep: {read} lines were read, {refused_lines} of them not understood")]
    NothingKept {
        /// Lines of the list.
        read: u64,
        /// Lines that could not be understood.
        refused_lines: u64,
    },
    /// The filter cannot be built.
    #[error(transparent)]
    NotBuilt(#[from] NotBuilt),
}

/// Reads a list line by line and writes it as a filter for [`BreachedFilter::open`]. What was
/// written before an error is no filter and is refused as one.
///
/// # Errors
/// [`ImportError`], before anything is written unless writing itself fails.
pub fn import(
    list: impl BufRead,
    filter: impl Write,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let min_count = options.min_count.unwrap_or(1).max(1);
    let mut most_frequent = MostFrequent::new(options.most.min(ImportOptions::LARGEST));
    let mut lines = Lines::new(list);
    let (mut read, mut refused_lines) = (0, 0);
    while let Some(line) = lines.next().map_err(ImportError::Read)? {
        read += 1;
        match entry(&line, options.lines) {
            Some((key, count)) if count >= min_count => most_frequent.offer(key, count),
            Some(_) => {}
            None => refused_lines += 1,
        }
    }
    let keys = most_frequent.into_keys();
    if keys.is_empty() {
        return Err(ImportError::NothingKept {
            read,
            refused_lines,
        });
    }
    let built = BreachedFilter::from_keys(keys, options.kind)?;
    built.write(filter).map_err(ImportError::Write)?;
    Ok(ImportReport {
        read,
        kept: built.count(),
        refused_lines,
        false_positive_rate: built.false_positive_rate(),
    })
}

/// The key and count of a line; `None` for a line of another form.
fn entry(line: &Line<'_>, form: LineForm) -> Option<(u64, u64)> {
    let Line::Bytes(line) = line else {
        return None;
    };
    match form {
        LineForm::Plain => {
            let password: NewPassword = str::from_utf8(line).ok()?.parse().ok()?;
            Some((Sha1Digest::of(password.expose()).key(), 1))
        }
        LineForm::Sha1 => {
            let (hash, count) = match line.split_at_checked(40) {
                Some((hash, [])) => (hash, 1),
                Some((hash, [b':', count @ ..])) => {
                    (hash, str::from_utf8(count).ok()?.parse().ok()?)
                }
                _ => return None,
            };
            Some((Sha1Digest::from_hex(hash)?.key(), count))
        }
    }
}
