use super::model;
use crate::dom;
use leptos::prelude::*;
use std::cell::RefCell;
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
    send_once(&form, input.clone());
    let field = input.clone();
    dom::listen(&input, "input", move |_| {
        if let Some(code) = model::complete(&field.value()) {
            field.set_value(code.expose());
            // It fails only for a form that is no longer in the page.
            let _ = form.request_submit();
        }
    });
}

/// Keeps back what was sent already, such as by Enter right after the last digit. A second post
/// would make the browser drop the answer to the first, and with it the new session.
fn send_once(form: &HtmlFormElement, field: HtmlInputElement) {
    let sent = RefCell::new(None);
    dom::listen(form, "submit", move |event| {
        let typed = Some(field.value());
        if sent.replace(typed.clone()) == typed {
            event.prevent_default();
        }
    });
}
