use sha2::{Digest as _, Sha256};
use std::io::{self, Read, Write};

/// Bytes of SHA-256.
pub(super) const CHECKSUM_BYTES: usize = 32;

/// Cells that are read or written at once.
const CHUNK: usize = 16 * 1024;

/// A reader or writer that hashes what passes.
pub(super) struct Checked<T> {
    inner: T,
    hash: Sha256,
}

impl<T> Checked<T> {
    pub(super) fn new(inner: T) -> Self {
        Self {
            inner,
            hash: Sha256::new(),
        }
    }
}

impl<R: Read> Checked<R> {
    pub(super) fn read(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.inner.read_exact(bytes)?;
        self.hash.update(bytes);
        Ok(())
    }

    pub(super) fn read_cells<T, const N: usize>(
        &mut self,
        count: usize,
        from_bytes: fn([u8; N]) -> T,
    ) -> io::Result<Box<[T]>> {
        let mut cells = Vec::with_capacity(count);
        let mut buffer = vec![0; CHUNK * N];
        while cells.len() < count {
            let bytes = (count - cells.len()).min(CHUNK) * N;
            let chunk = &mut buffer[..bytes];
            self.read(chunk)?;
            cells.extend(chunk.as_chunks().0.iter().map(|cell| from_bytes(*cell)));
        }
        Ok(cells.into_boxed_slice())
    }

    /// Whether what passed is what the checksum that follows was made for.
    pub(super) fn matches(mut self) -> io::Result<bool> {
        let mut checksum = [0; CHECKSUM_BYTES];
        self.inner.read_exact(&mut checksum)?;
        Ok(self.hash.finalize()[..] == checksum)
    }
}

impl<W: Write> Checked<W> {
    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.inner.write_all(bytes)
    }

    pub(super) fn write_cells<T: Copy, const N: usize>(
        &mut self,
        cells: &[T],
        to_bytes: fn(T) -> [u8; N],
    ) -> io::Result<()> {
        let mut buffer = Vec::with_capacity(CHUNK * N);
        for chunk in cells.chunks(CHUNK) {
            buffer.clear();
            buffer.extend(chunk.iter().flat_map(|cell| to_bytes(*cell)));
            self.write(&buffer)?;
        }
        Ok(())
    }

    /// Writes the checksum of what passed.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.inner.write_all(&self.hash.finalize())?;
        self.inner.flush()
    }
}
