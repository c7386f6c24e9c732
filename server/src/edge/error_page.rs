//! Gives refusals and faults that have no page of their own a page in plain words.

use crate::site::Site;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE},
    },
    middleware::Next,
    response::Response,
};
use latchkey_mail::Desk;
use latchkey_text::{Errors, Texts};
use latchkey_values::Language;
use minijinja::{Environment, Value, context, value::Serde};
use std::sync::Arc;

/// Renders the pages.
#[derive(Clone)]
pub(crate) struct ErrorPages(Arc<Content>);

struct Content {
    templates: Environment<'static>,
    portal: String,
    desk: Desk,
    style: Option<String>,
}

const TEMPLATE: &str = "error_page.html";

impl ErrorPages {
    /// Pages that name the portal and its desk and wear its style.
    ///
    /// # Errors
    /// When the template is broken, which a test rules out.
    pub(crate) fn new(portal: &str, desk: &Desk, site: &Site) -> Result<Self, minijinja::Error> {
        let mut templates = Environment::new();
        templates.add_template(TEMPLATE, include_str!("error_page.html"))?;
        Ok(Self(Arc::new(Content {
            templates,
            portal: portal.to_owned(),
            desk: desk.clone(),
            style: site.address("main.css"),
        })))
    }

    fn render(&self, status: StatusCode, language: Language) -> Option<String> {
        let Content {
            templates,
            portal,
            desk,
            style,
        } = &*self.0;
        let texts = Texts::of(language);
        let (title, advice) = words(status, &texts.errors);
        let page = templates.get_template(TEMPLATE).ok()?;
        page.render(context! {
            title, advice, portal, desk => Value::from(Serde(desk)), style,
            language => language.tag(), direction => language.direction().name(),
            skip => texts.frame.skip(), need_person => texts.frame.need_person(),
            start_again => texts.outcome.start_again(),
        })
        .ok()
    }
}

/// Fills in answers that say no and nothing else. An answer with a content type is somebody's page.
pub(crate) async fn layer(
    State(pages): State<ErrorPages>,
    request: Request,
    next: Next,
) -> Response {
    let head = request.method() == Method::HEAD;
    let html = accepts_html(request.headers());
    let language = app::language_of(request.uri(), request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    let says_no = status.is_client_error() || status.is_server_error();
    if !says_no || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let (content_type, text) = match pages.render(status, language).filter(|_| html) {
        Some(page) => ("text/html; charset=utf-8", page),
        None => (
            "text/plain; charset=utf-8",
            format!("{}\n", words(status, &Texts::of(language).errors).0),
        ),
    };
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
        .headers_mut()
        .insert(CONTENT_LENGTH, HeaderValue::from(text.len()));
    if !head {
        *response.body_mut() = text.into();
    }
    response
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accepts.is_some_and(|accepts| accepts.contains("text/html"))
}

/// What happened and what to do, for a person.
fn words(status: StatusCode, errors: &'static Errors) -> (&'static str, &'static str) {
    match status {
        StatusCode::UNAUTHORIZED => (errors.unauthorized(), errors.unauthorized_do()),
        StatusCode::FORBIDDEN => (errors.forbidden(), errors.forbidden_do()),
        StatusCode::NOT_FOUND => (errors.not_found(), errors.not_found_do()),
        StatusCode::METHOD_NOT_ALLOWED => (errors.method(), errors.method_do()),
        StatusCode::REQUEST_TIMEOUT => (errors.slow(), errors.slow_do()),
        StatusCode::PAYLOAD_TOO_LARGE => (errors.too_large(), errors.too_large_do()),
        StatusCode::MISDIRECTED_REQUEST => (errors.other_address(), errors.other_address_do()),
        StatusCode::SERVICE_UNAVAILABLE => (errors.busy(), errors.busy_do()),
        status if status.is_server_error() => (errors.fault(), errors.fault_do()),
        _ => (errors.refused(), errors.refused_do()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_operator_wrote_is_escaped() {
        let desk = Desk {
            text: "Call \"us\" & <i>wait</i>".into(),
            phone: None,
            email: Some("desk@example.com".into()),
            url: None,
        };
        let pages = ErrorPages::new("<b>Portal</b>", &desk, &Site::default()).expect("a template");
        let page = pages
            .render(StatusCode::NOT_FOUND, Language::English)
            .expect("a page");
        assert!(
            page.contains("&lt;b&gt;Portal") && !page.contains("<b>Portal"),
            "{page}"
        );
        assert!(
            !page.contains("<i>") && page.contains("mailto:desk@example.com"),
            "{page}"
        );
        assert!(page.contains("There is no such page"), "{page}");
    }

    #[test]
    fn a_refusal_is_said_in_the_language_of_whoever_is_refused() {
        let desk = Desk {
            text: "Call us".into(),
            phone: None,
            email: None,
            url: None,
        };
        let pages = ErrorPages::new("Portal", &desk, &Site::default()).expect("a template");
        let page = pages.render(StatusCode::NOT_FOUND, Language::Arabic);
        let page = page.expect("a page");
        assert!(page.contains(r#"<html lang="ar" dir="rtl">"#), "{page}");
        let title = Texts::of(Language::Arabic).errors.not_found();
        assert!(page.contains(title), "{page}");
    }
}
