use crate::Digest;
use latchkey_values::Alias;

/// What the configuration file says otherwise than when it was last applied. What it says the same
/// stays as somebody may have changed it since, in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileChanges {
    /// Objects that are new in the file, or other than before.
    pub changed: Vec<Alias>,
    /// Objects the file no longer has.
    pub vanished: Vec<Alias>,
}

impl FileChanges {
    /// The changes from what was `applied` to what the file says `now`, each by alias.
    #[must_use]
    pub fn between(now: &[(Alias, Digest)], applied: &[(Alias, Digest)]) -> Self {
        let differing = now.iter().filter(|object| !applied.contains(object));
        let is_there = |alias: &Alias| now.iter().any(|(other, _)| other == alias);
        let vanished = applied.iter().filter(|(alias, _)| !is_there(alias));
        let mut found = Self {
            changed: differing.map(|(alias, _)| alias.clone()).collect(),
            vanished: vanished.map(|(alias, _)| alias.clone()).collect(),
        };
        found.changed.sort_unstable();
        found.vanished.sort_unstable();
        found
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.vanished.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(list: &[(&str, &str)]) -> Vec<(Alias, Digest)> {
        let object = |(alias, digest): &(&str, &str)| {
            (
                alias.parse().expect("valid"),
                Digest::from_hex((*digest).to_owned()),
            )
        };
        list.iter().map(object).collect()
    }

    fn names(aliases: &[Alias]) -> Vec<&str> {
        aliases.iter().map(Alias::as_str).collect()
    }

    #[test]
    fn only_what_the_file_says_otherwise_is_applied() {
        let applied = objects(&[("gone", "a1"), ("other", "b1"), ("same", "c1")]);
        let now = objects(&[("same", "c1"), ("other", "b2"), ("new", "d1")]);
        let changes = FileChanges::between(&now, &applied);
        assert_eq!(names(&changes.changed), ["new", "other"]);
        assert_eq!(names(&changes.vanished), ["gone"]);
        assert!(!changes.is_empty());
        assert!(FileChanges::between(&now, &now).is_empty());
    }
}
