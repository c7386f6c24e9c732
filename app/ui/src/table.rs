use leptos::prelude::*;

/// A table that scrolls sideways by itself where the page is narrow; with the keyboard too. Rows are its
/// children.
#[component]
pub fn Table(
    /// What it shows; read out, and seen unless the heading above says the same.
    #[prop(into)]
    caption: String,
    /// Whether the caption is for screen readers only.
    #[prop(optional)]
    caption_hidden: bool,
    /// The heads of its columns.
    head: &'static [&'static str],
    children: Children,
) -> impl IntoView {
    let heads = head
        .iter()
        .map(|text| view! { <th scope="col">{*text}</th> })
        .collect_view();
    let label = caption.clone();
    view! {
        <div class="table-frame" role="region" tabindex="0" aria-label=label>
            <table>
                <caption class:visually-hidden=caption_hidden>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
