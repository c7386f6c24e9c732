use crate::{Icon, IconName, texts};
use leptos::prelude::*;

/// Where one is in a sequence of steps.
#[component]
pub fn Steps(
    /// What they lead to.
    goal: &'static str,
    /// What the steps are called.
    steps: Vec<&'static str>,
    /// The present one, counted from zero; past the end when all are done.
    current: usize,
) -> impl IntoView {
    let items = steps.into_iter().enumerate().map(|(at, label)| {
        let is_done = at < current;
        let is_current = at == current;
        let mark = if is_done {
            view! {
                <span class="step-mark"><Icon name=IconName::Check/></span>
                <span class="visually-hidden">{texts().frame.done()}</span>
            }
            .into_any()
        } else {
            view! { <span class="step-mark" aria-hidden="true">{at + 1}</span> }.into_any()
        };
        view! {
            <li class="step" class:step-done=is_done aria-current=is_current.then_some("step")>
                {mark}
                <span class="step-label">{label}</span>
            </li>
        }
    });
    view! {
        <p class="goal">{goal}</p>
        <ol class="steps" aria-label=texts().frame.progress()>{items.collect_view()}</ol>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_present_step_is_marked_as_current() {
        let html =
            view! { <Steps goal="Go" steps=vec!["One", "Two", "Three"] current=1/> }.to_html();
        assert_eq!(html.matches(r#"aria-current="step""#).count(), 1, "{html}");
        assert_eq!(html.matches("Done: ").count(), 1, "{html}");
    }

    #[test]
    fn after_the_last_step_none_is_current() {
        let html = view! { <Steps goal="Go" steps=vec!["One", "Two"] current=2/> }.to_html();
        assert!(!html.contains("aria-current"), "{html}");
        assert_eq!(html.matches("Done: ").count(), 2, "{html}");
    }
}
