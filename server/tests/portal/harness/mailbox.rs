use mail_parser::MessageParser;
use std::path::Path;

/// A mail the portal sent.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) text: String,
    /// All of it, as it went out.
    pub(crate) raw: String,
}

impl Mail {
    /// The six digits in it; `None` when there are none.
    pub(crate) fn code(&self) -> Option<String> {
        let words = self.text.split(|c: char| !c.is_ascii_alphanumeric());
        words
            .filter(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()))
            .map(str::to_owned)
            .next()
    }
}

/// The mails in a folder by name, which is by time.
pub(crate) fn read(folder: &Path) -> Vec<Mail> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
    files.sort();
    files
        .iter()
        .map(|path| parse(&std::fs::read(path).expect("a mail")))
        .collect()
}

fn parse(raw: &[u8]) -> Mail {
    let message = MessageParser::default().parse(raw).expect("a mail");
    let to = message
        .to()
        .and_then(|to| to.first())
        .and_then(|address| address.address())
        .expect("a recipient");
    Mail {
        to: to.to_owned(),
        text: message.body_text(0).expect("a text").into_owned(),
        raw: String::from_utf8_lossy(raw).into_owned(),
    }
}
