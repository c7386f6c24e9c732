//! What the org has sent to telephones and addresses.

use jiff::Timestamp;

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// A text message.
    Sms,
    /// A telephone call.
    Call,
    /// A mail.
    Email,
}

/// A message.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    /// Id of the user.
    pub(crate) user: String,
    pub(crate) channel: Channel,
    /// The number or address.
    pub(crate) to: String,
    pub(crate) code: String,
    pub(crate) sent: Timestamp,
}

impl Message {
    /// The words that are read, or heard.
    pub(crate) fn text(&self) -> String {
        let code = &self.code;
        match self.channel {
            Channel::Sms => format!("Your verification code is {code}."),
            Channel::Call => {
                let digits: Vec<String> = code.chars().map(String::from).collect();
                let digits = digits.join(", ");
                format!("Your verification code is {digits}. Again, your code is {digits}.")
            }
            Channel::Email => format!(
                "Here is the code to verify that it is you: {code}\n\nIf you did not ask for it, tell your \
                 administrator.\n"
            ),
        }
    }
}
