use crate::dom;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement};

/// A button that shows the passwords of its form and hides them again; the words come from the
/// form's `data-text-show` and `data-text-hide`. Before the form is sent they are hidden again, so
/// that no browser keeps them as ordinary text.
#[island]
pub fn RevealPasswords() -> impl IntoView {
    view! { <button type="button" class="button-link reveal" hidden use:wake></button> }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a directive takes its element by value"
)]
fn wake(button: Element) {
    let Some(form) = dom::around::<HtmlFormElement>(&button, "form") else {
        return;
    };
    dom::say(&button, &dom::text(&form, "data-text-show"));
    if let Some(button) = button.dyn_ref::<HtmlElement>() {
        button.set_hidden(false);
    }
    let sent = form.clone();
    dom::listen(&form, "submit", move |_| show(&sent, false));

    let shown = Cell::new(false);
    let words = button.clone();
    dom::listen(&button, "click", move |_| {
        shown.set(!shown.get());
        show(&form, shown.get());
        let next = if shown.get() {
            "data-text-hide"
        } else {
            "data-text-show"
        };
        dom::say(&words, &dom::text(&form, next));
    });
}

fn show(form: &HtmlFormElement, as_text: bool) {
    // Of the current password and of the new one.
    for input in dom::all::<HtmlInputElement>(form, "input[autocomplete$=-password]") {
        input.set_type(if as_text { "text" } else { "password" });
    }
}
