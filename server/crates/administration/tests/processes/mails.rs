use crate::house::{House, alias, process};
use latchkey_administration::processes::{ProcessSaved, SampleMail, TestMail};
use latchkey_domain::{AuditKind, MessageKind, Process, ProcessField};
use latchkey_values::Language;
use std::collections::BTreeSet;

fn greeting(text: &str) -> Process {
    let mut process = process();
    let mut messages = process.messages.of(Language::German);
    messages.set(MessageKind::MailGreeting, text);
    process.messages.put(Language::German, &messages);
    process
}

async fn send(house: &House, language: Language) -> TestMail {
    let by = house.granted();
    let name = alias("employees");
    let sent = house.administration.send_test_mail(&by, &name, language);
    sent.await.expect("answers")
}

#[tokio::test]
async fn test_mails_go_to_whoever_asks_and_are_on_the_record() {
    let house = House::open().await;
    house.saved(greeting("Hallo {first_name},")).await;
    let to = "ada@example.com".parse().expect("an address");
    assert_eq!(send(&house, Language::German).await, TestMail::OnItsWay(to));
    assert_eq!(house.mails.count(), 0, "nothing leaves before the commit");
    house.run_jobs().await;
    let mails = house.mails.take();
    // Jobs that are due at the same time run in any order.
    let subjects: BTreeSet<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    let expected = ["Ihr Code für Portal", "Ihr Passwort wurde geändert"];
    assert_eq!(subjects, BTreeSet::from(expected));
    for mail in &mails {
        assert_eq!(mail.to.as_str(), "ada@example.com");
        assert!(mail.text.starts_with("Hallo Alice,\n\n"), "{}", mail.text);
    }
    let last = house.audit().await.pop().expect("a record").event;
    assert_eq!(last.kind, AuditKind::TestMailSent);
    assert_eq!(last.details["language"], "de");
}

#[tokio::test]
async fn nobody_gets_more_than_enough_test_mails() {
    let house = House::open().await;
    assert_eq!(send(&house, Language::English).await, TestMail::NoProcess);
    house.saved(process()).await;
    for _ in 0..10 {
        let sent = send(&house, Language::English).await;
        assert!(matches!(sent, TestMail::OnItsWay(_)), "{sent:?}");
    }
    let records = house.audit().await.len();
    assert_eq!(send(&house, Language::Arabic).await, TestMail::Limited);
    assert_eq!(house.audit().await.len(), records);
    house.run_jobs().await;
    assert_eq!(house.mails.count(), 20);
}

#[tokio::test]
async fn a_preview_shows_the_mail_and_sends_nothing() {
    let house = House::open().await;
    let process = greeting("Hallo {login}");
    let by = house.granted();
    for sample in SampleMail::ALL {
        let preview = house
            .administration
            .preview_mail(&by, &process, Language::German, sample)
            .expect("written");
        assert!(
            preview.text.starts_with("Hallo alice@example.com\n"),
            "{preview:?}"
        );
    }
    assert_eq!(house.mails.count(), 0);
}

#[tokio::test]
async fn a_message_that_cannot_be_filled_in_is_not_saved() {
    let house = House::open().await;
    let ProcessSaved::Refused(problems) = house.save(greeting("{code}")).await else {
        panic!("not refused")
    };
    let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [ProcessField::Messages]);
    assert!(
        problems[0].reason.contains("German mail_greeting"),
        "{problems:?}"
    );
}
