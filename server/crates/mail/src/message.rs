use crate::{Mail, MailError, MailFault};
use latchkey_values::EmailAddress;
use lettre::{
    Address, Message,
    message::{
        MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// The mail as it goes over the wire: one recipient, text and HTML.
pub(crate) fn assemble(mail: &Mail) -> Result<Message, MailError> {
    let sender = lettre::message::Mailbox::new(
        Some(header_text(&mail.from.name)).filter(|name| !name.is_empty()),
        address(&mail.from.address)?,
    );
    Message::builder()
        .from(sender)
        .to(address(&mail.to)?.into())
        .subject(header_text(&mail.subject))
        .message_id(Some(format!("<{}>", mail.message_id)))
        // RFC 3834: no holiday notice may answer. Exchange looks for a header of its own.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "OOF, AutoReply"))
        .multipart(MultiPart::alternative_plain_html(
            mail.text.clone(),
            mail.html.clone(),
        ))
        .map_err(|_| MailError::Permanent(MailFault::Content))
}

fn address(address: &EmailAddress) -> Result<Address, MailError> {
    address
        .as_str()
        .parse()
        .map_err(|_| MailError::Permanent(MailFault::Address))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Text for a header: one line, and nothing that a reader would decode (RFC 2047) into more.
fn header_text(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    line.trim().replace("=?", "= ?")
}
