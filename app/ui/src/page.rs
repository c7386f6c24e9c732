use crate::{Steps, texts};
use leptos::prelude::*;
use leptos_meta::Title;

/// Where a page stands in a sequence of steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What they lead to.
    pub goal: &'static str,
    /// What the steps are called.
    pub steps: Vec<&'static str>,
    /// The present one, counted from zero.
    pub current: usize,
}

/// The main part of a page: a card with the steps, the heading and the content. The heading is the
/// document's title as well, with the goal of the steps after it, because several goals share pages.
#[component]
pub fn Page(
    /// Heading and title.
    #[prop(into)]
    title: String,
    /// Whether the page reports a problem with what was sent; the title then says so first.
    #[prop(optional)]
    failed: bool,
    /// The steps it belongs to.
    #[prop(optional)]
    trail: Option<Trail>,
    children: Children,
) -> impl IntoView {
    let document_title = document_title(&title, failed, trail.as_ref().map(|trail| trail.goal));
    view! {
        <Title text=document_title/>
        <main id="main" class="card" tabindex="-1">
            {trail.map(|Trail { goal, steps, current }| view! { <Steps goal steps current/> })}
            <h1>{title}</h1>
            {children()}
        </main>
    }
}

fn document_title(title: &str, failed: bool, goal: Option<&str>) -> String {
    let failed = if failed { texts().frame.error() } else { "" };
    match goal {
        Some(goal) => format!("{failed}{title} – {goal}"),
        None => format!("{failed}{title}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_tells_first_of_a_problem_and_last_of_the_goal() {
        assert_eq!(document_title("Who?", false, None), "Who?");
        assert_eq!(
            document_title("Who?", true, Some("Unlock")),
            "Error: Who? – Unlock"
        );
    }
}
