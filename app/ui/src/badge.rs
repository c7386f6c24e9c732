use leptos::prelude::*;

/// How a badge is meant; decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Needs somebody.
    Bad,
    /// To be watched.
    Care,
    /// Neither.
    Plain,
}

impl Tone {
    /// The end of the class names that give it its colour.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Care => "care",
            Self::Plain => "plain",
        }
    }
}

/// A word or two about the state of something. The colour repeats what the word says.
#[component]
pub fn Badge(
    /// How it is meant.
    tone: Tone,
    /// What it says.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <span class=format!("badge badge-{}", tone.name())>{text}</span> }
}
