//! The mails that the portal sent: files in a folder, read anew each time.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use mail_parser::{Address, MessageParser};
use serde::Serialize;

/// One mail.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Mail {
    /// The name of its file without `.eml`.
    pub(crate) id: String,
    pub(crate) from: String,
    /// The recipients with a comma between them.
    pub(crate) to: String,
    pub(crate) subject: String,
    /// When the file was written.
    pub(crate) received: Timestamp,
    /// The text part; made of the HTML part when there is no other.
    pub(crate) text: String,
    /// The HTML part; `None` when the mail has none.
    pub(crate) html: Option<String>,
    /// All header lines in order.
    pub(crate) headers: Vec<(String, String)>,
}

/// All mails, newest first. A folder that does not exist holds none; files that are no mails are left out.
pub(crate) fn list(folder: &Path) -> io::Result<Vec<Mail>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut mails = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "eml") {
            mails.extend(read(&path));
        }
    }
    mails.sort_by(|left, right| (right.received, &right.id).cmp(&(left.received, &left.id)));
    Ok(mails)
}

/// One mail by id; `None` when there is none.
pub(crate) fn find(folder: &Path, id: &str) -> Option<Mail> {
    // The id comes from a URL: it must stay a plain file name.
    let plain = id
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let path = PathBuf::from(format!("{id}.eml"));
    (plain && !id.is_empty())
        .then(|| read(&folder.join(path)))
        .flatten()
}

fn read(path: &Path) -> Option<Mail> {
    let written = std::fs::metadata(path)
        .and_then(|data| data.modified())
        .ok()?;
    let bytes = std::fs::read(path).ok()?;
    let id = path.file_stem()?.to_str()?;
    parse(id, &bytes, written)
}

fn parse(id: &str, bytes: &[u8], written: SystemTime) -> Option<Mail> {
    let message = MessageParser::default().parse(bytes)?;
    let has_html = message
        .html_bodies()
        .any(mail_parser::MessagePart::is_text_html);
    let html = has_html.then(|| message.body_html(0)).flatten();
    let headers = message
        .headers_raw()
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
    Some(Mail {
        id: id.to_owned(),
        from: addresses(message.from()),
        to: addresses(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        received: Timestamp::try_from(written).ok()?,
        text: message.body_text(0).unwrap_or_default().into_owned(),
        html: html.map(std::borrow::Cow::into_owned),
        headers: headers.collect(),
    })
}

fn addresses(address: Option<&Address<'_>>) -> String {
    let all = address.into_iter().flat_map(Address::iter);
    let texts: Vec<&str> = all.filter_map(|one| one.address()).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: Latchkey <no-reply@example.com>\r\nTo: alice.winter@example.com\r\n\
        Subject: =?utf-8?q?Your_code_=E2=9C=93?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=b\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nYour code is 123456.\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Your code is <b>123456</b>.</p>\r\n--b--\r\n";

    #[test]
    fn a_mail_is_read_with_its_parts_and_decoded_subject() {
        let mail = parse("1", MAIL.as_bytes(), SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!(mail.to, "alice.winter@example.com");
        assert_eq!(mail.subject, "Your code ✓");
        assert_eq!(mail.text.trim(), "Your code is 123456.");
        assert!(mail.html.unwrap().contains("<b>123456</b>"));
    }

    #[test]
    fn a_plain_mail_has_no_html_part() {
        let plain = "To: a@example.com\r\nSubject: x\r\n\r\nHello.\r\n";
        let mail = parse("1", plain.as_bytes(), SystemTime::UNIX_EPOCH).unwrap();
        assert_eq!((mail.html, mail.text.trim()), (None, "Hello."));
    }

    #[test]
    fn an_id_cannot_leave_the_folder() {
        assert!(find(Path::new("/"), "../etc/passwd").is_none());
        assert!(find(Path::new("/"), "").is_none());
    }

    #[test]
    fn a_folder_that_does_not_exist_holds_no_mail() {
        assert!(list(Path::new("/nowhere/at/all")).unwrap().is_empty());
    }
}
