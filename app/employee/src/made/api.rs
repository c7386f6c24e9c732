use super::finding::MadeFinding;
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    place::{Place, Stage},
};
use latchkey_domain::Purpose;
use latchkey_processes::{LinkOutcome, PasswordOutcome};
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::prelude::*;

/// Makes a new password, and shows it on the next page.
#[server(name = MakePassword, prefix = "/do", endpoint = "reset/make")]
pub(crate) async fn make_password(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(make(request)).await
}

/// Mails a link behind which a new password is made.
#[server(name = SendPasswordLink, prefix = "/do", endpoint = "reset/send-link")]
pub(crate) async fn send_password_link(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(send_link(request)).await
}

/// Makes a new password behind the mailed link that this browser opened.
#[server(name = OpenPasswordLink, prefix = "/do", endpoint = "reset/open-link")]
pub(crate) async fn open_password_link(
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(open_link()).await
}

/// Forgets the password that was shown, and goes on.
#[server(name = NotedPassword, prefix = "/do", endpoint = "reset/noted")]
pub(crate) async fn noted_password(
    #[server(default)] request: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(noted(request)).await
}

async fn noted(form: Typed) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, Purpose::Reset).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let link = caller.browser.link().await?;
    caller
        .engine
        .forget_shown_password(request, link.as_ref())
        .await?;
    let view = caller.engine.view(request).await?;
    let place = view.map_or(at(Stage::Identify), |view| Place::of(&view));
    Ok(Answer::go_to(place))
}

async fn make(form: Typed) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, Purpose::Reset).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let made = caller.engine.make_password(request, None, caller.network);
    Ok(told(at(Stage::Proven), made.await?))
}

async fn send_link(form: Typed) -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let request = match caller.request_of(&form, Purpose::Reset).await? {
        Ok(request) => request,
        Err(answer) => return Ok(answer),
    };
    let sent = caller.engine.request_password_link(request, caller.network);
    Ok(match sent.await? {
        LinkOutcome::Sent => Answer::go_to(at(Stage::Proven)),
        LinkOutcome::TooMany { until } => {
            found(at(Stage::Proven), MadeFinding::TooManyLinks(until))
        }
        LinkOutcome::NotPossible => found(at(Stage::Proven), MadeFinding::NotPossible),
        LinkOutcome::Over => Answer::go_to(at(Stage::Ended)),
    })
}

/// The link stands for the proof, so this browser is in its request from now on.
async fn open_link() -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let Some(link) = caller.browser.link().await? else {
        return Ok(Answer::go_to(Place::PasswordLink));
    };
    let Some(request) = caller.engine.password_link(&link).await? else {
        return Ok(Answer::go_to(Place::PasswordLink));
    };
    caller.browser.follow_link(request).await?;
    let made = caller
        .engine
        .make_password(request, Some(link), caller.network);
    Ok(told(Place::PasswordLink, made.await?))
}

/// What came of making a password for a form that stands on `page`.
fn told(page: Place, outcome: PasswordOutcome) -> Answer {
    match outcome {
        PasswordOutcome::Done => Answer::go_to(at(Stage::Done)),
        PasswordOutcome::Refused(refusals) => found(page, MadeFinding::Refused(refusals)),
        PasswordOutcome::Unclear => Answer::go_to(at(Stage::Working)),
        PasswordOutcome::TryAgain => found(page, MadeFinding::NotReached),
        PasswordOutcome::NotPossible => found(page, MadeFinding::NotPossible),
        PasswordOutcome::Over => Answer::go_to(at(Stage::Ended)),
    }
}

fn at(stage: Stage) -> Place {
    Place::Way(Purpose::Reset, stage)
}

fn found(page: Place, finding: MadeFinding) -> Answer {
    Answer::found(page, FormState::Made(finding))
}
