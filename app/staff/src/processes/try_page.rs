use super::list_page::offered;
use crate::{
    moment::written,
    page::{StaffPage, page},
    words,
};
use latchkey_auth::access::TryProcesses;
use latchkey_domain::Verification;
use latchkey_processes::{ProcessTrial, Serving, Trial, Verdict};
use latchkey_ui::{Badge, ErrorSummary, Field, Input, Problem, Table, Tone};
use latchkey_values::Login;
use leptos::prelude::*;

/// Its address.
pub(crate) const TRY_PATH: &str = "/admin/try";

const HEAD: &[&str] = &["Process", "What would happen", "Why"];

/// What the processes would do for somebody. Okta is only read; nothing is sent.
#[component]
pub fn TryPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<TryProcesses>()?;
        let typed = caller.query().remove("login").unwrap_or_default();
        let login = (!typed.is_empty()).then(|| typed.parse::<Login>());
        let (trial, problems) = match login {
            None => (None, Vec::new()),
            Some(Err(_)) => (None, vec![Problem::of("login", "This cannot be a login.")]),
            Some(Ok(login)) => (
                Some(caller.administration.try_as(&granted, &login).await?),
                Vec::new(),
            ),
        };
        let error = Problem::first_of(&problems, "login");
        Ok(view! {
            <StaffPage title="Try as somebody" above=("Processes", "/admin/processes")
                failed=!problems.is_empty()>
                <ErrorSummary problems/>
                <p class="lead">
                    "Shows what would happen to a person, process by process. Okta is only read, nothing is \
                    sent, and the audit trail notes that you looked."
                </p>
                <form class="filters" method="get" action=TRY_PATH role="search">
                    <Field name="login" label="Their login" input=Input::Search value=typed error/>
                    <button class="button" type="submit">"Try"</button>
                </form>
                {trial.map(|trial| view! { <Found trial/> })}
            </StaffPage>
        })
    })
}

#[component]
fn Found(trial: Trial) -> impl IntoView {
    let rows = trial.processes.into_iter().map(row).collect_view();
    view! { <Table caption="Processes, in the order in which they are considered" head=HEAD>{rows}</Table> }
}

fn row(trial: ProcessTrial) -> impl IntoView {
    let (tone, word, why) = verdict(&trial.verdict);
    view! {
        <tr>
            <th scope="row">
                <bdi>{trial.name}</bdi>
                {trial.path.map(|path| view! { <p class="hint">{format!("at /p/{path}")}</p> })}
            </th>
            <td><Badge tone text=word/></td>
            <td>{why}</td>
        </tr>
    }
}

fn verdict(verdict: &Verdict) -> (Tone, &'static str, String) {
    match verdict {
        Verdict::Serves(serving) => (Tone::Good, "Serves them", served(serving)),
        Verdict::ComesAfter(first) => (
            Tone::Plain,
            "Comes later",
            format!("{first} serves them first."),
        ),
        Verdict::Unknown => (
            Tone::Plain,
            "Nobody",
            "Nobody is known by that login.".to_owned(),
        ),
        Verdict::Ambiguous => (
            Tone::Care,
            "Ambiguous",
            "More than one person is known by that login; nobody is served.".to_owned(),
        ),
        Verdict::NotActive => (
            Tone::Plain,
            "Off",
            "The process is switched off, or cannot be passed.".to_owned(),
        ),
        Verdict::Silent(reason) => (
            Tone::Plain,
            "Not served",
            format!(
                "{}. To them it looks as if nobody were known.",
                words::words(reason)
            ),
        ),
        Verdict::Told(reason) => (
            Tone::Care,
            "Told by mail",
            format!("{}.", words::words(&words::name_of(reason))),
        ),
        Verdict::Unreachable => (
            Tone::Bad,
            "Unknown",
            "The credential store cannot be asked now.".to_owned(),
        ),
    }
}

fn served(serving: &Serving) -> String {
    let proofs: Vec<_> = serving
        .verifications
        .iter()
        .map(|verification| proof(*verification))
        .collect();
    let status = words::words(&words::name_of(&serving.status));
    let policy = serving.policy.as_ref().map_or_else(
        || "The password policy cannot be read.".to_owned(),
        |policy| {
            format!(
                "A new password needs {} characters or more.",
                policy.min_length
            )
        },
    );
    let end = serving.password_end.map_or_else(String::new, |end| {
        format!(" The password ends {}.", written(end.expires_at))
    });
    let blocked = if serving.is_blocked {
        " Blocked after too many wrong codes."
    } else {
        ""
    };
    format!(
        "Status {status}. Passes {}, then can {}. {policy}{end}{blocked}",
        proofs.join(", "),
        offered(serving.offers)
    )
}

fn proof(verification: Verification) -> &'static str {
    match verification {
        Verification::EmailCode => "a code by email",
        Verification::PersonalData => "personal data that match",
    }
}
