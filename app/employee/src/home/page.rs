use super::jobs::{Job, jobs};
use crate::{
    context::engine,
    place::{Place, Stage},
    visit::page,
};
use latchkey_ui::{DeskSentence, Icon, IconName, Notice, NoticeKind, Page, texts};
use leptos::prelude::*;

/// What the portal can do, in the words of those who need it.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async {
        let home = &texts().home;
        let jobs = jobs(engine().offers(None).await?, home);
        Ok(view! {
            <Page title=home.title()>
                {if jobs.iter().any(|job| job.purpose.is_some()) {
                    view! { <Choices jobs/> }.into_any()
                } else {
                    nothing_offered().into_any()
                }}
            </Page>
        })
    })
}

#[component]
fn Choices(jobs: [Job; 3]) -> impl IntoView {
    let home = &texts().home;
    let choices = jobs.map(|job| view! { <Choice job/> }).collect_view();
    view! {
        <p class="lead">{home.lead()}</p>
        <ul class="choices">{choices}</ul>
        <p class="hint"><DeskSentence text=home.needs_email()/></p>
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
            <p><DeskSentence text=texts().home.nothing_offered()/></p>
        </Notice>
    }
}
