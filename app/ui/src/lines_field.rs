use leptos::prelude::*;

/// A labelled field of several lines. The only place that makes a `<textarea>`: Leptos writes its content
/// into the page as it is, so it is encoded here.
#[component]
pub fn LinesField(
    /// Name in the form, and id in the page.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What it holds.
    #[prop(into)]
    value: String,
    /// Lines shown at once.
    #[prop(default = 4)]
    lines: u32,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the last answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
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
            <textarea id=name name=name class="input input-lines" rows=lines.to_string()
                spellcheck="false" aria-invalid=invalid aria-describedby=described_by
                inner_html=encoded(&value)></textarea>
        </div>
    }
}

/// A browser drops one line break at the start; one more is written so that none of the value's is lost.
fn encoded(value: &str) -> String {
    let text = value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    format!("\n{text}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_holds_cannot_end_the_field() {
        let html = view! {
            <LinesField name="text" label="Text" value="</textarea><script>alert(1)</script>" error=None/>
        }
        .to_html();
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    }

    #[test]
    fn a_first_line_that_is_empty_stays() {
        let html = view! { <LinesField name="t" label="T" value="\nsecond" error=None/> }.to_html();
        assert!(html.contains(">\n\nsecond</textarea>"), "{html}");
    }
}
