use crate::texts;
use leptos::prelude::*;

/// One thing that is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field to mend; `None` when it is about the whole form.
    pub field: Option<&'static str>,
    /// What is wrong and what to do.
    pub text: String,
}

impl Problem {
    /// A problem of one field.
    #[must_use]
    pub fn of(field: &'static str, text: impl Into<String>) -> Self {
        Self {
            field: Some(field),
            text: text.into(),
        }
    }

    /// A problem of no single field.
    #[must_use]
    pub fn general(text: impl Into<String>) -> Self {
        Self {
            field: None,
            text: text.into(),
        }
    }

    /// The first problem of `field` among `problems`, to be shown beside that field.
    #[must_use]
    pub fn first_of(problems: &[Self], field: &str) -> Option<String> {
        let found = problems
            .iter()
            .find(|problem| problem.field == Some(field))?;
        Some(found.text.clone())
    }
}

/// What is wrong with the form below, as a list of links to its fields. It takes the focus when the
/// page opens, with or without JavaScript. Nothing when there are no problems.
#[component]
pub fn ErrorSummary(problems: Vec<Problem>) -> impl IntoView {
    let any = !problems.is_empty();
    let items = problems
        .into_iter()
        .map(|Problem { field, text }| match field {
            Some(field) => view! { <li><a href=format!("#{field}")>{text}</a></li> }.into_any(),
            None => view! { <li>{text}</li> }.into_any(),
        });
    let items = items.collect_view();
    any.then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus
                aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">{texts().frame.problem()}</h2>
                <ul>{items}</ul>
            </div>
        }
    })
}
