use super::{FilterKind, OpenError};
use xorf::Descriptor;

const MAGIC: [u8; 8] = *b"LKBREACH";
pub(super) const VERSION: u16 = 1;
pub(super) const HEADER_BYTES: usize = 48;

/// What stands before the cells of a filter's file; `file.rs` has the table.
pub(super) struct Header {
    pub(super) kind: FilterKind,
    pub(super) count: u64,
    pub(super) descriptor: Descriptor,
    pub(super) cells: u64,
}

impl Header {
    pub(super) fn to_bytes(&self) -> [u8; HEADER_BYTES] {
        let shape = &self.descriptor;
        let mut bytes = [0; HEADER_BYTES];
        bytes[0..8].copy_from_slice(&MAGIC);
        bytes[8..10].copy_from_slice(&VERSION.to_le_bytes());
        bytes[10..12].copy_from_slice(&bits(self.kind).to_le_bytes());
        bytes[12..20].copy_from_slice(&self.count.to_le_bytes());
        bytes[20..28].copy_from_slice(&shape.seed.to_le_bytes());
        bytes[28..32].copy_from_slice(&shape.segment_length.to_le_bytes());
        bytes[32..36].copy_from_slice(&shape.segment_length_mask.to_le_bytes());
        bytes[36..40].copy_from_slice(&shape.segment_count_length.to_le_bytes());
        bytes[40..48].copy_from_slice(&self.cells.to_le_bytes());
        bytes
    }

    pub(super) fn parse(bytes: &[u8; HEADER_BYTES]) -> Result<Self, OpenError> {
        if field(bytes, 0) != MAGIC {
            return Err(OpenError::NotAFilter);
        }
        let version = u16::from_le_bytes(field(bytes, 8));
        if version != VERSION {
            return Err(OpenError::Version { found: version });
        }
        let kind = match u16::from_le_bytes(field(bytes, 10)) {
            16 => FilterKind::Bits16,
            32 => FilterKind::Bits32,
            found => return Err(OpenError::Kind { found }),
        };
        Ok(Self {
            kind,
            count: u64::from_le_bytes(field(bytes, 12)),
            descriptor: Descriptor {
                seed: u64::from_le_bytes(field(bytes, 20)),
                segment_length: u32::from_le_bytes(field(bytes, 28)),
                segment_length_mask: u32::from_le_bytes(field(bytes, 32)),
                segment_count_length: u32::from_le_bytes(field(bytes, 36)),
            },
            cells: u64::from_le_bytes(field(bytes, 40)),
        })
    }

    /// The size of header and cells; `None` when no file can be that large.
    pub(super) fn bytes_before_checksum(&self) -> Option<u64> {
        let cell_bytes = u64::from(bits(self.kind) / 8);
        let cells = self.cells.checked_mul(cell_bytes)?;
        cells.checked_add(HEADER_BYTES as u64)
    }

    /// Whether every index that xorf computes from the descriptor lies within the cells: it
    /// does not check, and would panic at the first look-up.
    pub(super) fn is_sound(&self) -> bool {
        let shape = &self.descriptor;
        let segment = u64::from(shape.segment_length);
        let segments = u64::from(shape.segment_count_length);
        segment.is_power_of_two()
            && u64::from(shape.segment_length_mask) == segment - 1
            && segments > 0
            && segments.is_multiple_of(segment)
            && segments + 2 * segment == self.cells
            && u32::try_from(self.cells).is_ok()
    }
}

fn bits(kind: FilterKind) -> u16 {
    match kind {
        FilterKind::Bits16 => 16,
        FilterKind::Bits32 => 32,
    }
}

fn field<const N: usize>(bytes: &[u8; HEADER_BYTES], at: usize) -> [u8; N] {
    let mut field = [0; N];
    field.copy_from_slice(&bytes[at..at + N]);
    field
}
