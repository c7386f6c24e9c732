use mail_parser::MessageParser;
use std::path::Path;

/// A mail the portal sent.
#[derive(Debug)]
pub(crate) struct Mail {
    pub(crate) to: String,
    pub(crate) text: String,
    pub(crate) html: String,
    /// All of it, as it went out.
    pub(crate) raw: String,
}

impl Mail {
    /// The mails in a folder by name, which is by time. Each is read when its turn comes.
    pub(crate) fn newest_first(folder: &Path) -> impl Iterator<Item = Self> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut files: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .collect();
        files.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
        files.sort();
        let newest = files.into_iter().rev();
        newest.map(|path| Self::parse(&std::fs::read(path).expect("a mail")))
    }

    fn parse(raw: &[u8]) -> Self {
        let message = MessageParser::default().parse(raw).expect("a mail");
        let to = message.to().and_then(|to| to.first());
        Self {
            to: to
                .and_then(|address| address.address())
                .expect("a recipient")
                .to_owned(),
            text: message.body_text(0).expect("a text").into_owned(),
            html: message.body_html(0).expect("html").into_owned(),
            raw: String::from_utf8_lossy(raw).into_owned(),
        }
    }

    /// The six digits in it; `None` when there are none.
    pub(crate) fn code(&self) -> Option<String> {
        let line = self
            .text
            .lines()
            .find_map(|line| line.strip_prefix("Your code: "))?;
        let digits = line.trim();
        (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.to_owned())
    }

    /// How many header lines of this name it has.
    pub(crate) fn headers(&self, name: &str) -> usize {
        let head = self.raw.split("\r\n\r\n").next().unwrap_or_default();
        let is_named = |line: &&str| {
            line.split_once(':')
                .is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
        };
        head.split("\r\n").filter(is_named).count()
    }
}
