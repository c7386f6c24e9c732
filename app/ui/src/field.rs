use crate::texts;
use leptos::prelude::*;

/// What a field asks for; decides keyboard, autofill and spelling help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A login or email address.
    Login,
    /// A code that was sent.
    OneTimeCode,
    /// The password a person has.
    CurrentPassword,
    /// A password that is being chosen.
    NewPassword,
    /// Any text of one line.
    Text,
    /// A whole number.
    Number,
    /// A web address.
    Address,
    /// A secret of another system, which is never shown again.
    Secret,
    /// Something to look for.
    Search,
}

/// A labelled text field with its hint and its error. Hint and error are tied to it by
/// `aria-describedby`, made from the same values as their ids.
#[component]
pub fn Field(
    /// Name in the form, and id in the page.
    name: &'static str,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// What it asks for.
    input: Input,
    /// What it holds when the page opens. Never a secret.
    #[prop(optional, into)]
    value: String,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// How to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with the last answer.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// Whether the page opens with this field focused.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView {
    let hint = hint.map(|text| Described::new(format!("{name}-hint"), text));
    let error = error.map(|text| Described::new(format!("{name}-error"), text));
    let described_by = described_by(hint.as_ref(), error.as_ref());
    let invalid = error.is_some().then_some("true");
    view! {
        <div class="field" class:field-invalid=invalid.is_some()>
            <label for=name>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=hint.id>{hint.text}</p> })}
            {error
                .map(|error| {
                    view! {
                        <p class="field-error" id=error.id>
                            <span class="visually-hidden">{texts().frame.error()}</span>
                            {error.text}
                        </p>
                    }
                })}
            <input
                id=name
                name=name
                type=input.kind()
                class=input.class()
                autocomplete=input.autocomplete()
                inputmode=input.inputmode()
                dir=input.direction()
                autocapitalize="none"
                spellcheck="false"
                autofocus=focused
                value=(!value.is_empty()).then_some(value)
                aria-required=(!optional).then_some("true")
                aria-invalid=invalid
                aria-describedby=described_by
            />
        </div>
    }
}

struct Described {
    id: String,
    text: String,
}

impl Described {
    fn new(id: String, text: String) -> Self {
        Self { id, text }
    }
}

/// The ids of hint and error, in the order they are read out. `None` when there is neither.
fn described_by(hint: Option<&Described>, error: Option<&Described>) -> Option<String> {
    let ids: Vec<&str> = [hint, error]
        .into_iter()
        .flatten()
        .map(|described| described.id.as_str())
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

impl Input {
    fn kind(self) -> &'static str {
        match self {
            Self::Login | Self::OneTimeCode | Self::Text | Self::Number | Self::Address => "text",
            Self::CurrentPassword | Self::NewPassword | Self::Secret => "password",
            Self::Search => "search",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::OneTimeCode => "input input-code",
            Self::Number => "input input-number",
            _ => "input",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Login => "username",
            Self::OneTimeCode => "one-time-code",
            Self::CurrentPassword => "current-password",
            Self::NewPassword => "new-password",
            Self::Text | Self::Number | Self::Address | Self::Secret | Self::Search => "off",
        }
    }

    /// How it is written whatever the page's language; `None` for text in that language.
    fn direction(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Search => None,
            _ => Some("ltr"),
        }
    }

    /// The keyboard a phone shows; `None` for its usual one.
    fn inputmode(self) -> Option<&'static str> {
        match self {
            Self::OneTimeCode | Self::Number => Some("numeric"),
            Self::Address => Some("url"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_an_error_says_so_and_points_to_it() {
        let html = view! {
            <Field name="login" label="Username" input=Input::Login hint="As at sign-in"
                error=Some("Type your username.".to_owned())/>
        }
        .to_html();
        assert!(
            html.contains(r#"aria-describedby="login-hint login-error""#),
            "{html}"
        );
        assert!(html.contains(r#"id="login-hint""#), "{html}");
        assert!(html.contains(r#"id="login-error""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
    }

    #[test]
    fn a_field_in_order_is_not_marked() {
        let html = view! { <Field name="code" label="Code" input=Input::OneTimeCode error=None/> }
            .to_html();
        assert!(!html.contains("aria-invalid"), "{html}");
        assert!(!html.contains("aria-describedby"), "{html}");
        assert!(!html.contains("autofocus"), "{html}");
        assert!(html.contains(r#"inputmode="numeric""#), "{html}");
    }
}
