use crate::Steps;
use leptos::prelude::*;
use leptos_meta::Title;

/// Where a page stands in a sequence of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What the steps are called.
    pub steps: &'static [&'static str],
    /// The present one, counted from zero.
    pub current: usize,
}

/// The main part of a page: a card with the steps, the heading and the content. The heading is the
/// document's title as well.
#[component]
pub fn Page(
    /// Heading and title.
    title: &'static str,
    /// Whether the page reports a problem with what was sent; the title then says so first.
    #[prop(optional)]
    failed: bool,
    /// The steps it belongs to.
    #[prop(optional)]
    trail: Option<Trail>,
    children: Children,
) -> impl IntoView {
    let document_title = if failed {
        format!("Error: {title}")
    } else {
        title.to_owned()
    };
    view! {
        <Title text=document_title/>
        <main id="main" class="card" tabindex="-1">
            {trail.map(|Trail { steps, current }| view! { <Steps steps current/> })}
            <h1>{title}</h1>
            {children()}
        </main>
    }
}
