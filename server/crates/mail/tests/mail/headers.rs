use crate::harness::{
    code_letter, every_letter, file_transport, mails_in, portal, sender, written,
};
use latchkey_mail::{Desk, Mailbox, Mailer, PortalFacts};
use latchkey_testkit::TestClock;
use latchkey_values::EmailAddress;
use mail_parser::MessageParser;
use std::sync::Arc;

const HOSTILE: [&str; 8] = [
    "x\r\nBcc: eve@example.com",
    "x\nSubject: Win a prize",
    "x\r\n\r\n<script>alert(1)</script>",
    "x\rTo: eve@example.com",
    "x\0y",
    "\"><script>alert(1)</script>",
    "=?utf-8?q?=0D=0ABcc:_eve@example.com?=",
    "x\u{2028}To: eve@example.com\u{202e}",
];

/// How often each header that injection would aim at stands in the raw mail.
fn header_counts(raw: &[u8]) -> Vec<(String, usize)> {
    let text = String::from_utf8_lossy(raw)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let head = text.split("\n\n").next().expect("a head").to_lowercase();
    [
        "from:",
        "to:",
        "subject:",
        "message-id:",
        "cc:",
        "bcc:",
        "auto-submitted:",
        "content-type:",
    ]
    .map(|name| {
        (
            name.to_owned(),
            head.lines().filter(|line| line.starts_with(name)).count(),
        )
    })
    .into()
}

fn assert_one_of_each(raw: &[u8], hostile: &str) {
    for (name, count) in header_counts(raw) {
        let expected = usize::from(!matches!(name.as_str(), "cc:" | "bcc:"));
        assert_eq!(
            count,
            expected,
            "{name} after {hostile:?}: {}",
            String::from_utf8_lossy(raw)
        );
    }
    let mail = MessageParser::default().parse(raw).expect("a mail");
    let to: Vec<_> = mail
        .to()
        .expect("a recipient")
        .iter()
        .map(|to| to.address())
        .collect();
    assert_eq!(to, [Some("alice@example.com")], "after {hostile:?}");
    let from: Vec<_> = mail
        .from()
        .expect("a sender")
        .iter()
        .map(|from| from.address())
        .collect();
    assert_eq!(from, [Some("portal@example.com")], "after {hostile:?}");
    assert_eq!(
        (
            mail.text_body_count(),
            mail.html_body_count(),
            mail.attachment_count()
        ),
        (1, 1, 0)
    );
    let subject = mail.subject().expect("a subject");
    assert!(!subject.chars().any(char::is_control), "{subject:?}");
    let html = mail.body_html(0).expect("html").into_owned();
    assert!(!html.contains("<script") && !html.contains('\0'), "{html}");
}

fn hostile_facts(hostile: &str) -> PortalFacts {
    PortalFacts {
        name: hostile.into(),
        url: format!("https://password.example.com/{hostile}"),
        desk: Desk {
            text: hostile.into(),
            phone: Some(hostile.into()),
            email: Some(hostile.into()),
            url: Some(hostile.into()),
        },
    }
}

#[tokio::test]
async fn item_56_no_value_adds_a_header_a_recipient_or_markup() {
    let to: EmailAddress = "alice@example.com".parse().expect("valid");
    for hostile in HOSTILE {
        let folder = tempfile::tempdir().expect("a folder");
        let transport = Arc::new(file_transport(
            folder.path(),
            Arc::new(TestClock::default()),
        ));
        let sender = Mailbox {
            name: hostile.into(),
            address: sender().address,
        };
        let mailer = Mailer::new(transport, sender, hostile_facts(hostile));
        let letters = every_letter(hostile);
        for letter in &letters {
            mailer.send(&to, letter, hostile).await.expect("sent");
        }
        let mails = mails_in(folder.path());
        assert_eq!(mails.len(), letters.len());
        for raw in mails {
            assert_one_of_each(&raw, hostile);
        }
    }
}

#[tokio::test]
async fn no_value_begins_a_line_of_its_own_in_the_text() {
    let calm = written(portal(), &code_letter()).await.text.lines().count();
    for hostile in HOSTILE {
        let text = written(hostile_facts(hostile), &code_letter()).await.text;
        assert_eq!(text.lines().count(), calm, "{text:?}");
    }
}

#[tokio::test]
async fn a_mail_sent_again_is_recognised_by_its_id() {
    let folder = tempfile::tempdir().expect("a folder");
    let transport = Arc::new(file_transport(
        folder.path(),
        Arc::new(TestClock::default()),
    ));
    let mailer = Mailer::new(transport, sender(), portal());
    let to = "alice@example.com".parse().expect("valid");
    for key in ["code-1", "code-1", "code-2", "code.1", "code=2E1"] {
        mailer.send(&to, &code_letter(), key).await.expect("sent");
    }
    let ids: Vec<_> = mails_in(folder.path())
        .iter()
        .map(|raw| {
            let mail = MessageParser::default().parse(raw).expect("a mail");
            mail.message_id().expect("an id").to_owned()
        })
        .collect();
    assert_eq!(
        ids,
        [
            "code-1@password.example.com",
            "code-1@password.example.com",
            "code-2@password.example.com",
            "code=2E1@password.example.com",
            "code=3D2E1@password.example.com",
        ]
    );
}

#[tokio::test]
async fn no_answering_machine_is_asked_to_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let transport = Arc::new(file_transport(
        folder.path(),
        Arc::new(TestClock::default()),
    ));
    let mailer = Mailer::new(transport, sender(), portal());
    let to = "alice@example.com".parse().expect("valid");
    mailer.send(&to, &code_letter(), "key").await.expect("sent");
    let raw = mails_in(folder.path()).remove(0);
    let mail = MessageParser::default().parse(&raw).expect("a mail");
    assert_eq!(
        mail.header_raw("Auto-Submitted").map(str::trim),
        Some("auto-generated")
    );
    assert_eq!(
        mail.header_raw("X-Auto-Response-Suppress").map(str::trim),
        Some("OOF, AutoReply")
    );
}
