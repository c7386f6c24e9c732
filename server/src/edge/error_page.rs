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

    fn render(&self, status: StatusCode) -> Option<String> {
        let Content {
            templates,
            portal,
            desk,
            style,
        } = &*self.0;
        let (title, advice) = words(status);
        let page = templates.get_template(TEMPLATE).ok()?;
        page.render(context! { title, advice, portal, desk => Value::from(Serde(desk)), style })
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
    let mut response = next.run(request).await;
    let status = response.status();
    let says_no = status.is_client_error() || status.is_server_error();
    if !says_no || response.headers().contains_key(CONTENT_TYPE) {
        return response;
    }
    let (content_type, text) = match pages.render(status).filter(|_| html) {
        Some(page) => ("text/html; charset=utf-8", page),
        None => (
            "text/plain; charset=utf-8",
            format!("{}\n", words(status).0),
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
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::UNAUTHORIZED => ("You are not signed in", "Sign in, then try again."),
        StatusCode::FORBIDDEN => (
            "This form was not sent from this portal",
            "Open the portal again and fill in the form there.",
        ),
        StatusCode::NOT_FOUND => (
            "There is no such page",
            "Check the address, or start again.",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "This address cannot be used this way",
            "Start again and use the forms on the pages.",
        ),
        StatusCode::REQUEST_TIMEOUT => (
            "The connection was too slow",
            "Check your connection and try again.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "That was too much text",
            "Go back and shorten what you typed.",
        ),
        StatusCode::MISDIRECTED_REQUEST => (
            "The portal has another address",
            "Use the address you were given by your company.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "The portal is busy",
            "If you sent a form, it may still be at work. Wait a minute and open the page again before you repeat it.",
        ),
        status if status.is_server_error() => (
            "Something went wrong on our side",
            "Wait a minute, then try again. If it happens again, tell the service desk.",
        ),
        _ => ("The portal cannot do this", "Go back, or start again."),
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
        let page = pages.render(StatusCode::NOT_FOUND).expect("a page");
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
}
