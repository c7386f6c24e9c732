use super::{Process, ProcessField, requirements::Found};
use latchkey_values::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::VariantArray;

/// What a process tells people in the admins' own words, by language. Plain text, never markup.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProcessMessages(BTreeMap<Language, Messages>);

/// The same in one language. What is empty is not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Messages {
    /// On the page that asks who somebody is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub start: String,
    /// On the page that says it is done.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub success: String,
    /// Where it did not work, or nobody knows yet whether it did.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub failure: String,
    /// Above the text of a mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mail_greeting: String,
    /// Below the text of a mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mail_footer: String,
}

/// Which of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
#[expect(missing_docs, reason = "each is named like its field of `Messages`")]
pub enum MessageKind {
    Start,
    Success,
    Failure,
    MailGreeting,
    MailFooter,
}

/// What the gaps in a message are filled with.
#[derive(Clone, Copy, Debug, Default)]
pub struct MessageFacts<'a> {
    /// The portal's name.
    pub portal: &'a str,
    /// The person's login; empty on pages.
    pub login: &'a str,
    /// The person's first name; empty on pages, and when the directory has none.
    pub first_name: &'a str,
    /// The person's last name; likewise.
    pub last_name: &'a str,
}

/// What may stand in braces in every message, and in those of mails besides.
const GAPS: [&str; 1] = ["portal"];
const MAIL_GAPS: [&str; 4] = ["portal", "login", "first_name", "last_name"];

impl MessageKind {
    /// Its name in configuration files and forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Success => "success",
            Self::Failure => "failure",
            Self::MailGreeting => "mail_greeting",
            Self::MailFooter => "mail_footer",
        }
    }

    /// Characters it may have.
    #[must_use]
    pub const fn most_chars(self) -> usize {
        match self {
            Self::MailGreeting => 200,
            Self::Start | Self::Success | Self::Failure => 600,
            Self::MailFooter => 1_000,
        }
    }

    /// What may stand in braces in it.
    #[must_use]
    pub const fn gaps(self) -> &'static [&'static str] {
        match self {
            Self::Start | Self::Success | Self::Failure => &GAPS,
            Self::MailGreeting | Self::MailFooter => &MAIL_GAPS,
        }
    }

    /// What is wrong with `text` as such a message, in words. Empty when nothing is.
    #[must_use]
    pub fn faults(self, text: &str) -> Vec<String> {
        let mut faults = Vec::new();
        let (length, most) = (text.chars().count(), self.most_chars());
        if length > most {
            faults.push(format!(
                "{length} characters are too many; use at most {most}."
            ));
        }
        if text.chars().any(is_unseen) {
            let unseen =
                "There is a character in it that nobody sees. Type it again without formatting.";
            faults.push(unseen.into());
        }
        let allowed = self.gaps().join("}, {");
        for piece in pieces(text) {
            match piece {
                Piece::Gap(name) if !self.gaps().contains(&name) => {
                    faults.push(format!("{{{name}}} is not known here; use {{{allowed}}}."));
                }
                Piece::Broken => faults.push(format!(
                    "A brace stands alone; braces are for {{{allowed}}}."
                )),
                Piece::Gap(_) | Piece::Text(_) => {}
            }
        }
        faults
    }
}

impl Messages {
    /// One of them.
    #[must_use]
    pub fn get(&self, kind: MessageKind) -> &str {
        match kind {
            MessageKind::Start => &self.start,
            MessageKind::Success => &self.success,
            MessageKind::Failure => &self.failure,
            MessageKind::MailGreeting => &self.mail_greeting,
            MessageKind::MailFooter => &self.mail_footer,
        }
    }

    /// Sets one of them: lines end alike, and nothing stands around the text.
    pub fn set(&mut self, kind: MessageKind, text: &str) {
        let text = text.replace("\r\n", "\n").trim().to_owned();
        match kind {
            MessageKind::Start => self.start = text,
            MessageKind::Success => self.success = text,
            MessageKind::Failure => self.failure = text,
            MessageKind::MailGreeting => self.mail_greeting = text,
            MessageKind::MailFooter => self.mail_footer = text,
        }
    }

    fn tidied(&self) -> Self {
        let mut tidied = Self::default();
        for kind in MessageKind::VARIANTS {
            tidied.set(*kind, self.get(*kind));
        }
        tidied
    }
}

impl ProcessMessages {
    /// Whether nothing is said in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of one language.
    #[must_use]
    pub fn of(&self, language: Language) -> Messages {
        self.0.get(&language).cloned().unwrap_or_default()
    }

    /// Replaces those of one language. Where all are empty, the language is left out.
    pub fn put(&mut self, language: Language, messages: &Messages) {
        let messages = messages.tidied();
        if messages == Messages::default() {
            self.0.remove(&language);
        } else {
            self.0.insert(language, messages);
        }
    }

    /// What to say to somebody who reads `language`, and the language it is in: English where nobody
    /// wrote it in theirs. `None` when there is nothing to say.
    #[must_use]
    pub fn said(&self, kind: MessageKind, language: Language) -> Option<(Language, &str)> {
        [language, Language::English].into_iter().find_map(|one| {
            let text = self.0.get(&one)?.get(kind);
            (!text.is_empty()).then_some((one, text))
        })
    }

    /// The same with its gaps filled in.
    #[must_use]
    pub fn filled(
        &self,
        kind: MessageKind,
        language: Language,
        facts: MessageFacts<'_>,
    ) -> Option<(Language, String)> {
        let (language, text) = self.said(kind, language)?;
        Some((language, facts.fill(text)))
    }
}

impl FromIterator<(Language, Messages)> for ProcessMessages {
    fn from_iter<I: IntoIterator<Item = (Language, Messages)>>(given: I) -> Self {
        let mut messages = Self::default();
        for (language, one) in given {
            messages.put(language, &one);
        }
        messages
    }
}

impl MessageFacts<'_> {
    /// Fills the gaps of `text`, whose gaps were checked. What is filled in is not read for gaps.
    fn fill(&self, text: &str) -> String {
        let first_name = match self.first_name {
            "" => self.login,
            name => name,
        };
        let mut whole = String::with_capacity(text.len());
        for piece in pieces(text) {
            whole.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Gap("portal") => self.portal,
                Piece::Gap("login") => self.login,
                Piece::Gap("first_name") => first_name,
                Piece::Gap("last_name") => self.last_name,
                Piece::Gap(_) | Piece::Broken => "",
            });
        }
        whole
    }
}

/// A part of a message.
enum Piece<'a> {
    Text(&'a str),
    Gap(&'a str),
    /// A brace without its other half.
    Broken,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        found.push(Piece::Text(before));
        let gap = from.strip_prefix('{').and_then(|gap| gap.split_once('}'));
        if let Some((name, after)) = gap.filter(|(name, _)| !name.contains('{')) {
            found.push(Piece::Gap(name));
            rest = after;
        } else {
            found.push(Piece::Broken);
            rest = from.get(1..).unwrap_or_default();
        }
    }
    found.push(Piece::Text(rest));
    found
}

impl Process {
    pub(super) fn check_messages(&self, found: &mut Found) {
        for (language, messages) in &self.messages.0 {
            for kind in MessageKind::VARIANTS {
                for reason in kind.faults(messages.get(*kind)) {
                    let (name, key) = (language.english_name(), kind.key());
                    found.wrong(ProcessField::Messages, format!("{name} {key}: {reason}"));
                }
            }
        }
    }
}

/// Control characters but the end of a line, and marks that turn the direction of what follows.
fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(kind: MessageKind, text: &str) -> Messages {
        let mut messages = Messages::default();
        messages.set(kind, text);
        messages
    }

    #[test]
    fn everybody_reads_their_own_language_or_else_english() {
        use Language::{Arabic, English, German};
        let messages: ProcessMessages = [
            (English, with(MessageKind::Start, "Hello")),
            (German, with(MessageKind::Start, " Hallo\r\nzusammen ")),
            (Arabic, with(MessageKind::Success, " ")),
        ]
        .into_iter()
        .collect();
        let start = |language| messages.said(MessageKind::Start, language);
        assert_eq!(start(German), Some((German, "Hallo\nzusammen")));
        assert_eq!(start(Arabic), Some((English, "Hello")));
        assert_eq!(messages.said(MessageKind::Success, Arabic), None);
        assert_eq!(messages.of(Arabic), Messages::default());
    }

    #[test]
    fn gaps_are_filled_once_and_a_missing_name_is_the_login() {
        let text = "Hello {first_name}, this is {portal}.";
        let messages: ProcessMessages =
            [(Language::English, with(MessageKind::MailGreeting, text))]
                .into_iter()
                .collect();
        let said = |first_name| {
            let facts = MessageFacts {
                portal: "{login}",
                login: "alice@example.com",
                first_name,
                last_name: "",
            };
            let filled = messages.filled(MessageKind::MailGreeting, Language::Japanese, facts);
            filled.expect("said").1
        };
        assert_eq!(said("Alice"), "Hello Alice, this is {login}.");
        assert_eq!(said(""), "Hello alice@example.com, this is {login}.");
    }

    #[test]
    fn what_cannot_be_said_is_named() {
        for (kind, text, fault) in [
            (MessageKind::Start, "{login}", "{login} is not known here"),
            (
                MessageKind::MailFooter,
                "{code}",
                "{code} is not known here",
            ),
            (MessageKind::Start, "50 % {", "A brace stands alone"),
            (MessageKind::Start, "}", "A brace stands alone"),
            (MessageKind::Start, "{a{portal}", "A brace stands alone"),
            (MessageKind::Success, "a\u{202e}b", "nobody sees"),
            (MessageKind::Success, "a\u{7}b", "nobody sees"),
        ] {
            let faults = kind.faults(text);
            assert_eq!(faults.len(), 1, "{text:?}: {faults:?}");
            assert!(faults[0].contains(fault), "{text:?}: {faults:?}");
        }
        for kind in MessageKind::VARIANTS {
            let longest = "é".repeat(kind.most_chars());
            assert!(kind.faults(&longest).is_empty(), "{kind:?}");
            assert_eq!(kind.faults(&format!("{longest}!")).len(), 1, "{kind:?}");
            assert!(kind.faults("Two\nlines of {portal} <b>").is_empty());
        }
    }
}
