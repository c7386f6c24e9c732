//! Where people go once they are signed in: only ever to a staff page of this portal.

use axum::http::{Method, Uri};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The first staff page.
const HOME: &str = "/admin";
/// What is only for people who are signed in: these, and everything below them.
const STAFF: [&str; 4] = ["/admin", "/desk", "/do/admin", "/do/desk"];
/// The first two are pages.
const PAGES: usize = 2;

const LONGEST: usize = 512;

/// Whether an address is only for people who are signed in.
pub(crate) fn is_staff_path(path: &str) -> bool {
    STAFF.iter().any(|prefix| is_below(path, prefix))
}

fn is_below(path: &str, prefix: &str) -> bool {
    let rest = path.strip_prefix(prefix);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The page to sign in on, for somebody who wanted to see `uri`.
pub(crate) fn sign_in_page(method: &Method, uri: &Uri) -> String {
    let wanted = uri.path_and_query().map_or(HOME, |wanted| wanted.as_str());
    // What a form would have done is not done after signing in.
    let next = if method == Method::GET { wanted } else { HOME };
    with_next(next)
}

/// The page to sign in on, with where to go afterwards.
pub(super) fn with_next(next: &str) -> String {
    let next = checked(Some(next));
    let next = utf8_percent_encode(&next, NON_ALPHANUMERIC);
    format!("/sign-in?next={next}")
}

/// A staff page of this portal; the first one in place of anything else.
pub(super) fn checked(next: Option<&str>) -> String {
    next.filter(|next| is_page(next)).unwrap_or(HOME).to_owned()
}

fn is_page(next: &str) -> bool {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let plain = |c: char| c.is_ascii_graphic() && c != '\\';
    let below = PAGES.min(STAFF.len());
    next.len() <= LONGEST
        && next.chars().all(plain)
        && !path.contains("//")
        && !path.split('/').any(|segment| matches!(segment, "." | ".."))
        && STAFF[..below].iter().any(|prefix| is_below(path, prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_51_nobody_is_led_away_or_into_a_form() {
        for own in [
            "/admin",
            "/admin/audit?kind=signed-in&page=2",
            "/desk/caller",
        ] {
            assert_eq!(checked(Some(own)), own);
        }
        let foreign = [
            "",
            "/",
            "/reset",
            "/administration",
            "//evil.example",
            "/\\evil.example",
            "\t//evil.example",
            "https:evil.example",
            "https://evil.example/admin",
            "https://password.example.com@evil.example/admin",
            "/admin//evil.example",
            "/admin/../..//evil.example",
            "/admin\\evil",
            "/admin/\u{e9}",
            "/admin/a b",
            "/admin\r\nLocation: https://evil.example",
            "/do/admin/connections",
            "admin",
            "/Admin",
            "javascript:alert(1)",
        ];
        for next in foreign {
            assert_eq!(checked(Some(next)), HOME, "{next:?}");
        }
        assert_eq!(checked(Some(&format!("/admin/{}", "x".repeat(600)))), HOME);
        assert_eq!(checked(None), HOME);
    }

    #[test]
    fn item_62_staff_addresses_are_known_with_everything_below_them() {
        for staff in [
            "/admin",
            "/admin/",
            "/admin/x",
            "/desk",
            "/do/admin/x",
            "/do/desk",
        ] {
            assert!(is_staff_path(staff), "{staff}");
        }
        for other in [
            "/",
            "/reset",
            "/adminx",
            "/do/reset/code",
            "/sign-in",
            "/do/sign-in/start",
        ] {
            assert!(!is_staff_path(other), "{other}");
        }
    }

    #[test]
    fn a_page_is_remembered_and_a_form_is_not() {
        let uri: Uri = "/admin/audit?a=b&c=%20d".parse().expect("an address");
        let page = "/sign-in?next=%2Fadmin%2Faudit%3Fa%3Db%26c%3D%2520d";
        assert_eq!(sign_in_page(&Method::GET, &uri), page);
        assert_eq!(sign_in_page(&Method::POST, &uri), "/sign-in?next=%2Fadmin");
    }
}
