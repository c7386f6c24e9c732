use super::finding::CodeFinding;
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form::FormError,
    form_field::{NothingElse, Typed},
    form_state::FormState,
    place::Place,
    reset::findings::IdentifyFinding,
};
use latchkey_processes::{CodeOutcome, Resent};
use latchkey_values::Code;
use leptos::prelude::*;

/// Takes the code that was sent.
#[server(name = SubmitCode, prefix = "/do", endpoint = "reset/code")]
pub(crate) async fn submit_code(
    #[server(default)] code: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(submit(code)).await
}

/// Sends another code.
#[server(name = ResendCode, prefix = "/do", endpoint = "reset/resend")]
pub(crate) async fn resend_code(
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(resend()).await
}

async fn submit(typed: Typed) -> Result<Answer, Failure> {
    if typed.expose().trim().is_empty() {
        return Ok(found(CodeFinding::Missing));
    }
    // A slip of the finger costs no try; what has six digits does.
    if typed.expose().parse::<Code>().is_err() {
        return Ok(found(CodeFinding::Malformed));
    }
    let caller = Caller::of_this_call().await?;
    let Some(request) = caller.browser.request().await? else {
        return Ok(start_again());
    };
    let outcome = caller
        .engine
        .submit_code(request, typed.expose(), caller.network);
    Ok(match outcome.await? {
        CodeOutcome::Verified => {
            caller.browser.renew().await?;
            Answer::go_to(Place::Password)
        }
        CodeOutcome::Wrong { tries_left } => found(CodeFinding::Wrong { tries_left }),
        CodeOutcome::Expired => found(CodeFinding::Expired),
        CodeOutcome::NoTriesLeft => found(CodeFinding::NoTriesLeft),
        CodeOutcome::Over => Answer::go_to(Place::Ended),
    })
}

async fn resend() -> Result<Answer, Failure> {
    let caller = Caller::of_this_call().await?;
    let Some(request) = caller.browser.request().await? else {
        return Ok(start_again());
    };
    let resent = caller.engine.resend_code(request, caller.network);
    Ok(match resent.await? {
        Resent::Sent => found(CodeFinding::Sent),
        Resent::TooSoon { wait_seconds } => found(CodeFinding::TooSoon { wait_seconds }),
        Resent::NoneLeft => found(CodeFinding::NoneLeft),
        Resent::Over => Answer::go_to(Place::Ended),
    })
}

fn found(finding: CodeFinding) -> Answer {
    Answer::found(FormState::Code(finding))
}

fn start_again() -> Answer {
    Answer::found(FormState::Identify(IdentifyFinding::StartAgain))
}
