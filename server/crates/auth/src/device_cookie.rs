use http::{HeaderMap, HeaderValue, header::COOKIE};
use latchkey_domain::Device;
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

/// The cookie by which a browser is known again, for limits alone. It proves nothing and holds
/// nothing but a random text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeviceCookie {
    /// Whether the portal is reached over https. `false` only on loopback.
    pub secure: bool,
}

impl DeviceCookie {
    const LIFETIME: Duration = Duration::days(365);

    fn name(self) -> &'static str {
        if self.secure {
            "__Host-latchkey-device"
        } else {
            "latchkey-device"
        }
    }

    /// The device that a browser says it is. `None` when it says nothing we ever gave.
    #[must_use]
    pub fn read(self, headers: &HeaderMap) -> Option<Device> {
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|header| header.to_str().ok())
            .flat_map(Cookie::split_parse)
            .flatten()
            .find(|cookie| cookie.name() == self.name())
            .and_then(|cookie| cookie.value().parse().ok())
    }

    /// What tells a browser to keep `device`.
    #[must_use]
    pub fn keep(self, device: &Device) -> Option<HeaderValue> {
        let cookie = Cookie::build((self.name(), device.as_str()))
            .path("/")
            .secure(self.secure)
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(Self::LIFETIME)
            .build();
        HeaderValue::from_str(&cookie.to_string()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cookies: &str) -> HeaderMap {
        let cookies = HeaderValue::from_str(cookies).expect("a header");
        HeaderMap::from_iter([(COOKIE, cookies)])
    }

    #[test]
    fn a_browser_is_known_again_by_what_it_was_told_to_keep() {
        let device: Device = "0123456789abcdef0123456789abcdef".parse().expect("valid");
        let cookie = DeviceCookie { secure: true };
        let kept = cookie.keep(&device).expect("a header");
        let kept = kept.to_str().expect("text");
        assert!(kept.starts_with("__Host-latchkey-device="), "{kept}");
        for part in [
            "HttpOnly",
            "SameSite=Lax",
            "Secure",
            "Path=/",
            "Max-Age=31536000",
        ] {
            assert!(kept.contains(part), "{part} in {kept}");
        }
        let (pair, _) = kept.split_once(';').expect("attributes");
        assert_eq!(
            cookie.read(&said(&format!("other=1; {pair}"))),
            Some(device)
        );
    }

    #[test]
    fn what_was_never_given_is_no_device() {
        let cookie = DeviceCookie { secure: false };
        for said_by_browser in ["", "latchkey-device=", "latchkey-device=x", "device=0123"] {
            assert_eq!(
                cookie.read(&said(said_by_browser)),
                None,
                "{said_by_browser}"
            );
        }
        let insecure = "latchkey-device=0123456789abcdef0123456789abcdef";
        assert_eq!(DeviceCookie { secure: true }.read(&said(insecure)), None);
    }
}
