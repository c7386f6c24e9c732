use latchkey_text::Texts;
use latchkey_values::Language;
use leptos::prelude::*;

/// The language of the page being made. Provided as context; English where nobody did.
#[must_use]
pub fn language() -> Language {
    use_context().unwrap_or_default()
}

/// The texts of the page being made.
#[must_use]
pub fn texts() -> &'static Texts {
    Texts::of(language())
}
