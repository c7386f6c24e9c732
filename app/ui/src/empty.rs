use leptos::prelude::*;

/// Says that there is nothing to show, and what would have to happen.
#[component]
pub fn Empty(
    /// What is not there.
    #[prop(into)]
    title: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{title}</p>
            {children()}
        </div>
    }
}
