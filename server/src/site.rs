//! The built site: browser bundles, style sheet, static files. Inside the binary in release builds,
//! read once from `target/site` in others.

mod serve;

use axum::body::Bytes;
use rust_embed::RustEmbed;
use std::{borrow::Cow, collections::BTreeMap};

pub(crate) use serve::{asset, at_root};

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Embedded;

/// Maps logical names to served ones.
const MANIFEST: &str = "manifest.json";

/// The files of the site, in memory.
#[derive(Debug, Default)]
pub struct Site {
    manifest: Bytes,
    names: BTreeMap<String, String>,
    files: BTreeMap<String, File>,
}

#[derive(Debug)]
struct File {
    content: Bytes,
    brotli: Option<Bytes>,
    content_type: String,
    etag: String,
    /// Whether the name carries a hash of the content, so that it may be kept for ever.
    hashed: bool,
}

/// Why there is no site.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// It was not built before the server.
    #[error(
        "the site has not been built: run `cargo xtask demo`, or `cargo xtask build` for a release"
    )]
    Missing,
    /// Its table of names cannot be read.
    #[error("the site's {MANIFEST} is broken: build the site again with `cargo xtask build`")]
    Manifest(#[from] serde_json::Error),
}

impl Site {
    /// The site this binary was built with.
    ///
    /// # Errors
    /// [`SiteError`] when there is none.
    pub fn built() -> Result<Self, SiteError> {
        let files = Embedded::iter().filter_map(|name| {
            let content = match Embedded::get(&name)?.data {
                Cow::Borrowed(content) => Bytes::from_static(content),
                Cow::Owned(content) => Bytes::from(content),
            };
            Some((name.into_owned(), content))
        });
        Self::from_files(files)
    }

    /// A site of these files, by name. One of them is `manifest.json`; a name that ends in `.br` is
    /// the compressed form of another.
    ///
    /// # Errors
    /// [`SiteError`] when the manifest is missing or broken.
    pub fn from_files(files: impl IntoIterator<Item = (String, Bytes)>) -> Result<Self, SiteError> {
        let mut contents: BTreeMap<String, Bytes> = files.into_iter().collect();
        let manifest = contents.remove(MANIFEST).ok_or(SiteError::Missing)?;
        let names: BTreeMap<String, String> = serde_json::from_slice(&manifest)?;
        let plain = |name: &&String| name.strip_suffix(".br").is_none();
        let files = contents
            .keys()
            .filter(plain)
            .filter_map(|name| Some((name.clone(), File::new(name, &contents, &names)?)))
            .collect();
        Ok(Self {
            manifest,
            names,
            files,
        })
    }

    /// The address of a built file by its logical name: `main.css` gives `/assets/main-<hash>.css`.
    /// `None` when it was not built.
    #[must_use]
    pub fn address(&self, logical: &str) -> Option<String> {
        self.names
            .get(logical)
            .map(|name| format!("/assets/{name}"))
    }

    /// The table of logical and served names, JSON.
    #[must_use]
    pub fn manifest(&self) -> &[u8] {
        &self.manifest
    }
}

impl File {
    fn new(
        name: &str,
        contents: &BTreeMap<String, Bytes>,
        names: &BTreeMap<String, String>,
    ) -> Option<Self> {
        let content = contents.get(name)?.clone();
        Some(Self {
            etag: etag(&content),
            content,
            brotli: contents.get(&format!("{name}.br")).cloned(),
            content_type: content_type(name),
            hashed: names.values().any(|served| served == name),
        })
    }
}

fn content_type(name: &str) -> String {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let text = kind.type_() == "text"
        || kind.subtype() == "javascript"
        || kind.suffix() == Some(mime_guess::mime::XML);
    if text {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}

/// Tells contents apart; nobody gains by making two that look the same.
fn etag(content: &[u8]) -> String {
    use std::hash::{DefaultHasher, Hasher as _};
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    format!("\"{:016x}\"", hasher.finish())
}
