use crate::page::{StaffPage, page};
use leptos::prelude::*;

/// How the portal is doing.
#[component]
pub fn OverviewPage() -> impl IntoView {
    page(|caller| async move {
        let hello = format!("Signed in as {}", caller.member.name);
        Ok(view! { <StaffPage title="Overview"><p class="lead">{hello}</p></StaffPage> })
    })
}
