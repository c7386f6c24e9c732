//! The few steps from a live part to the markup around it that the server rendered.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event};

/// The elements inside `root` that `selector` names, in document order.
pub(crate) fn all<T: JsCast>(root: &Element, selector: &str) -> Vec<T> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.get(at)?.dyn_into().ok())
        .collect()
}

/// The first element inside `root` that `selector` names.
pub(crate) fn first<T: JsCast>(root: &Element, selector: &str) -> Option<T> {
    root.query_selector(selector).ok()??.dyn_into().ok()
}

/// The nearest element around `inner` that `selector` names.
pub(crate) fn around<T: JsCast>(inner: &Element, selector: &str) -> Option<T> {
    inner.closest(selector).ok()??.dyn_into().ok()
}

/// A text the server wrote for this live part, kept in an attribute; empty when it did not.
pub(crate) fn text(element: &Element, attribute: &str) -> String {
    element.get_attribute(attribute).unwrap_or_default()
}

/// Writes `words` into `place`. Nothing is touched when they stand there already, so that screen
/// readers do not say them twice.
pub(crate) fn say(place: &Element, words: &str) {
    if place.text_content().as_deref() != Some(words) {
        place.set_text_content(Some(words));
    }
}

/// Sets the state that the style sheet goes by.
pub(crate) fn mark(element: &Element, state: &str) {
    // It fails only for a name that can be no attribute.
    let _ = element.set_attribute("data-state", state);
}

/// Calls `act` on every `event` of `element`, as long as the page lives.
pub(crate) fn listen(element: &Element, event: &str, act: impl FnMut(Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(act);
    // It fails only for a value that is no function, and this is one.
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `act` again and again, as long as the page lives.
pub(crate) fn every(milliseconds: i32, act: impl FnMut() + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let tick = Closure::<dyn FnMut()>::new(act);
    // As above: this is a function.
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
        tick.as_ref().unchecked_ref(),
        milliseconds,
    );
    tick.forget();
}
