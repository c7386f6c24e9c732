//! Compressed copies, made once here instead of on every request.

use std::io::Write as _;
use std::path::Path;

/// Best quality: the files are small and built once.
const QUALITY: u32 = 11;
/// Largest window a browser must accept, as a power of two.
const WINDOW: u32 = 22;
const BUFFER: usize = 4096;

const COMPRESSIBLE: [&str; 10] = [
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Whether a file of this name gets smaller; pictures and fonts are compressed already.
pub(crate) fn is_worthwhile(name: &str) -> bool {
    Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| COMPRESSIBLE.contains(&extension))
}

/// The content as a browser wants it with `Content-Encoding: br`.
pub(crate) fn compress(content: &[u8]) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER, QUALITY, WINDOW);
    // Writing to memory cannot fail.
    let _ = writer.write_all(content);
    writer.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_content_is_smaller_and_reads_back_the_same() {
        let content = b"a { color: red } ".repeat(100);
        let compressed = compress(&content);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut compressed.as_slice(), &mut back).unwrap();
        assert_eq!(back, content);
        assert!(compressed.len() < content.len() / 10);
    }

    #[test]
    fn pictures_are_left_alone() {
        assert!(is_worthwhile("icon.svg"));
        assert!(!is_worthwhile("photo.png"));
        assert!(!is_worthwhile("LICENSE"));
    }
}
