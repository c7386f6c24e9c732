use std::io::{self, BufRead, Read as _};

/// Longest line in bytes, more than any hash with its count or any possible password takes.
const LONGEST: usize = 512;

/// Reads lines one by one in bounded memory, whatever the file holds.
pub(super) struct Lines<R> {
    reader: R,
    line: Vec<u8>,
}

/// One line, without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// The bytes of a line.
    Bytes(&'a [u8]),
    /// A line with too many bytes, skipped.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader,
            line: Vec::new(),
        }
    }

    /// The next line; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let longest = LONGEST as u64 + 1;
        let read = (&mut self.reader)
            .take(longest)
            .read_until(b'\n', &mut self.line)?;
        if read == 0 {
            return Ok(None);
        }
        let line = match self.line.strip_suffix(b"\n") {
            Some(line) => line,
            None if read > LONGEST => {
                self.reader.skip_until(b'\n')?;
                return Ok(Some(Line::TooLong));
            }
            None => &self.line,
        };
        Ok(Some(Line::Bytes(line.strip_suffix(b"\r").unwrap_or(line))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_with_either_mark_or_the_file() {
        let mut lines = Lines::new(&b"one\ntwo\r\n\nlast"[..]);
        for expected in ["one", "two", "", "last"] {
            let line = lines.next().expect("readable");
            assert_eq!(line, Some(Line::Bytes(expected.as_bytes())));
        }
        assert_eq!(lines.next().expect("readable"), None);
    }

    #[test]
    fn a_line_of_a_megabyte_is_skipped_without_keeping_it() {
        let text = format!("{}\nnext\n{}", "x".repeat(1 << 20), "y".repeat(LONGEST + 1));
        let mut lines = Lines::new(text.as_bytes());
        assert_eq!(lines.next().expect("readable"), Some(Line::TooLong));
        assert_eq!(lines.next().expect("readable"), Some(Line::Bytes(b"next")));
        assert_eq!(lines.next().expect("readable"), Some(Line::TooLong));
        assert_eq!(lines.next().expect("readable"), None);
        assert!(lines.line.capacity() <= 4 * LONGEST);
    }
}
