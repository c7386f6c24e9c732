//! `/`: what this is, and the people to try.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Serialize;

use super::{Pages, person, render};

/// A row of the table of people.
#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    login: String,
    status: &'static str,
    good_for: &'static str,
    password: &'static str,
}

#[derive(Serialize)]
struct Control {
    nav: &'static str,
    okta_url: String,
    portal_url: Option<String>,
    people: Vec<Row>,
    /// The result of the test form.
    notice: Option<String>,
}

/// Shows the control page.
pub(super) async fn show(
    State(pages): State<Pages>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let rows = pages.org.users().into_iter().map(|user| {
        let seeded = person::seeded(&pages, &user.id);
        Row {
            name: user.name,
            login: user.login,
            status: user.status.as_str(),
            good_for: seeded.map_or("came later", |person| person.good_for),
            password: seeded.and_then(|person| person.password).unwrap_or(""),
            id: user.id,
        }
    });
    let people = rows.collect();
    render::page(
        "control.html",
        Control {
            nav: "people",
            okta_url: pages.okta_url.clone(),
            portal_url: pages.portal_url.clone(),
            people,
            notice: query
                .get("sign-in")
                .map(|result| person::sign_in_notice(result)),
        },
    )
}
