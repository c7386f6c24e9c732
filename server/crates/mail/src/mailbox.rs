use latchkey_values::EmailAddress;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A name and an address, as in `Password portal <portal@example.com>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Mailbox {
    /// The name; empty when there is only an address.
    pub name: String,
    /// The address.
    pub address: EmailAddress,
}

/// The text is neither an address nor a name with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write an address, or a name and an address as in: Password portal <portal@example.com>")]
pub struct InvalidMailbox;

impl FromStr for Mailbox {
    type Err = InvalidMailbox;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, address) = match text.trim().strip_suffix('>') {
            Some(text) => text.split_once('<').ok_or(InvalidMailbox)?,
            None => ("", text.trim()),
        };
        let name = name.trim().trim_matches('"').to_owned();
        if name.chars().any(char::is_control) {
            return Err(InvalidMailbox);
        }
        Ok(Self {
            name,
            address: address.parse().map_err(|_| InvalidMailbox)?,
        })
    }
}

impl TryFrom<String> for Mailbox {
    type Error = InvalidMailbox;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Mailbox> for String {
    fn from(mailbox: Mailbox) -> Self {
        mailbox.to_string()
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() {
            formatter.write_str(self.address.as_str())
        } else {
            write!(formatter, "{} <{}>", self.name, self.address.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_reads_back_as_written() {
        for (text, name) in [
            ("portal@example.com", ""),
            ("Password portal <portal@example.com>", "Password portal"),
            (
                "Contraseñas, S.A. <portal@example.com>",
                "Contraseñas, S.A.",
            ),
        ] {
            let mailbox: Mailbox = text.parse().expect(text);
            assert_eq!(
                (mailbox.name.as_str(), mailbox.address.as_str()),
                (name, "portal@example.com")
            );
            assert_eq!(mailbox.to_string(), text);
        }
    }

    #[test]
    fn nothing_else_is_a_mailbox() {
        for text in [
            "",
            "Portal",
            "Portal <>",
            "a@example.com, b@example.com",
            "a\nb <a@example.com>",
            "x> <a@example.com",
        ] {
            assert_eq!(text.parse::<Mailbox>(), Err(InvalidMailbox), "{text:?}");
        }
    }
}
