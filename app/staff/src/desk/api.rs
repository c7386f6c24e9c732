use super::{
    answer::{self, Told},
    query::{DESK, person_path},
};
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
};
use latchkey_auth::access::{ConfirmActions, HelpCallers};
use latchkey_domain::DeskAction;
use latchkey_processes::desk::{CaseOpening, NewCase};
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::RequestId;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Opens a case for somebody.
#[server(name = OpenCase, prefix = "/do", endpoint = "desk/open")]
pub(crate) async fn open_case(
    #[server(default)] store: Typed,
    #[server(default)] person: Typed,
    #[server(default)] process: Typed,
    #[server(default)] reason: Typed,
    #[server(default)] ticket: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let form = [store, person, process, reason, ticket];
    answer(DESK, move |caller| open(caller, form)).await
}

async fn open(caller: Caller, form: [Typed; 5]) -> Result<Answer, Failure> {
    let granted = caller.granted::<HelpCallers>()?;
    let [store, person, process, reason, ticket] = form.each_ref().map(Typed::expose);
    let Ok(alias) = process.parse() else {
        let told = Told::Problem("process", "Choose a process.".to_owned());
        return Ok(told.at_path(person_path(store, person, ticket), BTreeMap::new()));
    };
    let new = NewCase {
        process: alias,
        person: person.to_owned(),
        reason: reason.to_owned(),
        ticket: ticket.to_owned(),
    };
    Ok(
        match caller
            .administration
            .engine
            .open_case(&granted, new)
            .await?
        {
            CaseOpening::Opened(id) => {
                Told::Done("The case is open. Now verify who is calling.".into()).at(id)
            }
            CaseOpening::Not(why) => {
                let typed = [("reason", reason), ("ticket", ticket), ("process", process)];
                let typed = typed.map(|(name, text)| (name.to_owned(), text.to_owned()));
                let path = person_path(store, person, ticket);
                answer::not_opened(&why).at_path(path, BTreeMap::from(typed))
            }
        },
    )
}

/// Mails a code to the person of a case.
#[server(name = SendCaseCode, prefix = "/do", endpoint = "desk/code/send")]
pub(crate) async fn send_case_code(
    #[server(default)] case: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(DESK, move |caller| async move {
        let granted = caller.granted::<HelpCallers>()?;
        let Some(id) = case_id(&case) else {
            return Ok(answer::no_case());
        };
        let engine = &caller.administration.engine;
        let sent = engine.send_case_code(&granted, id).await?;
        Ok(answer::code_requested(sent).at(id))
    })
    .await
}

/// Takes the code that the caller read out.
#[server(name = EnterCaseCode, prefix = "/do", endpoint = "desk/code")]
pub(crate) async fn enter_case_code(
    #[server(default)] case: Typed,
    #[server(default)] code: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(DESK, move |caller| async move {
        let granted = caller.granted::<HelpCallers>()?;
        let Some(id) = case_id(&case) else {
            return Ok(answer::no_case());
        };
        let engine = &caller.administration.engine;
        let entered = engine.enter_case_code(&granted, id, code.expose()).await?;
        Ok(answer::code_entered(entered).at(id))
    })
    .await
}

/// Compares what the caller said about themselves. The answers stand in the order of the attributes, and
/// are not kept.
#[server(name = CheckPersonalData, prefix = "/do", endpoint = "desk/personal-data")]
pub(crate) async fn check_personal_data(
    #[server(default)] case: Typed,
    #[server(default)] answer_1: Typed,
    #[server(default)] answer_2: Typed,
    #[server(default)] answer_3: Typed,
    #[server(default)] answer_4: Typed,
    #[server(default)] answer_5: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let said = [answer_1, answer_2, answer_3, answer_4, answer_5];
    answer(DESK, move |caller| compare(caller, case, said)).await
}

async fn compare(caller: Caller, case: Typed, said: [Typed; 5]) -> Result<Answer, Failure> {
    let granted = caller.granted::<HelpCallers>()?;
    let engine = &caller.administration.engine;
    let Some(id) = case_id(&case) else {
        return Ok(answer::no_case());
    };
    let Some(view) = engine.case(&granted, id).await? else {
        return Ok(answer::no_case());
    };
    let texts = said.iter().map(|typed| typed.expose().to_owned());
    let said: BTreeMap<String, String> = view.personal_data.into_iter().zip(texts).collect();
    let outcome = engine.check_personal_data(&granted, id, &said).await?;
    Ok(answer::personal_data(outcome).at(id))
}

/// Does something for a caller who is proven.
#[server(name = ActForCaller, prefix = "/do", endpoint = "desk/act")]
pub(crate) async fn act_for_caller(
    #[server(default)] case: Typed,
    #[server(default)] action: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(DESK, move |caller| act(caller, case, action)).await
}

async fn act(caller: Caller, case: Typed, action: Typed) -> Result<Answer, Failure> {
    let granted = caller.granted::<HelpCallers>()?;
    let Some(id) = case_id(&case) else {
        return Ok(answer::no_case());
    };
    let named = serde_json::Value::from(action.expose());
    let Ok(action) = serde_json::from_value::<DeskAction>(named) else {
        let told = Told::Problem("action", "Choose what to do.".to_owned());
        return Ok(told.at(id));
    };
    let engine = &caller.administration.engine;
    let outcome = engine.act_for_caller(&granted, id, action).await?;
    Ok(answer::acted(&outcome).at(id))
}

/// Closes a case, so that the next caller starts clean.
#[server(name = NextCaller, prefix = "/do", endpoint = "desk/next")]
pub(crate) async fn next_caller(
    #[server(default)] case: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(DESK, move |caller| async move {
        let granted = caller.granted::<HelpCallers>()?;
        if let Some(id) = case_id(&case) {
            caller
                .administration
                .engine
                .close_case(&granted, id)
                .await?;
        }
        let told = Told::Done("Ready for the next caller.".into());
        Ok(told.at_path(DESK.to_owned(), BTreeMap::new()))
    })
    .await
}

/// Takes a second agent's word.
#[server(name = AnswerConfirmation, prefix = "/do", endpoint = "desk/confirm")]
pub(crate) async fn answer_confirmation(
    #[server(default)] case: Typed,
    #[server(default)] answer: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    crate::answer::answer(DESK, move |caller| confirm(caller, case, answer)).await
}

async fn confirm(caller: Caller, case: Typed, word: Typed) -> Result<Answer, Failure> {
    let granted = caller.granted::<ConfirmActions>()?;
    let engine = &caller.administration.engine;
    let confirms = match word.expose() {
        "confirm" => true,
        "refuse" => false,
        _ => return Ok(answer::no_case()),
    };
    let Some(id) = case_id(&case) else {
        return Ok(answer::no_case());
    };
    let outcome = engine.answer_confirmation(&granted, id, confirms).await?;
    let told = answer::answered(outcome, confirms);
    Ok(told.at_path(DESK.to_owned(), BTreeMap::new()))
}

fn case_id(case: &Typed) -> Option<RequestId> {
    case.expose().parse().ok()
}
