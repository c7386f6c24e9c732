//! The language of a page: the one somebody chose, or else the one their browser asks for.

use axum::{
    Form,
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE},
    },
    response::{IntoResponse, Response},
};
use http::request::Parts;
use latchkey_ui::PagePath;
use latchkey_values::Language;
use leptos::prelude::*;
use serde::Deserialize;

/// Where staff work; what they read is in English.
const STAFF: [&str; 3] = ["/admin", "/desk", "/sign-in"];
/// Longer than any path of a page.
const LONGEST: usize = 200;

/// The cookie that keeps a choice of language. It tells nothing about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LanguageCookie {
    /// Whether browsers send it over https only.
    pub(crate) secure: bool,
}

/// The page being made is there in every language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OffersLanguages;

/// What the menu of languages sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    #[serde(default)]
    language: String,
    #[serde(default)]
    page: String,
}

impl LanguageCookie {
    const NAME: &'static str = "language";
    /// A year.
    const SECONDS: u32 = 31_536_000;

    /// The cookie's text, which has a browser keep `language`.
    fn keep(self, language: Language) -> String {
        let secure = if self.secure { "; Secure" } else { "" };
        format!(
            "{}={language}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
            Self::NAME,
            Self::SECONDS
        )
    }

    /// What a browser kept; `None` when it kept none, or no language of ours.
    fn read(headers: &HeaderMap) -> Option<Language> {
        let texts = headers.get_all(COOKIE).into_iter();
        let mut pairs = texts
            .filter_map(|text| text.to_str().ok())
            .flat_map(|text| text.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == Self::NAME)?;
        value.parse().ok()
    }
}

/// The language of the page at `uri` for the browser that sent `headers`.
#[must_use]
pub fn language_of(uri: &Uri, headers: &HeaderMap) -> Language {
    if is_staff(uri.path()) {
        return Language::English;
    }
    let asked = || {
        let header = headers.get(ACCEPT_LANGUAGE)?;
        header.to_str().ok().map(Language::preferred)
    };
    LanguageCookie::read(headers)
        .or_else(asked)
        .unwrap_or_default()
}

/// Provides the language, and the page's own path for coming back to it.
pub(crate) fn provide() {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    if let Some(language) = parts.extensions.get::<Language>() {
        provide_context(*language);
    }
    let path = parts.uri.path();
    if !is_staff(path) {
        provide_context(OffersLanguages);
    }
    provide_context(PagePath(path.to_owned()));
}

/// Keeps the language somebody chose, and shows the page they chose it on again.
pub(crate) async fn choose(
    axum::Extension(cookie): axum::Extension<LanguageCookie>,
    Form(Choice { language, page }): Form<Choice>,
) -> Response {
    let page = if is_page(&page) { page.as_str() } else { "/" };
    let Ok(page) = HeaderValue::from_str(page) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let back = [(LOCATION, page)];
    match language.parse().map(|language| cookie.keep(language)) {
        Ok(cookie) => (StatusCode::SEE_OTHER, back, [(SET_COOKIE, cookie)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, back).into_response(),
    }
}

fn is_staff(path: &str) -> bool {
    STAFF.iter().any(|staff| {
        path.strip_prefix(staff)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Whether a path can be that of a page of this portal: it leads nowhere else, and to no form.
fn is_page(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '/' || c == '-';
    path.len() <= LONGEST
        && path.starts_with('/')
        && path.chars().all(plain)
        && !path.contains("//")
        && !path.starts_with("/do/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(path: &str, cookie: &str, accepts: &str) -> Language {
        let mut headers = HeaderMap::new();
        for (name, value) in [(COOKIE, cookie), (ACCEPT_LANGUAGE, accepts)] {
            if !value.is_empty() {
                let value = HeaderValue::from_bytes(value.as_bytes()).expect("a header");
                headers.insert(name, value);
            }
        }
        language_of(&path.parse().expect("an address"), &headers)
    }

    #[test]
    fn a_choice_outweighs_the_browsers_wish_and_nonsense_does_not() {
        use Language::{Arabic, English, German};
        assert_eq!(language("/", "", ""), English);
        assert_eq!(language("/", "", "de-AT,de;q=0.9"), German);
        assert_eq!(language("/", "a=b; language=ar", "de"), Arabic);
        assert_eq!(language("/reset/code", "language=zz", "de"), German);
        assert_eq!(language("/", "language=", "zh"), English);
        assert_eq!(language("/", "xlanguage=ar", "\u{e9}"), English);
    }

    #[test]
    fn what_staff_read_is_in_english() {
        for path in [
            "/admin",
            "/admin/audit",
            "/desk",
            "/sign-in",
            "/sign-in/again",
        ] {
            assert_eq!(language(path, "language=de", "de"), Language::English);
        }
        assert_eq!(language("/administration", "", "de"), Language::German);
    }

    #[test]
    fn nobody_is_led_away_by_choosing_a_language() {
        for own in ["/", "/reset/code", "/p/suppliers"] {
            assert!(is_page(own), "{own}");
        }
        for other in [
            "",
            "reset",
            "//evil.example",
            "/\\evil.example",
            "/reset//evil",
            "https://evil.example",
            "/do/reset/code",
            "/reset?x=y",
            "/re\r\nset",
        ] {
            assert!(!is_page(other), "{other:?}");
        }
    }

    #[test]
    fn the_cookie_is_for_the_portal_alone() {
        let text = LanguageCookie { secure: true }.keep(Language::Japanese);
        assert_eq!(
            text,
            "language=ja; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
        );
        assert!(
            !LanguageCookie { secure: false }
                .keep(Language::German)
                .contains("Secure")
        );
    }
}
