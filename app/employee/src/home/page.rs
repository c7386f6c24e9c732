use super::jobs::{Job, jobs};
use crate::{
    context::engine,
    entrance::Entrance,
    handover::link::HandoverLink,
    visit::{Detour, page},
};
use latchkey_ui::{DeskSentence, Icon, IconName, Notice, NoticeKind, Page, texts};
use leptos::prelude::*;

/// What the portal, or one process of it, can do, in the words of those who need it.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async {
        let home = &texts().home;
        let entrance = Entrance::of_this_page().await?.ok_or(Detour::NotFound)?;
        let (name, offers) = match entrance.path() {
            None => (None, engine().offers(None).await?),
            Some(path) => {
                let page = engine().process_page(path).await?.ok_or(Detour::NotFound)?;
                (Some(page.name), page.offers)
            }
        };
        let jobs = jobs(offers, home);
        let takes_handovers = engine().takes_handovers().await?;
        Ok(view! {
            <Page title=home.title()>
                {name.map(|name| view! { <p class="hint"><bdi>{name}</bdi></p> })}
                {if jobs.iter().any(|job| job.purpose.is_some()) {
                    view! { <Choices jobs entrance/> }.into_any()
                } else {
                    nothing_offered().into_any()
                }}
                {takes_handovers.then(|| view! { <HandoverLink/> })}
            </Page>
        })
    })
}

#[component]
fn Choices(jobs: [Job; 3], entrance: Entrance) -> impl IntoView {
    let home = &texts().home;
    let choices = jobs
        .map(|job| view! { <Choice job entrance=entrance.clone()/> })
        .collect_view();
    view! {
        <p class="lead">{home.lead()}</p>
        <ul class="choices">{choices}</ul>
        <p class="hint"><DeskSentence text=home.needs_email()/></p>
    }
}

#[component]
fn Choice(job: Job, entrance: Entrance) -> impl IntoView {
    let Job {
        title,
        text,
        purpose,
    } = job;
    match purpose.map(|purpose| entrance.identify(purpose)) {
        Some(page) => view! {
            <li class="choice">
                <a href=page.as_str().to_owned()>
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
