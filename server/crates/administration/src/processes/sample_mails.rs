use crate::{Administration, AdministrationError};
use latchkey_auth::access::{Granted, ViewProcesses};
use latchkey_domain::{MessageFacts, MessageKind, Process, Purpose};
use latchkey_mail::{Letter, Preview, Wording};
use latchkey_values::{Code, Language};
use serde::{Deserialize, Serialize};

/// A mail of a process that is shown, or sent as a test, before people get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SampleMail {
    /// The one with the code.
    Code,
    /// The one after a new password.
    Confirmation,
}

/// Somebody for whom a sample is written.
const LOGIN: &str = "alice@example.com";
const FIRST_NAME: &str = "Alice";
const LAST_NAME: &str = "Winter";

impl SampleMail {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Code, Self::Confirmation];
}

impl Administration {
    /// A mail of `process` as people who read `language` get it. Nothing is sent.
    ///
    /// # Errors
    /// [`AdministrationError::Mail`] when it cannot be put together.
    pub fn preview_mail(
        &self,
        _by: &Granted<ViewProcesses>,
        process: &Process,
        language: Language,
        sample: SampleMail,
    ) -> Result<Preview, AdministrationError> {
        let letter = self.sample_letter(process, sample);
        let wording = self.sample_wording(process, language);
        Ok(self.engine.mailer().preview(&letter, &wording)?)
    }

    /// What a sample says. Its code was never asked for, and opens nothing.
    pub(super) fn sample_letter(&self, process: &Process, sample: SampleMail) -> Letter {
        match sample {
            SampleMail::Code => Letter::Code {
                code: Code::generate(&*self.entropy),
                minutes: process.code_minutes,
                purpose: Purpose::Reset,
            },
            SampleMail::Confirmation => Letter::PasswordChanged {
                at: Some(self.clock.now()),
                unlocked: false,
                sessions_revoked: process.revokes_sessions,
                login: LOGIN.to_owned(),
            },
        }
    }

    /// How a sample is worded.
    pub(super) fn sample_wording(&self, process: &Process, language: Language) -> Wording {
        let facts = MessageFacts {
            portal: &self.engine.mailer().portal().name,
            login: LOGIN,
            first_name: FIRST_NAME,
            last_name: LAST_NAME,
        };
        let said = |kind| {
            let filled = process.messages.filled(kind, language, facts);
            filled.map(|(_, text)| text).unwrap_or_default()
        };
        Wording {
            language,
            greeting: said(MessageKind::MailGreeting),
            footer: said(MessageKind::MailFooter),
        }
    }
}
