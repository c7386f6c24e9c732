use super::form::{ProcessForm, problem};
use crate::{
    answer::{Answer, answer},
    caller::Caller,
    configured_object::{page_of, seen},
    failure::Failure,
    form_state::{FormState, FoundProblem},
};
use latchkey_administration::processes::{ProcessRemoved, ProcessSaved, SaveProcess};
use latchkey_auth::access::{EditProcesses, ViewProcesses};
use latchkey_domain::{Offers, Process, Weakening};
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::Alias;
use leptos::{prelude::*, server_fn::ServerFn as _};

const LIST: &str = "/admin/processes";
const OUTDATED: &str =
    "Somebody else changed this process meanwhile. Look at it again before you save.";
/// The fields of the form's state in which a question about weaker settings waits for its page.
pub(super) const WEAKER: &str = "weaker";
pub(super) const DIGEST: &str = "digest";

/// Creates or changes a process.
#[server(name = SaveProcessForm, prefix = "/do", endpoint = "admin/processes/save")]
pub(crate) async fn save_process(
    #[server(flatten)] form: ProcessForm,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, &form.alias, !form.version.is_empty());
    answer(&page.clone(), move |caller| save(caller, form, page)).await
}

async fn save(caller: Caller, form: ProcessForm, page: String) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditProcesses>()?;
    let process = match wanted(&caller, &form).await? {
        Ok(process) => process,
        Err(problem) => return Ok(refused(page, &form, vec![problem])),
    };
    let acknowledged = Some(form.acknowledged.clone()).filter(|digest| !digest.is_empty());
    let saving = SaveProcess {
        process,
        acknowledged,
    };
    let saved = caller.administration.save_process(&granted, saving).await?;
    Ok(told(saved, page, &form, "Saved."))
}

/// The process with what was entered.
async fn wanted(
    caller: &Caller,
    form: &ProcessForm,
) -> Result<Result<Process, FoundProblem>, Failure> {
    let granted = caller.granted::<ViewProcesses>()?;
    let Ok(alias) = form.alias.trim().parse::<Alias>() else {
        return Ok(Err(FoundProblem::of(
            "alias",
            "Use 1 to 40 lower-case letters, digits and hyphens.",
        )));
    };
    let Ok(store) = form.credential_store.trim().parse() else {
        return Ok(Err(FoundProblem::of(
            "credential_store",
            "Choose a credential store. If there is none yet, add one first.",
        )));
    };
    let known = caller.administration.view_process(&granted, &alias).await?;
    let before = known.filter(|_| !form.version.is_empty()).map_or_else(
        || Process::new(alias, form.name.clone(), store, Offers::default()),
        |known| known.process,
    );
    Ok(form.applied_to(before))
}

/// Switches a process on or off.
#[server(name = SwitchProcess, prefix = "/do", endpoint = "admin/processes/switch")]
pub(crate) async fn switch_process(
    #[server(default)] alias: Typed,
    #[server(default)] version: Typed,
    #[server(default)] active: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, alias.expose(), true);
    answer(&page.clone(), move |caller| {
        switch(caller, [alias, version, active], page)
    })
    .await
}

async fn switch(caller: Caller, form: [Typed; 3], page: String) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditProcesses>()?;
    let [alias, version, active] = &form;
    let Some((alias, version)) = seen(alias, version) else {
        return Ok(refused(
            page,
            &ProcessForm::default(),
            vec![FoundProblem::general(OUTDATED)],
        ));
    };
    let active = !active.expose().is_empty();
    let switched = caller
        .administration
        .switch_process(&granted, &alias, version, active);
    let sentence = if active {
        "It serves people from now on."
    } else {
        "It serves nobody from now on."
    };
    Ok(told(
        switched.await?,
        page,
        &ProcessForm::default(),
        sentence,
    ))
}

/// Makes a copy of a process.
#[server(name = CopyProcess, prefix = "/do", endpoint = "admin/processes/copy")]
pub(crate) async fn copy_process(
    #[server(default)] alias: Typed,
    #[server(default)] copy: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, alias.expose(), true);
    answer(&page.clone(), move |caller| {
        make_copy(caller, alias, copy, page)
    })
    .await
}

async fn make_copy(
    caller: Caller,
    alias: Typed,
    copy: Typed,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditProcesses>()?;
    let names = alias
        .expose()
        .parse::<Alias>()
        .ok()
        .zip(copy.expose().trim().parse::<Alias>().ok());
    let Some((alias, copy)) = names else {
        let problem = FoundProblem::general(
            "The copy needs an alias: 1 to 40 lower-case letters, digits and hyphens.",
        );
        return Ok(refused(page, &ProcessForm::default(), vec![problem]));
    };
    let copied = caller
        .administration
        .copy_process(&granted, &alias, copy)
        .await?;
    Ok(told(
        copied,
        page,
        &ProcessForm::default(),
        "Copied. The copy is switched off.",
    ))
}

/// Removes a process that is switched off.
#[server(name = RemoveProcess, prefix = "/do", endpoint = "admin/processes/remove")]
pub(crate) async fn remove_process(
    #[server(default)] alias: Typed,
    #[server(default)] version: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let page = page_of(LIST, alias.expose(), true);
    answer(&page.clone(), move |caller| {
        remove(caller, alias, version, page)
    })
    .await
}

async fn remove(
    caller: Caller,
    alias: Typed,
    version: Typed,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditProcesses>()?;
    let stays = |text: String| {
        Ok(refused(
            page,
            &ProcessForm::default(),
            vec![FoundProblem::general(text)],
        ))
    };
    let Some((alias, version)) = seen(&alias, &version) else {
        return stays(OUTDATED.to_owned());
    };
    match caller
        .administration
        .remove_process(&granted, &alias, version)
        .await?
    {
        ProcessRemoved::Removed => Ok(Answer::tell(
            LIST,
            FormState::done(RemoveProcess::PATH, format!("{alias} is removed.")),
        )),
        ProcessRemoved::Active => stays("Switch it off before you remove it.".to_owned()),
        ProcessRemoved::InUse { requests } => stays(format!(
            "It had {requests} requests in the last two hours; try again later."
        )),
        ProcessRemoved::Outdated => stays(OUTDATED.to_owned()),
    }
}

/// What came of saving, in words, on the page that comes next.
fn told(saved: ProcessSaved, page: String, form: &ProcessForm, sentence: &str) -> Answer {
    match saved {
        ProcessSaved::Saved(process) => {
            let path = format!("{LIST}/{}", process.alias);
            Answer::tell(path, FormState::done(SaveProcessForm::PATH, sentence))
        }
        ProcessSaved::Refused(problems) => {
            refused(page, form, problems.iter().map(problem).collect())
        }
        ProcessSaved::Weaker { weakenings, digest } => asked(page, form, &weakenings, digest),
        ProcessSaved::Outdated => refused(page, form, vec![FoundProblem::general(OUTDATED)]),
        ProcessSaved::AliasTaken => refused(
            page,
            form,
            vec![FoundProblem::of("alias", "Another process has this alias.")],
        ),
    }
}

/// Asks whether the process is really to become weaker.
fn asked(page: String, form: &ProcessForm, weakenings: &[Weakening], digest: String) -> Answer {
    let sentences: Vec<_> = weakenings
        .iter()
        .map(|weakening| weakening.words.as_str())
        .collect();
    let mut values = form.values();
    values.insert(WEAKER.to_owned(), sentences.join("\n"));
    values.insert(DIGEST.to_owned(), digest);
    let problems = vec![FoundProblem::general(
        "Nothing is saved yet: this makes the process weaker. See below.",
    )];
    Answer::tell(
        page,
        FormState::refused(SaveProcessForm::PATH, problems, values),
    )
}

fn refused(page: String, form: &ProcessForm, problems: Vec<FoundProblem>) -> Answer {
    Answer::tell(
        page,
        FormState::refused(SaveProcessForm::PATH, problems, form.values()),
    )
}
