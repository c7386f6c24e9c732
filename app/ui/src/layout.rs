use crate::{DeskContact, LanguageMenu, texts};
use leptos::prelude::*;

/// What the portal is called. Provided as context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalName(pub String);

/// What stands around every page: the way past it for keyboards, the portal's name, the desk.
#[component]
pub fn Layout(
    /// Whether the page is there in every language; staff pages are in English.
    #[prop(optional)]
    has_languages: bool,
    children: Children,
) -> impl IntoView {
    let PortalName(name) = use_context().unwrap_or_default();
    let frame = &texts().frame;
    view! {
        <a class="skip-link" href="#main">{frame.skip()}</a>
        <header class="site-header">
            <div class="site-bar">
                <a class="brand" href="/">
                    <BrandMark/>
                    <span>{name}</span>
                </a>
                {has_languages.then(|| view! { <LanguageMenu/> })}
            </div>
        </header>
        {children()}
        <footer class="site-footer">
            <section id="desk" class="desk" aria-labelledby="desk-title" tabindex="-1">
                <h2 id="desk-title">{frame.need_person()}</h2>
                <DeskContact/>
            </section>
        </footer>
    }
}

/// A key in a latch. Decoration beside the portal's name.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 40 40" fill="none" stroke="currentColor"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <rect class="brand-plate" x="1.5" y="1.5" width="37" height="37" rx="10" stroke-width="2"/>
            <circle class="brand-key" cx="14.5" cy="20" r="5.5" stroke-width="3"/>
            <path class="brand-key" d="M20 20h12M26.5 20v5M31.5 20v4" stroke-width="3"/>
        </svg>
    }
}
