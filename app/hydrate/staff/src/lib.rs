//! The browser bundle of the staff pages: every island of `latchkey-staff`, and nothing else.
#![cfg(target_arch = "wasm32")]

// The islands export themselves; without this line nothing of theirs would be linked.
use latchkey_staff as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Prepares the page for its islands. The page calls it once, before it wakes them.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
