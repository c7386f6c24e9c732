//! The pages to sign in on. Their forms are answered outside of Leptos, because their answers leave the
//! portal or set what the browser keeps; the paths are fixed by both sides' tests.

mod finding;
pub(crate) mod invitation;
mod local_form;
pub(crate) mod page;
mod visit;
