use leptos::prelude::*;

/// One of a few things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What it is called.
    pub label: String,
}

impl Choice {
    /// A choice that sends `value`.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// A labelled list to choose one thing from.
#[component]
pub fn ChoiceField(
    /// Name in the form, and id in the page.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What there is.
    choices: Vec<Choice>,
    /// The one that is chosen now.
    #[prop(into)]
    value: String,
    /// How to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the last choice.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    let hint_id = hint.is_some().then(|| format!("{name}-hint"));
    let error_id = error.is_some().then(|| format!("{name}-error"));
    let ids: Vec<String> = [&hint_id, &error_id]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let described_by = (!ids.is_empty()).then(|| ids.join(" "));
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field" class:field-invalid=invalid.is_some()>
            <label for=name>{label}</label>
            {hint.map(|text| view! { <p class="hint" id=hint_id>{text}</p> })}
            {error.map(|text| view! { <p class="field-error" id=error_id>{text}</p> })}
            <select id=name name=name class="input" aria-invalid=invalid
                aria-describedby=described_by>
                {options}
            </select>
        </div>
    }
}

/// A box to tick, with its label beside it. A form sends `name=on` when it is ticked, nothing otherwise.
#[component]
pub fn CheckField(
    /// Name in the form, and id in the page.
    name: &'static str,
    /// What ticking it means.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    checked: bool,
    /// What follows from it.
    #[prop(optional, into)]
    hint: Option<String>,
) -> impl IntoView {
    let hint_id = hint.is_some().then(|| format!("{name}-hint"));
    view! {
        <div class="check">
            <input type="checkbox" id=name name=name checked=checked
                aria-describedby=hint_id.clone()/>
            <label for=name>{label}</label>
            {hint.map(|text| view! { <p class="hint" id=hint_id>{text}</p> })}
        </div>
    }
}
