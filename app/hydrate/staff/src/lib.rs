//! The browser bundle of the staff pages: what makes single parts of them live. It enhances markup that
//! works without it, and names no crate of ours.
#![cfg(target_arch = "wasm32")]

mod live;
mod news;

use wasm_bindgen::prelude::wasm_bindgen;

/// Wakes the live parts of the page. The page calls it once.
#[wasm_bindgen]
pub fn hydrate() {
    // A page of another shape goes without.
    let _ = live::begin();
}
