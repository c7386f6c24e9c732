use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

/// How the client proves who it is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Auth {
    /// An Okta API token (scheme `SSWS`).
    ApiToken(SecretString),
}

/// The token holds characters that cannot stand in a header, or none at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the API token is not valid")]
pub struct InvalidToken;

/// Makes the `Authorization` header.
pub(crate) struct Authorizer {
    header: HeaderValue,
}

impl Authorizer {
    pub(crate) fn new(auth: &Auth) -> Result<Self, InvalidToken> {
        let Auth::ApiToken(token) = auth;
        let token = token.expose_secret();
        if token.is_empty() || token.contains(char::is_whitespace) {
            return Err(InvalidToken);
        }
        let text = Zeroizing::new(format!("SSWS {token}"));
        let mut header = HeaderValue::from_str(&text).map_err(|_| InvalidToken)?;
        header.set_sensitive(true);
        Ok(Self { header })
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.header.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_marked_sensitive_and_debug_hides_the_token() {
        let auth = Auth::ApiToken("00secret".into());
        let header = Authorizer::new(&auth).expect("valid").header();
        assert_eq!(header, "SSWS 00secret");
        assert!(header.is_sensitive());
        assert!(!format!("{auth:?} {header:?}").contains("secret"));
    }

    #[test]
    fn a_token_that_could_add_a_header_is_refused() {
        for bad in ["", "a\r\nX-Evil: 1", "two words", "\u{7f}"] {
            assert!(
                Authorizer::new(&Auth::ApiToken(bad.into())).is_err(),
                "{bad:?}"
            );
        }
    }
}
