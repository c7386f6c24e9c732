use crate::dom;
use leptos::prelude::*;
use wasm_bindgen::{JsValue, closure::Closure};
use web_sys::{Element, HtmlElement, Window};

/// A button that copies the suggestion beside it; the words come from the `data-text-copy`,
/// `-copied` and `-failed` of the element around both. Not there where pages may not copy.
#[island]
pub fn CopySuggestion() -> impl IntoView {
    view! {
        <div class="copy" use:wake>
            <button type="button" class="button button-secondary" hidden></button>
            <span class="hint" role="status"></span>
        </div>
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "a directive takes its element by value"
)]
fn wake(place: Element) {
    let window = web_sys::window().filter(Window::is_secure_context);
    let (Some(window), Some(line)) = (window, dom::around(&place, "[data-text-copy]")) else {
        return;
    };
    let Some(button) = dom::first::<HtmlElement>(&place, "button") else {
        return;
    };
    dom::say(&button, &dom::text(&line, "data-text-copy"));
    button.set_hidden(false);
    copy_on_click(&button, window, &line, &place);
}

fn copy_on_click(button: &Element, window: Window, line: &Element, place: &Element) {
    let (Some(text), Some(status)) = (
        dom::first::<Element>(line, "code"),
        dom::first::<Element>(place, "[role=status]"),
    ) else {
        return;
    };
    let saying = |attribute| {
        let (status, words) = (status.clone(), dom::text(line, attribute));
        Closure::<dyn FnMut(JsValue)>::new(move |_| dom::say(&status, &words))
    };
    let (copied, failed) = (saying("data-text-copied"), saying("data-text-failed"));
    dom::listen(button, "click", move |_| {
        let text = text.text_content().unwrap_or_default();
        let outcome = window.navigator().clipboard().write_text(&text);
        // The promise it gives back tells nothing more.
        let _ = outcome.then2(&copied, &failed);
    });
}
