use crate::{Icon, IconName, language, texts};
use latchkey_values::Language;
use leptos::prelude::*;

/// Where the choice of a language is sent.
pub const CHOOSE_LANGUAGE: &str = "/do/language";

/// The path of the page being made, to come back to. Provided as context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePath(pub String);

/// The languages the portal speaks, each in its own words. A plain form: it works without JavaScript.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let now = language();
    let PagePath(page) = use_context().unwrap_or(PagePath("/".to_owned()));
    let choices = Language::ALL.map(|language| view! { <Offered language now/> });
    view! {
        <details class="languages">
            <summary>
                <Icon name=IconName::Link/>
                <span class="visually-hidden">{texts().frame.language()} ": "</span>
                <span>{now.own_name()}</span>
            </summary>
            <form method="post" action=CHOOSE_LANGUAGE>
                <input type="hidden" name="page" value=page/>
                <ul>{choices.into_iter().collect_view()}</ul>
            </form>
        </details>
    }
}

#[component]
fn Offered(language: Language, now: Language) -> impl IntoView {
    let is_current = (language == now).then_some("true");
    view! {
        <li>
            <button type="submit" name="language" value=language.tag() lang=language.tag()
                dir=language.direction().name() aria-current=is_current>
                {language.own_name()}
            </button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_offered_in_its_own_words_and_the_present_one_is_marked() {
        let owner = Owner::new();
        let html = owner.with(|| {
            provide_context(Language::Arabic);
            provide_context(PagePath("/unlock/code".into()));
            view! { <LanguageMenu/> }.to_html()
        });
        for language in Language::ALL {
            let button = format!(r#"lang="{}""#, language.tag());
            assert!(html.contains(&button), "{html}");
            assert!(html.contains(language.own_name()), "{html}");
        }
        assert_eq!(html.matches("aria-current").count(), 1, "{html}");
        assert!(html.contains(r#"value="/unlock/code""#), "{html}");
    }
}
