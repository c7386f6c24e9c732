use super::model;
use crate::dom;
use leptos::prelude::*;
use std::cell::Cell;
use web_sys::{Element, HtmlFormElement, HtmlInputElement};

/// Sends the code as soon as its last digit is typed or pasted, once. It says so in the words of
/// the form's `data-text-sends-itself`.
#[island]
pub fn CodeEntry() -> impl IntoView {
    view! { <p class="hint" use:wake></p> }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a directive takes its element by value"
)]
fn wake(place: Element) {
    let Some(form) = dom::around::<HtmlFormElement>(&place, "form") else {
        return;
    };
    dom::say(&place, &dom::text(&form, "data-text-sends-itself"));
    send_when_complete(form);
}

fn send_when_complete(form: HtmlFormElement) {
    let Some(input) = dom::first::<HtmlInputElement>(&form, "input[name=code]") else {
        return;
    };
    let sent = Cell::new(false);
    let field = input.clone();
    dom::listen(&input, "input", move |_| {
        let Some(code) = model::complete(&field.value()) else {
            return;
        };
        field.set_value(code.expose());
        if !sent.replace(true) {
            // It fails only for a form that is no longer in the page.
            let _ = form.request_submit();
        }
    });
}
