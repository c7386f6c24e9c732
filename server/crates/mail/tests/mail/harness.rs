use async_trait::async_trait;
use latchkey_domain::Purpose;
use latchkey_mail::{
    Desk, DeskNotice, FileTransport, Letter, Mail, MailError, Mailbox, Mailer, NotServedReason,
    PortalFacts, Transport,
};
use latchkey_testkit::{SeededEntropy, TestClock};
use std::{
    fs,
    path::Path,
    sync::{Arc, Mutex},
};

/// Keeps the mails instead of sending them.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Vec<Mail>>);

impl Kept {
    pub(crate) fn last(&self) -> Mail {
        self.0
            .lock()
            .expect("unpoisoned")
            .last()
            .cloned()
            .expect("a mail")
    }
}

#[async_trait]
impl Transport for Kept {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        self.0.lock().expect("unpoisoned").push(mail.clone());
        Ok(())
    }
}

pub(crate) fn portal() -> PortalFacts {
    PortalFacts {
        name: "Password portal".into(),
        url: "https://password.example.com".into(),
        desk: Desk {
            text: "The service desk is there from Monday to Friday.".into(),
            phone: Some("+1 555 0100".into()),
            email: Some("desk@example.com".into()),
            url: Some("https://desk.example.com".into()),
        },
    }
}

pub(crate) fn sender() -> Mailbox {
    "Password portal <portal@example.com>"
        .parse()
        .expect("valid")
}

pub(crate) fn code_letter() -> Letter {
    Letter::Code {
        code: "314159".parse().expect("six digits"),
        minutes: 10,
        purpose: Purpose::Reset,
    }
}

pub(crate) fn changed_letter(login: &str) -> Letter {
    Letter::PasswordChanged {
        at: Some("2026-01-01T09:05:00Z".parse().expect("a time")),
        unlocked: true,
        sessions_revoked: true,
        login: login.into(),
    }
}

pub(crate) const REASONS: [NotServedReason; 6] = [
    NotServedReason::Suspended,
    NotServedReason::Deactivated,
    NotServedReason::NotYetActivated,
    NotServedReason::ManagedElsewhere,
    NotServedReason::Administrator,
    NotServedReason::TooManyWrongCodes,
];

pub(crate) const DESK_NOTICES: [DeskNotice; 4] = [
    DeskNotice::Unlocked,
    DeskNotice::SignedOut,
    DeskNotice::PasswordExpired,
    DeskNotice::HandoverCode,
];

pub(crate) fn every_letter(login: &str) -> Vec<Letter> {
    let notices = REASONS.map(|reason| Letter::NotServed { reason });
    let alert = Letter::ManyBlocked {
        people: 11,
        minutes: 60,
    };
    let reminder = Letter::PasswordEnds {
        login: login.into(),
        days: 7,
        at: "2026-01-08T09:05:00Z".parse().expect("a time"),
        page: "https://password.example.com/p/staff/change".into(),
    };
    let desk = DESK_NOTICES.map(|action| Letter::DeskAction {
        action,
        at: None,
        login: login.to_owned(),
    });
    let desk_code = Letter::DeskCode {
        code: "314159".parse().expect("valid"),
        minutes: 10,
    };
    let link = Letter::PasswordLink {
        address: "https://password.example.com/reset/link?token=secret".into(),
        minutes: 15,
    };
    let others = [alert, reminder, desk_code, link];
    [code_letter(), changed_letter(login)]
        .into_iter()
        .chain(others)
        .chain(notices)
        .chain(desk)
        .collect()
}

/// The letter as it would be sent to Alice.
pub(crate) async fn written(portal: PortalFacts, letter: &Letter) -> Mail {
    let kept = Arc::new(Kept::default());
    let mailer = Mailer::new(Arc::clone(&kept) as _, sender(), portal);
    let to = "alice@example.com".parse().expect("valid");
    mailer.send(&to, letter, "key").await.expect("sent");
    kept.last()
}

pub(crate) fn file_transport(folder: &Path, clock: Arc<TestClock>) -> FileTransport {
    FileTransport::new(folder.to_owned(), clock, Arc::new(SeededEntropy::new(1)))
}

/// The mails in a folder, in the order of their names.
pub(crate) fn mails_in(folder: &Path) -> Vec<Vec<u8>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("listed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(
        paths
            .iter()
            .all(|path| path.extension().is_some_and(|kind| kind == "eml")),
        "{paths:?}"
    );
    paths
        .iter()
        .map(|path| fs::read(path).expect("read"))
        .collect()
}
