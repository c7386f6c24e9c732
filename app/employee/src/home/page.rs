use super::jobs::{Job, jobs};
use crate::{
    context::engine,
    handover::link::HandoverLink,
    place::{Place, Stage},
    visit::page,
};
use latchkey_ui::{DeskLink, Icon, IconName, Notice, NoticeKind, Page};
use leptos::prelude::*;

/// What the portal can do, in the words of those who need it.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async {
        let jobs = jobs(engine().offers(None).await?);
        let takes_handovers = engine().takes_handovers().await?;
        Ok(view! {
            <Page title="Trouble signing in?">
                {if jobs.iter().any(|job| job.purpose.is_some()) {
                    view! { <Choices jobs/> }.into_any()
                } else {
                    nothing_offered().into_any()
                }}
                {takes_handovers.then(|| view! { <HandoverLink/> })}
            </Page>
        })
    })
}

#[component]
fn Choices(jobs: [Job; 3]) -> impl IntoView {
    let choices = jobs.map(|job| view! { <Choice job/> }).collect_view();
    view! {
        <p class="lead">"Pick what fits. It takes a few minutes."</p>
        <ul class="choices">{choices}</ul>
        <p class="hint">
            "You need to be able to read your email on this or another device. If you cannot, the "
            <DeskLink/> " can help."
        </p>
    }
}

#[component]
fn Choice(job: Job) -> impl IntoView {
    let Job {
        title,
        text,
        purpose,
    } = job;
    match purpose.map(|purpose| Place::Way(purpose, Stage::Identify).path()) {
        Some(path) => view! {
            <li class="choice">
                <a href=path>
                    <span class="choice-title">{title}</span>
                    <span class="choice-text">{text}</span>
                    <Icon name=IconName::Arrow/>
                </a>
            </li>
        }
        .into_any(),
        None => view! {
            <li class="choice choice-elsewhere">
                <span class="choice-title">{title}</span>
                <span class="choice-text">{text}</span>
            </li>
        }
        .into_any(),
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
