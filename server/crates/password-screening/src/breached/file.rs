//! A filter as a file: a header of 48 bytes, the cells, and SHA-256 over both. Numbers are
//! little-endian.
//!
//! | offset | bytes | content |
//! |---|---|---|
//! | 0 | 8 | `LKBREACH` |
//! | 8 | 2 | version of this layout |
//! | 10 | 2 | kind: bits of a cell, 16 or 32 |
//! | 12 | 8 | how many passwords the filter was built from |
//! | 20 | 20 | seed (8), segment length, its mask, length of all segments (4 each) |
//! | 40 | 8 | how many cells |

use super::{
    BreachedFilter, FilterKind,
    checksum::{CHECKSUM_BYTES, Checked},
    filter::Cells,
    header::{HEADER_BYTES, Header, VERSION},
};
use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};
use xorf::{BinaryFuse16, BinaryFuse32};

/// Why a file is no filter to rely on.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file cannot be read.
    #[error("the file of breached passwords cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The file is something else.
    #[error("the file is not one that `latchkey breached import` has written")]
    NotAFilter,
    /// The file has another version's layout.
    #[error(
        "the file has layout version {found}, this program reads version {VERSION}: import the list again"
    )]
    Version {
        /// The version in the file.
        found: u16,
    },
    /// The file has cells of an unknown size.
    #[error("the file has cells of {found} bits, this program reads 16 and 32")]
    Kind {
        /// The size in the file.
        found: u16,
    },
    /// The file was cut or grew.
    #[error("the file has {found} bytes instead of {expected}")]
    Length {
        /// Bytes that the header announces.
        expected: u64,
        /// Bytes that are there.
        found: u64,
    },
    /// The content is not what was written.
    #[error("the file is damaged: its checksum does not match")]
    Checksum,
    /// The numbers of the header contradict each other.
    #[error("the file's header contradicts itself")]
    Layout,
}

impl BreachedFilter {
    /// Reads a filter that [`super::import()`] has written, whole, into memory.
    ///
    /// # Errors
    /// [`OpenError`] when the file cannot be read, is damaged, or is of another version.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Self::read(file, length)
    }

    /// Reads a filter of `length` bytes.
    fn read(input: impl Read, length: u64) -> Result<Self, OpenError> {
        if length < HEADER_BYTES as u64 {
            return Err(OpenError::NotAFilter);
        }
        let mut input = Checked::new(input);
        let mut header = [0; HEADER_BYTES];
        input.read(&mut header)?;
        let header = Header::parse(&header)?;
        // Before anything is allocated: the header is not proven yet.
        let expected = header
            .bytes_before_checksum()
            .and_then(|bytes| bytes.checked_add(CHECKSUM_BYTES as u64))
            .ok_or(OpenError::Layout)?;
        if length != expected {
            return Err(OpenError::Length {
                expected,
                found: length,
            });
        }
        let count = header.count;
        let cells = read_cells(header, &mut input)?;
        if input.matches()? {
            Ok(Self { count, cells })
        } else {
            Err(OpenError::Checksum)
        }
    }

    /// Writes the filter, checksum last.
    pub(super) fn write(&self, output: impl Write) -> io::Result<()> {
        let mut output = Checked::new(output);
        output.write(&self.header().to_bytes())?;
        match &self.cells {
            Cells::Bits16(filter) => output.write_cells(&filter.fingerprints, u16::to_le_bytes)?,
            Cells::Bits32(filter) => output.write_cells(&filter.fingerprints, u32::to_le_bytes)?,
        }
        output.finish()
    }

    fn header(&self) -> Header {
        let (descriptor, cells) = match &self.cells {
            Cells::Bits16(filter) => (&filter.descriptor, filter.fingerprints.len()),
            Cells::Bits32(filter) => (&filter.descriptor, filter.fingerprints.len()),
        };
        Header {
            kind: self.kind(),
            count: self.count,
            descriptor: descriptor.clone(),
            cells: cells as u64,
        }
    }
}

fn read_cells(header: Header, input: &mut Checked<impl Read>) -> Result<Cells, OpenError> {
    if !header.is_sound() {
        return Err(OpenError::Layout);
    }
    let count = usize::try_from(header.cells).map_err(|_| OpenError::Layout)?;
    let descriptor = header.descriptor;
    Ok(match header.kind {
        FilterKind::Bits16 => Cells::Bits16(BinaryFuse16 {
            descriptor,
            fingerprints: input.read_cells(count, u16::from_le_bytes)?,
        }),
        FilterKind::Bits32 => Cells::Bits32(BinaryFuse32 {
            descriptor,
            fingerprints: input.read_cells(count, u32::from_le_bytes)?,
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest as _, Sha256};

    fn written(kind: FilterKind) -> Vec<u8> {
        let filter = BreachedFilter::from_passwords(["hunter2", "letmein", "tr0ub4dor"], kind);
        let mut file = Vec::new();
        filter.expect("built").write(&mut file).expect("written");
        file
    }

    fn read(file: &[u8]) -> Result<BreachedFilter, OpenError> {
        BreachedFilter::read(file, file.len() as u64)
    }

    fn with_new_checksum(mut file: Vec<u8>) -> Vec<u8> {
        let end = file.len() - CHECKSUM_BYTES;
        let checksum = Sha256::digest(&file[..end]);
        file[end..].copy_from_slice(&checksum);
        file
    }

    #[test]
    fn what_was_written_is_read_back() {
        for kind in [FilterKind::Bits16, FilterKind::Bits32] {
            let filter = read(&written(kind)).expect("read");
            assert_eq!((filter.count(), filter.kind()), (3, kind));
            assert!(filter.contains(&"hunter2".parse().expect("a password")));
            assert!(!filter.contains(&"hunter3".parse().expect("a password")));
        }
    }

    #[test]
    fn a_file_cut_anywhere_is_refused() {
        let file = written(FilterKind::Bits16);
        for length in 0..file.len() {
            assert!(read(&file[..length]).is_err(), "{length} bytes");
        }
        let cut = read(&file[..file.len() - 1]);
        assert!(matches!(cut, Err(OpenError::Length { .. })), "{cut:?}");
    }

    #[test]
    fn a_flipped_bit_anywhere_is_refused() {
        let file = written(FilterKind::Bits32);
        for bit in 0..file.len() * 8 {
            let mut flipped = file.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&flipped).is_err(), "bit {bit}");
        }
        let mut flipped = file;
        flipped[HEADER_BYTES] ^= 1;
        assert!(matches!(read(&flipped), Err(OpenError::Checksum)));
    }

    #[test]
    fn another_version_is_refused_by_number() {
        let mut file = written(FilterKind::Bits16);
        file[8..10].copy_from_slice(&2_u16.to_le_bytes());
        let error = read(&with_new_checksum(file)).expect_err("refused");
        assert!(matches!(error, OpenError::Version { found: 2 }));
        assert!(error.to_string().contains("version 2"), "{error}");
    }

    #[test]
    fn a_header_that_leads_outside_the_cells_is_refused_despite_its_checksum() {
        for (offset, value) in [(28, 3_u32), (32, 3), (36, 0), (36, 400)] {
            let mut file = written(FilterKind::Bits16);
            file[offset..offset + 4].copy_from_slice(&value.to_le_bytes());
            let result = read(&with_new_checksum(file));
            assert!(
                matches!(result, Err(OpenError::Layout)),
                "{offset}: {result:?}"
            );
        }
    }

    #[test]
    fn an_announced_size_is_not_believed_before_it_is_there() {
        let mut file = written(FilterKind::Bits16);
        for cells in [u64::MAX, 1 << 40] {
            file[40..48].copy_from_slice(&cells.to_le_bytes());
            assert!(read(&file).is_err(), "{cells} cells");
        }
    }
}
