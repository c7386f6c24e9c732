//! The browser bundle that does a little work before a form is sent. Pages load it only while their
//! traffic looks automatic.
#![cfg(target_arch = "wasm32")]

mod form;
mod search;

use wasm_bindgen::{JsCast as _, prelude::wasm_bindgen};
use web_sys::Element;

/// Begins the work of the page. The page calls it once.
#[wasm_bindgen]
pub fn hydrate() {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.query_selector("[data-work]").ok()?);
    if let Some(field) = field.and_then(|field| field.dyn_into::<Element>().ok()) {
        // A page of another shape goes without; the server then says what to do.
        let _ = form::begin(&field);
    }
}
