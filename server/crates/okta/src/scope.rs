use std::{borrow::Cow, fmt, str::FromStr};

/// An OAuth scope, such as `okta.users.read`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(Cow<'static, str>);

/// No scope: empty, or with characters that RFC 6749 (section 3.3) leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a scope is plain text without spaces, quotes and backslashes")]
pub struct InvalidScope;

impl Scope {
    /// A scope that is known to be one.
    pub(crate) const fn known(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The scope as Okta writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether who has this scope may do what `needed` is for: `okta.users.manage` includes
    /// `okta.users.read`.
    #[must_use]
    pub fn includes(&self, needed: &Self) -> bool {
        let resource = |scope: &'_ str, right| scope.strip_suffix(right).map(str::to_owned);
        self == needed
            || resource(needed.as_str(), ".read")
                .is_some_and(|read| resource(self.as_str(), ".manage") == Some(read))
    }

    /// The scopes of a list with spaces between; what is no scope is left out.
    pub(crate) fn list(text: &str) -> Vec<Self> {
        text.split(' ')
            .filter_map(|scope| scope.parse().ok())
            .collect()
    }

    /// The fewest of these scopes that allow what all of them do.
    #[must_use]
    pub fn least<'a>(scopes: impl IntoIterator<Item = &'a Self>) -> Vec<Self> {
        let mut least: Vec<Self> = Vec::new();
        for scope in scopes {
            if !least.iter().any(|other| other.includes(scope)) {
                least.retain(|other| !scope.includes(other));
                least.push(scope.clone());
            }
        }
        least.sort_unstable();
        least
    }

    /// A list as requests carry it.
    pub(crate) fn join(scopes: &[Self]) -> String {
        let scopes: Vec<&str> = scopes.iter().map(Self::as_str).collect();
        scopes.join(" ")
    }
}

impl FromStr for Scope {
    type Err = InvalidScope;

    fn from_str(text: &str) -> Result<Self, InvalidScope> {
        let is_valid = (1..=200).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\'));
        if is_valid {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(InvalidScope)
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manage_includes_read_of_the_same_resource_and_nothing_else() {
        let scope = |text: &str| text.parse::<Scope>().expect(text);
        let manage = scope("okta.users.manage");
        assert!(manage.includes(&scope("okta.users.read")));
        assert!(manage.includes(&manage));
        assert!(!manage.includes(&scope("okta.groups.read")));
        assert!(!scope("okta.users.read").includes(&manage));
    }

    #[test]
    fn the_least_scopes_hold_nothing_twice() {
        let scopes =
            Scope::list("okta.users.read okta.logs.read okta.users.manage okta.users.read");
        let least = Scope::least(&scopes);
        assert_eq!(Scope::join(&least), "okta.logs.read okta.users.manage");
    }

    #[test]
    fn what_could_add_another_scope_is_none() {
        for bad in ["", "two scopes", "a\"b", "a\\b", "a\nb", "é"] {
            assert_eq!(bad.parse::<Scope>(), Err(InvalidScope), "{bad:?}");
        }
    }
}
