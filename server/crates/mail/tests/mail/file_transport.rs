use crate::harness::{code_letter, every_letter};
use crate::harness::{file_transport, mails_in, portal, sender, written};
use jiff::SignedDuration;
use latchkey_mail::{MailError, MailFault, Mailer, Transport as _};
use latchkey_testkit::TestClock;
use mail_parser::MessageParser;
use std::{fs, io, os::unix::fs::PermissionsExt as _, sync::Arc};

#[tokio::test]
async fn names_sort_in_the_order_of_sending_even_when_the_clock_stands_still() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(TestClock::default());
    let mailer = Mailer::new(
        Arc::new(file_transport(folder.path(), Arc::clone(&clock))),
        sender(),
        portal(),
    );
    let to = "alice@example.com".parse().expect("valid");
    for number in 0..12 {
        if number % 3 == 0 {
            clock.advance(SignedDuration::from_secs(1));
        }
        mailer
            .send(&to, &code_letter(), &number.to_string())
            .await
            .expect("sent");
    }
    let ids: Vec<_> = mails_in(folder.path())
        .iter()
        .map(|raw| {
            MessageParser::default()
                .parse(raw)
                .expect("a mail")
                .message_id()
                .map(str::to_owned)
        })
        .collect();
    let expected: Vec<_> = (0..12)
        .map(|number| Some(format!("{number}@password.example.com")))
        .collect();
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn only_the_owner_can_read_what_holds_a_code() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("mail/out");
    let transport = file_transport(&folder, Arc::new(TestClock::default()));
    transport
        .send(&written(portal(), &code_letter()).await)
        .await
        .expect("sent");
    let mode =
        |path: &std::path::Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder)
        .expect("listed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    assert_eq!(
        files.iter().map(|file| mode(file)).collect::<Vec<_>>(),
        [0o600]
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_worth_another_try() {
    let parent = tempfile::tempdir().expect("a folder");
    let occupied = parent.path().join("mail");
    fs::write(&occupied, "a file is in the way").expect("written");
    let transport = file_transport(&occupied, Arc::new(TestClock::default()));
    for letter in every_letter("alice@example.com") {
        let error = transport
            .send(&written(portal(), &letter).await)
            .await
            .expect_err("refused");
        assert_eq!(
            error,
            MailError::Temporary(MailFault::Folder(io::ErrorKind::AlreadyExists))
        );
    }
}
