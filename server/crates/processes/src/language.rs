//! In which language, and in which of the admins' words, a person is written to.

use crate::Engine;
use latchkey_credential_stores::Person;
use latchkey_domain::{MessageFacts, MessageKind, Process, Request};
use latchkey_mail::Wording;
use latchkey_values::Language;

/// The attributes of Okta's profile that name a language, the person's own choice first.
const ATTRIBUTES: [&str; 2] = ["preferredLanguage", "locale"];

/// The language in a person's profile; `None` when it names none that there is.
fn language_of(person: &Person) -> Option<Language> {
    ATTRIBUTES
        .iter()
        .flat_map(|attribute| person.attributes.texts(attribute))
        .find_map(|tag| Language::of_tag(&tag))
}

impl Engine {
    /// How a mail about `request` is worded for a person whom `process` serves: in the language of
    /// their profile, or else the one the request was begun in.
    pub(crate) fn wording(&self, process: &Process, person: &Person, request: &Request) -> Wording {
        let language = language_of(person).unwrap_or(request.language);
        self.wording_in(language, process, person)
    }

    /// How a mail that nobody asked for is worded.
    pub(crate) fn own_wording(&self, process: &Process, person: &Person) -> Wording {
        let language = language_of(person).unwrap_or_default();
        self.wording_in(language, process, person)
    }

    fn wording_in(&self, language: Language, process: &Process, person: &Person) -> Wording {
        let facts = MessageFacts {
            portal: &self.mailer().portal().name,
            login: &person.names.login,
            first_name: &person.names.first,
            last_name: &person.names.last,
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
