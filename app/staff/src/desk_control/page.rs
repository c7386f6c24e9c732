use super::api::{Freeze, Thaw};
use crate::{
    form_state::FormState,
    moment::Moment,
    page::{StaffPage, found, page},
};
use latchkey_auth::access::{FreezeDesk, ViewMonitoring};
use latchkey_domain::DeskFreeze;
use latchkey_ui::{Field, Input, Notice, NoticeKind};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Whether the service desk may act, and the switch that stops it.
#[component]
pub fn DeskControlPage() -> impl IntoView {
    page(|caller| async move {
        caller.granted::<ViewMonitoring>()?;
        let freeze = caller.administration.engine.desk_freeze().await?;
        let state = caller.form_state(Freeze::PATH).await?;
        let may_switch = caller.member.may::<FreezeDesk>();
        let (done, now) = (state.done.clone(), standing(freeze.as_ref()));
        let switch = may_switch.then(|| switch(freeze.is_some(), state.clone()));
        Ok(view! {
            <StaffPage title="Service desk" done>
                {found(&state, &["reason"])}
                {now}
                {switch}
            </StaffPage>
        })
    })
}

fn standing(freeze: Option<&DeskFreeze>) -> AnyView {
    match freeze.cloned() {
        Some(freeze) => view! {
            <Notice kind=NoticeKind::Warning>
                <p>
                    <strong>"The service desk is stopped."</strong> " Ordered by " <bdi>{freeze.by}</bdi> ", "
                    <Moment at=freeze.since/> ": " <bdi>{freeze.reason}</bdi>
                </p>
            </Notice>
        }
        .into_any(),
        None => view! { <p class="lead">"Agents can help callers."</p> }.into_any(),
    }
}

fn switch(is_frozen: bool, state: FormState) -> AnyView {
    if is_frozen {
        return view! {
            <form class="form-card" method="post" action=Thaw::PATH>
                <p>"Letting it act again takes a fresh sign-in."</p>
                <button class="button" type="submit">"Let the service desk act again"</button>
            </form>
        }
        .into_any();
    }
    view! {
        <form class="form-card" method="post" action=Freeze::PATH>
            <p>
                "Stops every action of every agent from the next one on, and every hand-over code. What \
                people do for themselves goes on."
            </p>
            <Field name="reason" label="Why" input=Input::Text value=state.value("reason", "")
                error=state.problem("reason") hint="Agents read it on their page."/>
            <button class="button" type="submit">"Stop the service desk"</button>
        </form>
    }
    .into_any()
}
