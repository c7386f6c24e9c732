use super::ClientId;
use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use url::form_urlencoded::byte_serialize;
use zeroize::Zeroizing;

/// A web app at Okta that an admin signs in to, so that the client may act for that admin.
#[derive(Clone, Debug)]
pub struct AppRegistration {
    /// The app's client id.
    pub client_id: ClientId,
    /// The app's secret; `None` for an app without one (PKCE only).
    pub client_secret: Option<SecretString>,
}

impl AppRegistration {
    /// The app's name and secret for the `Authorization` header (RFC 6749, section 2.3.1); `None` for an
    /// app without a secret, which names itself in the form.
    pub(super) fn basic_header(&self) -> Option<HeaderValue> {
        let secret = self.client_secret.as_ref()?.expose_secret();
        let encoded =
            |text: &str| Zeroizing::new(byte_serialize(text.as_bytes()).collect::<String>());
        let (name, secret) = (encoded(self.client_id.as_str()), encoded(secret));
        let pair = Zeroizing::new(format!("{}:{}", *name, *secret));
        let value = Zeroizing::new(format!("Basic {}", STANDARD.encode(&*pair)));
        let mut header = HeaderValue::from_str(&value).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_secret_are_encoded_twice_and_hidden() {
        let app = AppRegistration {
            client_id: "0oa:1".parse().expect("client id"),
            client_secret: Some("s3cret+/ é".into()),
        };
        let header = app.basic_header().expect("a secret");
        let expected = STANDARD.encode("0oa%3A1:s3cret%2B%2F+%C3%A9");
        assert_eq!(header, format!("Basic {expected}"));
        assert!(header.is_sensitive() && !format!("{app:?} {header:?}").contains("s3cret"));
    }
}
