use std::str::FromStr;
use url::{Host, Url};

/// The address under which people reach the portal. Links in mails and every check of a request's
/// origin use this, never what a request says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// Why a text is not a [`PublicUrl`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "use https:// and a host name, without a path; plain http:// only with localhost, because passwords travel over it"
)]
pub struct InvalidPublicUrl;

impl PublicUrl {
    /// The address without a slash at its end: `https://password.example.com`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Whether browsers reach the portal over TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether only this machine can reach the portal.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether a `Host` header (or the authority of a request line) names this portal. Loopback names
    /// stand for each other.
    #[must_use]
    pub fn accepts_host(&self, host: &str) -> bool {
        // Nothing but a host and a port may stand there: "host/path" or "user@host" would parse too.
        let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
        host.chars().all(plain) && self.accepts_origin(&format!("{}://{host}", self.0.scheme()))
    }

    /// Whether an `Origin` header names this portal.
    #[must_use]
    pub fn accepts_origin(&self, origin: &str) -> bool {
        let Ok(origin) = Url::parse(origin) else {
            return false;
        };
        let same_place = origin.scheme() == self.0.scheme()
            && origin.port_or_known_default() == self.0.port_or_known_default()
            && is_bare(&origin);
        same_place
            && (origin.host() == self.0.host() || (self.is_loopback() && is_loopback(&origin)))
    }
}

impl FromStr for PublicUrl {
    type Err = InvalidPublicUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|_| InvalidPublicUrl)?;
        let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        if safe && is_bare(&url) && url.host().is_some() {
            Ok(Self(url))
        } else {
            Err(InvalidPublicUrl)
        }
    }
}

/// Whether the URL is only a scheme, a host and a port.
pub(super) fn is_bare(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

/// Whether the host can only be this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> PublicUrl {
        text.parse().expect(text)
    }

    #[test]
    fn plain_http_is_only_for_this_machine() {
        for accepted in [
            "https://password.example.com",
            "https://password.example.com:8443/",
            "http://localhost:8080",
        ] {
            assert!(accepted.parse::<PublicUrl>().is_ok(), "{accepted}");
        }
        let refused = [
            "http://password.example.com",
            "https://password.example.com/portal",
            "https://me:secret@password.example.com",
            "https://password.example.com/?a=b",
            "password.example.com",
            "ftp://localhost",
        ];
        for text in refused {
            assert_eq!(text.parse::<PublicUrl>(), Err(InvalidPublicUrl), "{text}");
        }
    }

    #[test]
    fn only_the_own_name_is_a_host_of_the_portal() {
        let portal = url("https://password.example.com");
        for own in [
            "password.example.com",
            "password.example.com:443",
            "PASSWORD.example.com",
        ] {
            assert!(portal.accepts_host(own), "{own}");
        }
        let foreign = [
            "",
            "evil.example",
            "password.example.com:8443",
            "password.example.com.evil.example",
            "localhost",
            "a@password.example.com",
            "password.example.com/x",
            "password.example.com?x",
            "password.example.com#x",
        ];
        for host in foreign {
            assert!(!portal.accepts_host(host), "{host}");
        }
    }

    #[test]
    fn loopback_names_stand_for_each_other() {
        let portal = url("http://localhost:8080");
        for own in ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"] {
            assert!(portal.accepts_host(own), "{own}");
        }
        assert!(!portal.accepts_host("localhost"));
        assert!(!portal.accepts_host("evil.example:8080"));
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let portal = url("https://password.example.com");
        assert!(portal.accepts_origin("https://password.example.com"));
        for foreign in [
            "http://password.example.com",
            "https://evil.example",
            "null",
            "",
            "https://password.example.com/x",
        ] {
            assert!(!portal.accepts_origin(foreign), "{foreign}");
        }
    }
}
