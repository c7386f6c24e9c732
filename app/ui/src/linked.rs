use leptos::prelude::*;

/// A sentence whose words in square brackets are a link: `The [service desk] can help.`
#[component]
pub fn Linked(
    /// The sentence.
    text: &'static str,
    /// Where the link leads.
    href: &'static str,
) -> impl IntoView {
    match parts(text) {
        Some((before, words, after)) => {
            view! { {before}<a href=href>{words}</a>{after} }.into_any()
        }
        None => text.into_any(),
    }
}

/// A sentence that names the service desk, with a link to the desk's details at the foot of the page.
#[component]
pub fn DeskSentence(
    /// The sentence, with the desk's name in square brackets.
    text: &'static str,
) -> impl IntoView {
    view! { <Linked text href="#desk"/> }
}

/// What stands before the link, its words, and what comes after. `None` when there is no link.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (words, after) = rest.split_once(']')?;
    Some((before, words, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_in_brackets_are_the_link_and_the_brackets_are_gone() {
        let html = view! { <DeskSentence text="Ask the [service desk], please."/> }.to_html();
        assert!(
            html.contains(r##"<a href="#desk">service desk</a>"##),
            "{html}"
        );
        assert!(!html.contains('[') && !html.contains(']'), "{html}");
        assert!(
            html.starts_with("Ask the ") && html.contains(", please."),
            "{html}"
        );
    }

    #[test]
    fn a_sentence_without_brackets_stays_as_it_is() {
        assert_eq!(parts("No link"), None);
        assert_eq!(parts("half [a link"), None);
    }
}
