use crate::{context::engine, place::Place, visit::see_other};
use latchkey_domain::Offers;
use latchkey_ui::{DeskLink, Icon, IconName, Notice, NoticeKind, Page};
use leptos::prelude::*;

/// What the portal can do, in the words of those who need it.
#[component]
pub fn HomePage() -> impl IntoView {
    Suspend::new(async move {
        match engine().offers().await {
            Ok(offers) => Some(view! { <Jobs offers/> }),
            Err(failure) => {
                tracing::error!(
                    error = &failure as &dyn std::error::Error,
                    "the offers are unknown"
                );
                see_other(Place::Unavailable);
                None
            }
        }
    })
}

#[component]
fn Jobs(offers: Offers) -> impl IntoView {
    view! {
        <Page title="Trouble signing in?">
            {if offers.reset { reset_jobs().into_any() } else { nothing_offered().into_any() }}
        </Page>
    }
}

fn reset_jobs() -> impl IntoView {
    view! {
        <p class="lead">"Pick what fits. It takes a few minutes."</p>
        <ul class="choices">
            <Choice title="I forgot my password"
                text="You get a code by email, and then choose a new password."/>
            <Choice title="I’m locked out"
                text="The same way: setting a new password also unlocks your account."/>
            <Choice title="I know my password and want a new one"
                text="Changed here in the same way: a code by email, then the new password."/>
        </ul>
        <p class="hint">
            "You need to be able to read your email on this or another device. If you cannot, the "
            <DeskLink/> " can help."
        </p>
    }
}

#[component]
fn Choice(title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <li class="choice">
            <a href=Place::Identify.path()>
                <span class="choice-title">{title}</span>
                <span class="choice-text">{text}</span>
                <Icon name=IconName::Arrow/>
            </a>
        </li>
    }
}

fn nothing_offered() -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Info>
            <p>
                "Passwords cannot be reset here at the moment. Please turn to the " <DeskLink/> "."
            </p>
        </Notice>
    }
}
