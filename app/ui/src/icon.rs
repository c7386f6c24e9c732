use leptos::prelude::*;

/// A picture that repeats what the text beside it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Where a choice leads.
    Arrow,
    /// Done, or met.
    Check,
    /// Wrong, or not met.
    Cross,
    /// Something to know.
    Info,
    /// A web page.
    Link,
    /// A locked account.
    Lock,
    /// An email.
    Mail,
    /// A telephone.
    Phone,
    /// Something to heed.
    Warning,
}

/// A picture of 24 by 24 units in the colour of the text. Hidden from screen readers.
#[component]
pub fn Icon(name: IconName) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=name.strokes()/>
        </svg>
    }
}

impl IconName {
    fn strokes(self) -> &'static str {
        match self {
            Self::Arrow => "M5 12h14M13 6l6 6-6 6",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Cross => "M6.5 6.5l11 11M17.5 6.5l-11 11",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.5v.01",
            Self::Link => {
                "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M3.5 12h17\
                 M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"
            }
            Self::Lock => {
                "M6.5 11h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11\
                 A1.5 1.5 0 0 1 5 19.5v-7A1.5 1.5 0 0 1 6.5 11M8 11V7.5a4 4 0 0 1 8 0V11"
            }
            Self::Mail => {
                "M4.5 5.5h15A1.5 1.5 0 0 1 21 7v10a1.5 1.5 0 0 1-1.5 1.5h-15\
                 A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5M3.5 7l8.5 6 8.5-6"
            }
            Self::Phone => {
                "M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4a1.5 1.5 0 0 1-1.6 1.5\
                 A15.5 15.5 0 0 1 3.5 5.6A1.5 1.5 0 0 1 5 4"
            }
            Self::Warning => "M12 4L2.8 19.5h18.4L12 4M12 10v4.5M12 17v.01",
        }
    }
}
