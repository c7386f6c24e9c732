use super::{RestoredNotice, health::IntegrationHealth, reports::Reports};
use crate::{
    navigation::Section,
    page::{StaffPage, forward, page},
};
use jiff::tz::Offset;
use latchkey_administration::monitoring::{Integrations, Overview};
use latchkey_auth::access::ViewMonitoring;
use leptos::prelude::*;

/// How the portal is doing: its reports, and how it gets on with other systems. Whoever may not see
/// that is led to the first section they may see: every sign-in ends here.
#[component]
pub fn OverviewPage() -> impl IntoView {
    page(|caller| async move {
        let sees_it = caller.member.may::<ViewMonitoring>();
        let other = Section::open_to(&caller.member).next();
        if let Some(section) = other.filter(|_| !sees_it) {
            return Ok(forward(section.path()));
        }
        let granted = caller.granted::<ViewMonitoring>()?;
        let administration = &caller.administration;
        let overview = administration.overview(&granted, Offset::UTC).await?;
        let integrations = administration.integrations(&granted).await?;
        let restored = administration.recent_restore(&granted).await?;
        let blocked = administration.blocks(&granted).await?.len();
        let unknown = administration
            .unknown_operations(&granted, None)
            .await?
            .len();
        Ok(view! {
            <StaffPage title="Overview">
                {restored.map(|restore| view! { <RestoredNotice restore/> })}
                <Numbers overview=overview.clone() integrations=integrations.clone() blocked unknown/>
                <IntegrationHealth integrations/>
                <Reports overview/>
            </StaffPage>
        }
        .into_any())
    })
}

#[component]
fn Numbers(
    overview: Overview,
    integrations: Integrations,
    blocked: usize,
    unknown: usize,
) -> impl IntoView {
    let week: u32 = overview
        .requests_by_purpose
        .iter()
        .map(|tally| tally.count)
        .sum();
    let waiting = unknown + integrations.jobs_dead as usize;
    view! {
        <ul class="numbers" role="list">
            <NumberCard number=week.to_string() text="requests in 7 days" path="/admin/requests"/>
            <NumberCard number=blocked.to_string() text="blocked now" path="/admin/blocks"/>
            <NumberCard number=waiting.to_string() text="need a person" path="/admin/attention"/>
            <NumberCard number=integrations.jobs_queued.to_string() text="jobs queued"
                path="/admin/attention"/>
        </ul>
    }
}

#[component]
fn NumberCard(number: String, text: &'static str, path: &'static str) -> impl IntoView {
    view! {
        <li class="number-card"><strong>{number}</strong><span><a href=path>{text}</a></span></li>
    }
}
