use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the built files of the site are: the logical name (`main.css`) of each, and the name it is
/// served under, which carries a hash of its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets(Arc<BTreeMap<String, String>>);

/// The site's manifest is not a JSON object of names.
#[derive(Debug, thiserror::Error)]
#[error("the manifest of the site is unreadable")]
pub struct InvalidManifest(#[from] serde_json::Error);

impl Assets {
    /// Reads the `manifest.json` that the site build writes.
    ///
    /// # Errors
    /// [`InvalidManifest`] when it is not a JSON object of names.
    pub fn from_manifest(json: &[u8]) -> Result<Self, InvalidManifest> {
        Ok(Self(Arc::new(serde_json::from_slice(json)?)))
    }

    /// The address of a file: `main.css` gives `/assets/main-<hash>.css`. A file the manifest does
    /// not name is served under its own name.
    #[must_use]
    pub fn url(&self, logical: &str) -> String {
        let served = self.0.get(logical).map_or(logical, String::as_str);
        format!("/assets/{served}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_files_are_found_under_their_hashed_name_and_others_under_their_own() {
        let assets = Assets::from_manifest(br#"{"main.css": "main-0a1b.css"}"#).expect("valid");
        assert_eq!(assets.url("main.css"), "/assets/main-0a1b.css");
        assert_eq!(assets.url("favicon.svg"), "/assets/favicon.svg");
    }

    #[test]
    fn a_manifest_of_another_shape_is_refused() {
        assert!(Assets::from_manifest(b"[]").is_err());
    }
}
