use url::Url;

/// Where processes may send people when they are done.
#[derive(Clone, Debug, Default)]
pub struct Redirects {
    /// The portal's own sign-in address; `None` when it has none.
    pub sign_in: Option<Url>,
    /// Other sites, of which scheme, host and port count.
    pub sites: Vec<Url>,
}

impl Redirects {
    /// Whether a process may lead there: to a page under https of a site that is named here.
    ///
    /// # Errors
    /// The reason, for people to read.
    pub(super) fn check(&self, address: &str) -> Result<(), &'static str> {
        let Ok(url) = address.parse::<Url>() else {
            return Err("This is no address; it begins with https://.");
        };
        if self.sign_in.as_ref() == Some(&url) {
            return Ok(());
        }
        if url.scheme() != "https" || !url.username().is_empty() || url.password().is_some() {
            return Err("Use an address that begins with https:// and holds no user name.");
        }
        let known = self.sites.iter().chain(&self.sign_in);
        if known.into_iter().any(|site| site.origin() == url.origin()) {
            return Ok(());
        }
        Err(
            "People can be sent to the portal's sign-in address, and to sites that the configuration file names.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_sites_are_led_to() {
        let url = |text: &str| text.parse::<Url>().expect("an address");
        let redirects = Redirects {
            sign_in: Some(url("https://example.okta.com/app")),
            sites: vec![url("https://intranet.example.com")],
        };
        for allowed in [
            "https://example.okta.com/app",
            "https://example.okta.com/other",
            "https://intranet.example.com/news?from=reset",
        ] {
            assert_eq!(redirects.check(allowed), Ok(()), "{allowed}");
        }
        for refused in [
            "http://intranet.example.com/",
            "https://intranet.example.com:8443/",
            "https://intranet.example.com.evil.example/",
            "https://intranet.example.com@evil.example/",
            "https://evil@intranet.example.com/",
            "//intranet.example.com",
            "javascript:alert(1)",
            "",
        ] {
            assert!(redirects.check(refused).is_err(), "{refused}");
        }
    }
}
