use super::api::{DecideOperation, DiscardJob, RetryJob};
use crate::{
    moment::Moment,
    overview::RestoredNotice,
    page::{StaffPage, found, page},
    records::Records,
    visible::visible,
    words,
};
use latchkey_administration::monitoring::DeadJob;
use latchkey_auth::access::{DecideOperations, RetryJobs, ViewMonitoring};
use latchkey_domain::{AuditRecord, UnknownOperation};
use latchkey_ui::{Choice, ChoiceField, Empty, Field, Input, Notice, NoticeKind, Table};
use leptos::{prelude::*, server_fn::ServerFn as _};

const JOBS: &[&str] = &[
    "Job",
    "Queued",
    "Tries",
    "Why it failed",
    "Request",
    "Action",
];

/// What the portal cannot go on with by itself.
#[component]
pub fn AttentionPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewMonitoring>()?;
        let operations = caller
            .administration
            .unknown_operations(&granted, None)
            .await?;
        let jobs = caller.administration.dead_jobs(&granted).await?;
        let restored = caller.administration.recent_restore(&granted).await?;
        let events = caller.administration.security_events(&granted).await?;
        let decided = caller.form_state(DecideOperation::PATH).await?;
        let settled = caller.form_state(RetryJob::PATH).await?;
        let done = [decided.done.clone(), settled.done.clone()].concat();
        let failed = decided.is_refused() || settled.is_refused();
        let (may_decide, may_retry) = (
            caller.member.may::<DecideOperations>(),
            caller.member.may::<RetryJobs>(),
        );
        Ok(view! {
            <StaffPage title="Needs a person" done failed>
                {found(&decided, &[])}
                {found(&settled, &[])}
                {restored.map(|restore| view! { <RestoredNotice restore/> })}
                <SecurityEvents events/>
                <h2>"Outcomes nobody knows"</h2>
                <Operations operations may_decide/>
                <h2>"Work that was given up"</h2>
                <Jobs jobs may_retry/>
            </StaffPage>
        })
    })
}

/// What Okta must never answer. Nothing of it was used; what is left is to find out why.
#[component]
fn SecurityEvents(events: Vec<AuditRecord>) -> impl IntoView {
    (!events.is_empty()).then(|| view! {
        <h2>"Answers about somebody else"</h2>
        <Notice kind=NoticeKind::Warning>
            <p>
                "Okta was asked about one person and answered with another. The portal used nothing of the \
                answer and gave the step up. Look at what stands between the portal and Okta, and report it to Okta."
            </p>
        </Notice>
        <Records caption="In the last 30 days, the newest first" records=events/>
    })
}

#[component]
fn Operations(operations: Vec<UnknownOperation>, may_decide: bool) -> impl IntoView {
    if operations.is_empty() {
        return view! {
            <Empty title="No outcome is unknown">
                <p>"When Okta's answer is lost and its state does not tell either, the case comes here."</p>
            </Empty>
        }
        .into_any();
    }
    operations
        .into_iter()
        .map(|unknown| view! { <Case unknown may_decide/> })
        .collect_view()
        .into_any()
}

#[component]
fn Case(unknown: UnknownOperation, may_decide: bool) -> impl IntoView {
    let UnknownOperation { operation, request } = unknown;
    let login = request.person.map_or(request.login, |person| person.login);
    let title = format!(
        "{} for {}",
        words::operation(operation.kind),
        visible(&login)
    );
    let story = format!("/admin/requests/{}", request.id);
    let form = may_decide.then(|| decision(&request.id.to_string(), &operation.id.to_string()));
    view! {
        <section class="form-card">
            <h3>{title}</h3>
            <p>
                "Committed to "<Moment at=operation.intended_at/>
                ". Look in Okta's System Log whether it happened, then say so here. "
                <a href=story>"The whole story"</a>
            </p>
            {form}
        </section>
    }
}

fn decision(request: &str, operation: &str) -> impl IntoView + use<> {
    let choices = vec![
        Choice::new("", "Choose"),
        Choice::new("done", "It happened"),
        Choice::new("not-done", "It did not happen"),
    ];
    view! {
        <form method="post" action=DecideOperation::PATH>
            <input type="hidden" name="request" value=request.to_owned()/>
            <input type="hidden" name="operation" value=operation.to_owned()/>
            <ChoiceField name="decision" label="What became of it" choices value="" error=None/>
            <Field name="reason" label="What you saw" input=Input::Text error=None/>
            <button class="button" type="submit">"Record it"</button>
        </form>
    }
}

#[component]
fn Jobs(jobs: Vec<DeadJob>, may_retry: bool) -> impl IntoView {
    if jobs.is_empty() {
        return view! {
            <Empty title="No work was given up"><p>"What fails again and again comes here."</p></Empty>
        }
        .into_any();
    }
    let rows = jobs
        .into_iter()
        .map(|job| row(job, may_retry))
        .collect_view();
    view! { <Table caption="Dead jobs" caption_hidden=true head=JOBS>{rows}</Table> }.into_any()
}

fn row(job: DeadJob, may_retry: bool) -> impl IntoView {
    let request = job.request.map(|id| {
        let path = format!("/admin/requests/{id}");
        view! { <a href=path>"request"</a> }
    });
    let actions = may_retry.then(|| {
        let id = job.id.to_string();
        view! {
            <div class="row-actions">
                {button(RetryJob::PATH, &id, "Try again")}
                {button(DiscardJob::PATH, &id, "Discard")}
            </div>
        }
    });
    view! {
        <tr>
            <th scope="row">{words::words(&job.kind)}</th>
            <td><Moment at=job.queued_at/></td>
            <td>{job.attempts}</td>
            <td>{job.last_error.as_deref().map(visible)}</td>
            <td>{request}</td>
            <td>{actions}</td>
        </tr>
    }
}

fn button(action: &'static str, job: &str, label: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="job" value=job.to_owned()/>
            <button class="button button-secondary" type="submit">{label}</button>
        </form>
    }
}
