use latchkey_http::is_allowed_target;
use url::Url;

/// The domains under which Okta itself serves orgs (Okta's page "Okta URL namespaces").
const OKTA_DOMAINS: [&str; 6] = [
    "okta.com",
    "oktapreview.com",
    "okta-emea.com",
    "okta-gov.com",
    "okta.mil",
    "okta-miltest.com",
];

/// Why a text is not the address of an Okta org that the portal may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidOrgUrl {
    /// Not an address, or more than scheme, host and port.
    #[error("use the org's address, such as https://example.okta.com, without a path")]
    NotBare,
    /// It is not https.
    #[error(
        "use https://; plain http:// is only for a test system with allow_private_targets = true"
    )]
    PlainHttp,
    /// It is Okta's admin console, which serves no API.
    #[error("this is the address of the admin console: leave out \"-admin\"")]
    AdminHost,
    /// It is a private address, or one that only this machine or network knows.
    #[error("this address is not on the public internet")]
    Private,
    /// Its name is not one of Okta's.
    #[error(
        "this host is not under one of Okta's domains; a domain of your own stands in latchkey.toml"
    )]
    ForeignHost,
}

/// Checks the address of an Okta org. Where names lead is checked again with every call.
///
/// With `any_host`, which only the configuration file grants, its name need not be Okta's.
///
/// # Errors
/// [`InvalidOrgUrl`], with words for a person.
pub fn check_org_url(
    text: &str,
    allow_private_targets: bool,
    any_host: bool,
) -> Result<Url, InvalidOrgUrl> {
    let url = Url::parse(text).map_err(|_| InvalidOrgUrl::NotBare)?;
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    let has_http = matches!(url.scheme(), "https" | "http");
    if host.is_empty() || !is_bare(&url) || !has_http || url.as_str().len() > 255 {
        Err(InvalidOrgUrl::NotBare)
    } else if url.scheme() == "http" && !allow_private_targets {
        Err(InvalidOrgUrl::PlainHttp)
    } else if host
        .split('.')
        .next()
        .is_some_and(|name| name.ends_with("-admin"))
    {
        Err(InvalidOrgUrl::AdminHost)
    } else if !is_allowed_target(&url, allow_private_targets)
        || host == "localhost" && !allow_private_targets
    {
        Err(InvalidOrgUrl::Private)
    } else if !(any_host || allow_private_targets || is_oktas(&url)) {
        Err(InvalidOrgUrl::ForeignHost)
    } else {
        Ok(url)
    }
}

fn is_bare(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

/// Whether the host is an org's under one of Okta's domains, at the usual port.
fn is_oktas(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let is_under = |domain: &str| {
        host.strip_suffix(domain)
            .and_then(|rest| rest.strip_suffix('.'))
            .is_some_and(|org| !org.is_empty())
    };
    url.port().is_none() && OKTA_DOMAINS.into_iter().any(is_under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orgs_of_okta_are_accepted() {
        for url in [
            "https://example.okta.com",
            "https://Example.OKTA.com/",
            "https://example.oktapreview.com:443",
            "https://example.okta-emea.com",
        ] {
            assert!(check_org_url(url, false, false).is_ok(), "{url}");
        }
    }

    #[test]
    fn a_domain_of_ones_own_takes_the_configuration_file() {
        let own = "https://login.example.com";
        assert_eq!(
            check_org_url(own, false, false),
            Err(InvalidOrgUrl::ForeignHost)
        );
        assert!(check_org_url(own, false, true).is_ok());
    }

    #[test]
    fn a_test_system_takes_the_configuration_file() {
        let near = "http://127.0.0.1:8080";
        assert_eq!(
            check_org_url(near, false, true),
            Err(InvalidOrgUrl::PlainHttp)
        );
        assert!(check_org_url(near, true, false).is_ok());
    }

    #[test]
    fn the_admin_console_is_told_apart() {
        let admin = check_org_url("https://example-admin.okta.com", false, false);
        assert_eq!(admin, Err(InvalidOrgUrl::AdminHost));
    }
}
