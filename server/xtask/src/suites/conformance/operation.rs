//! Which operation of the spec a call is.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

/// The paths of a spec, as they stand there: `/api/v1/users/{id}`.
pub(super) struct Paths(Vec<String>);

impl Paths {
    /// Reads a spec in JSON.
    pub(super) fn of(spec: &Path) -> Result<Self> {
        let text = fs::read_to_string(spec).with_context(|| spec.display().to_string())?;
        let spec: Value = serde_json::from_str(&text)?;
        let paths = spec["paths"]
            .as_object()
            .context("a spec without paths")?
            .keys()
            .cloned();
        Ok(Self(paths.collect()))
    }

    /// `GET /api/v1/users/{id}` for a call of `/api/v1/users/00u1`; the path itself where none fits.
    pub(super) fn operation(&self, method: &str, path: &str) -> String {
        // A path that says more by itself comes first.
        let fitting = self.0.iter().filter(|known| fits(known, path));
        let known = fitting.min_by_key(|known| known.matches('{').count());
        let path = known.map_or(path, String::as_str);
        format!("{} {path}", method.to_uppercase())
    }
}

fn fits(known: &str, path: &str) -> bool {
    let (known, path): (Vec<_>, Vec<_>) = (known.split('/').collect(), path.split('/').collect());
    known.len() == path.len()
        && known
            .iter()
            .zip(path)
            .all(|(known, part)| known.starts_with('{') || *known == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_that_says_most_is_the_operation() {
        let paths = ["/groups/{id}", "/groups/rules", "/groups/{id}/users"];
        let paths = Paths(paths.map(str::to_owned).to_vec());
        assert_eq!(paths.operation("get", "/groups/00g1"), "GET /groups/{id}");
        assert_eq!(paths.operation("get", "/groups/rules"), "GET /groups/rules");
        assert_eq!(paths.operation("put", "/nowhere"), "PUT /nowhere");
    }
}
