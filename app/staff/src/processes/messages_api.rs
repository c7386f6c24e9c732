use crate::{
    answer::{Answer, answer},
    caller::Caller,
    configured_object::{seen, typed_values},
    failure::Failure,
    form_state::{FormState, FoundProblem},
};
use latchkey_administration::processes::{ProcessSaved, SaveProcess, TestMail};
use latchkey_auth::access::{EditProcesses, ViewProcesses};
use latchkey_domain::{MessageKind, Messages};
use latchkey_ui::{FormError, NothingElse, Typed};
use latchkey_values::{Alias, Language};
use leptos::{prelude::*, server_fn::ServerFn as _};
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

const OUTDATED: &str =
    "Somebody else changed this process meanwhile. Look at it again before you save.";

/// What was typed as the messages of one language.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct MessagesForm {
    pub(crate) alias: String,
    pub(crate) version: String,
    pub(crate) language: String,
    pub(crate) start: String,
    pub(crate) success: String,
    pub(crate) failure: String,
    pub(crate) mail_greeting: String,
    pub(crate) mail_footer: String,
}

impl MessagesForm {
    fn typed(&self, kind: MessageKind) -> &str {
        match kind {
            MessageKind::Start => &self.start,
            MessageKind::Success => &self.success,
            MessageKind::Failure => &self.failure,
            MessageKind::MailGreeting => &self.mail_greeting,
            MessageKind::MailFooter => &self.mail_footer,
        }
    }

    /// The messages as they were typed, or what is wrong with them.
    fn messages(&self) -> Result<Messages, Vec<FoundProblem>> {
        let mut messages = Messages::default();
        let mut problems = Vec::new();
        for kind in MessageKind::VARIANTS {
            messages.set(*kind, self.typed(*kind));
            let faults = kind.faults(messages.get(*kind));
            let found = faults
                .into_iter()
                .map(|fault| FoundProblem::of(kind.key(), fault));
            problems.extend(found);
        }
        if problems.is_empty() {
            Ok(messages)
        } else {
            Err(problems)
        }
    }
}

/// The page of a process's messages in `language`.
pub(super) fn messages_page(alias: &str, language: Language) -> String {
    match alias.parse::<Alias>() {
        Ok(alias) => format!("/admin/processes/{alias}/messages?language={language}"),
        Err(_) => "/admin/processes".to_owned(),
    }
}

/// Replaces the messages of one language.
#[server(name = SaveMessages, prefix = "/do", endpoint = "admin/processes/messages")]
pub(crate) async fn save_messages(
    #[server(flatten)] form: MessagesForm,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let language = form.language.parse().unwrap_or_default();
    let page = messages_page(&form.alias, language);
    answer(&page.clone(), move |caller| {
        save(caller, form, language, page)
    })
    .await
}

async fn save(
    caller: Caller,
    form: MessagesForm,
    language: Language,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditProcesses>()?;
    let messages = match form.messages() {
        Ok(messages) => messages,
        Err(problems) => return Ok(refused(page, &form, problems)),
    };
    let named = form
        .alias
        .parse::<Alias>()
        .ok()
        .zip(form.version.parse().ok());
    let outdated = |page| Ok(refused(page, &form, vec![FoundProblem::general(OUTDATED)]));
    let Some((alias, version)) = named else {
        return outdated(page);
    };
    let view = caller.granted::<ViewProcesses>()?;
    let Some(known) = caller.administration.view_process(&view, &alias).await? else {
        return outdated(page);
    };
    let mut process = known.process;
    process.version = version;
    process.messages.put(language, &messages);
    let saving = SaveProcess {
        process,
        acknowledged: None,
    };
    let saved = caller.administration.save_process(&granted, saving).await?;
    Ok(match saved {
        ProcessSaved::Saved(_) => Answer::tell(page, FormState::done(SaveMessages::PATH, "Saved.")),
        ProcessSaved::Refused(problems) => {
            let reasons = problems.into_iter().map(|problem| problem.reason);
            refused(page, &form, reasons.map(FoundProblem::general).collect())
        }
        ProcessSaved::Weaker { .. } | ProcessSaved::Outdated | ProcessSaved::AliasTaken => {
            return outdated(page);
        }
    })
}

fn refused(page: String, form: &MessagesForm, problems: Vec<FoundProblem>) -> Answer {
    let state = FormState::refused(SaveMessages::PATH, problems, typed_values(form));
    Answer::tell(page, state)
}

/// Sends the mails of a process to whoever asks.
#[server(name = SendTestMails, prefix = "/do", endpoint = "admin/processes/test-mail")]
pub(crate) async fn send_test_mails(
    #[server(default)] alias: Typed,
    #[server(default)] version: Typed,
    #[server(default)] language: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    let language = language.expose().parse().unwrap_or_default();
    let page = messages_page(alias.expose(), language);
    answer(&page.clone(), move |caller| {
        send(caller, alias, version, language, page)
    })
    .await
}

async fn send(
    caller: Caller,
    alias: Typed,
    version: Typed,
    language: Language,
    page: String,
) -> Result<Answer, Failure> {
    let granted = caller.granted::<EditProcesses>()?;
    let sent = match seen(&alias, &version) {
        Some((alias, _)) => {
            let sending = caller
                .administration
                .send_test_mail(&granted, &alias, language);
            sending.await?
        }
        None => TestMail::NoProcess,
    };
    let failed = |sentence: &str| FormState::failed(SaveMessages::PATH, sentence);
    let state = match sent {
        TestMail::OnItsWay(to) => FormState::done(
            SaveMessages::PATH,
            format!("Two test mails are on their way to {}.", to.as_str()),
        ),
        TestMail::NoAddress => {
            failed("Your login is no email address, so there is nowhere to send a test mail to.")
        }
        TestMail::Limited => failed("That is enough test mails for this hour."),
        TestMail::NoProcess => failed("There is no such process any more."),
    };
    Ok(Answer::tell(page, state))
}
