//! Which calls a fault acts on.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use http::Method;
use serde::{Deserialize, Serialize};

use super::FaultError;

/// Which calls a fault acts on.
///
/// As text: `all`, `reads`, `writes`, or a path with or without a method: `POST /api/v1/users/{id}/lifecycle/*`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// Every call.
    #[default]
    All,
    /// GET and HEAD.
    Reads,
    /// Everything else.
    Writes,
    /// Calls of one path.
    Path {
        /// The HTTP method; `None` for any.
        method: Option<Method>,
        /// The path: `{…}` stands for one segment, `*` at the end for all that follow.
        pattern: String,
    },
}

impl Target {
    /// Calls of one method and path pattern.
    #[must_use]
    pub fn call(method: Method, pattern: &str) -> Self {
        Self::Path {
            method: Some(method),
            pattern: pattern.to_owned(),
        }
    }

    /// Calls of a path pattern, whatever the method.
    #[must_use]
    pub fn path(pattern: &str) -> Self {
        Self::Path {
            method: None,
            pattern: pattern.to_owned(),
        }
    }

    pub(super) fn matches(&self, method: &Method, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Reads => is_read(method),
            Self::Writes => !is_read(method),
            Self::Path {
                method: wanted,
                pattern,
            } => wanted.as_ref().is_none_or(|wanted| wanted == method) && fits(pattern, path),
        }
    }
}

pub(super) fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// Whether a path fits a pattern.
pub(crate) fn fits(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.split('/').peekable();
    let mut given = path.split('/');
    while let Some(want) = wanted.next() {
        let Some(have) = given.next() else {
            return false;
        };
        if want == "*" && wanted.peek().is_none() {
            return !have.is_empty();
        }
        let any = want.starts_with('{') && want.ends_with('}');
        if if any { have.is_empty() } else { want != have } {
            return false;
        }
    }
    given.next().is_none()
}

impl FromStr for Target {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let wrong = || FaultError::Target(text.to_owned());
        let (method, path) = match text {
            "all" => return Ok(Self::All),
            "reads" => return Ok(Self::Reads),
            "writes" => return Ok(Self::Writes),
            _ => match text.split_once(' ') {
                Some((method, path)) => (Some(method), path.trim()),
                None => (None, text),
            },
        };
        let method = method.map(|name| Method::from_str(&name.to_ascii_uppercase()));
        let method = method.transpose().map_err(|_| wrong())?;
        if !path.starts_with('/') || path.contains(char::is_whitespace) {
            return Err(wrong());
        }
        Ok(Self::Path {
            method,
            pattern: path.to_owned(),
        })
    }
}

impl Display for Target {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => formatter.write_str("all"),
            Self::Reads => formatter.write_str("reads"),
            Self::Writes => formatter.write_str("writes"),
            Self::Path { method, pattern } => match method {
                Some(method) => write!(formatter, "{method} {pattern}"),
                None => formatter.write_str(pattern),
            },
        }
    }
}

impl TryFrom<String> for Target {
    type Error = FaultError;

    fn try_from(text: String) -> Result<Self, FaultError> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_stand_for_one_segment_and_a_star_for_all_that_follow() {
        let user = "/api/v1/users/{id}";
        assert!(fits(user, "/api/v1/users/00u1"));
        assert!(!fits(user, "/api/v1/users/"));
        assert!(!fits(user, "/api/v1/users"));
        assert!(!fits(user, "/api/v1/users/00u1/groups"));
        let below = "/api/v1/users/{id}/lifecycle/*";
        assert!(fits(below, "/api/v1/users/00u1/lifecycle/unlock"));
        assert!(!fits(below, "/api/v1/users/00u1/lifecycle"));
        assert!(fits("/api/*", "/api/v1/users/00u1"));
    }

    #[test]
    fn a_target_is_written_as_it_is_read() {
        for text in [
            "all",
            "reads",
            "writes",
            "/api/v1/*",
            "PUT /api/v1/users/{id}",
        ] {
            assert_eq!(text.parse::<Target>().unwrap().to_string(), text);
        }
        for text in ["", "everything", "POST", "POST users", "POST /a /b"] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_target_matches_by_method_and_path() {
        let get = |target: &Target| target.matches(&Method::GET, "/api/v1/org");
        assert!(get(&Target::All) && get(&Target::Reads) && !get(&Target::Writes));
        assert!(get(&Target::path("/api/v1/org")));
        assert!(!get(&Target::call(Method::POST, "/api/v1/org")));
    }
}
