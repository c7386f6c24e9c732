//! In which language people are written to, and what the admins' own words add.

use crate::harness::{Portal, beginning, network, process, visitor};
use latchkey_domain::{MessageKind, Messages, Process, Purpose};
use latchkey_mail::Mail;
use latchkey_processes::{Beginning, Identified, Limits};
use latchkey_values::Language;
use serde_json::json;

/// Alice begins a reset on a page in `language`; the mail that comes of it.
async fn mail_after(portal: &Portal, language: Language) -> Mail {
    let beginning = Beginning {
        language,
        ..beginning(Purpose::Reset, "alice@example.com")
    };
    let begun = portal.begin(beginning, &visitor(network())).await;
    assert!(matches!(begun, Identified::Started(_)), "{begun:?}");
    portal.run_jobs().await;
    portal.mailbox.take().pop().expect("a mail")
}

fn profile(portal: &Portal, attributes: &serde_json::Value) {
    let attributes = attributes.as_object().cloned().expect("an object");
    portal
        .directory
        .change(|person| person.attributes = attributes.into());
}

fn with_message(kind: MessageKind, language: Language, text: &str) -> Process {
    let mut process = process();
    let mut messages = process.messages.of(language);
    messages.set(kind, text);
    process.messages.put(language, &messages);
    process
}

#[tokio::test]
async fn a_mail_is_in_the_language_of_the_profile_or_else_of_the_page() {
    for (attributes, page, subject) in [
        (json!({}), Language::German, "Ihr Code für"),
        (
            json!({"preferredLanguage": "fr-CA"}),
            Language::German,
            "Votre code pour",
        ),
        (
            json!({"preferredLanguage": "zh", "locale": "es_MX"}),
            Language::German,
            "Su código para",
        ),
        (
            json!({"locale": "zh_CN"}),
            Language::Portuguese,
            "Seu código para",
        ),
        (
            json!({"preferredLanguage": 7}),
            Language::English,
            "Your code for",
        ),
    ] {
        let portal = Portal::start().await;
        profile(&portal, &attributes);
        let mail = mail_after(&portal, page).await;
        assert_eq!(
            mail.subject,
            format!("{subject} Password portal"),
            "{attributes}"
        );
    }
}

#[tokio::test]
async fn every_later_mail_about_a_request_is_in_its_language_too() {
    let portal = Portal::start().await;
    let beginning = Beginning {
        language: Language::German,
        ..beginning(Purpose::Reset, "alice@example.com")
    };
    let Identified::Started(id) = portal.begin(beginning, &visitor(network())).await else {
        panic!("not started")
    };
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    portal.submit(id, &code).await;
    portal.choose(id, crate::harness::GOOD).await;
    portal.run_jobs().await;
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 2);
    for mail in mails {
        assert_eq!(mail.subject, "Ihr Passwort wurde geändert");
        assert!(
            mail.html.contains(r#"<html lang="de" dir="ltr">"#),
            "{}",
            mail.html
        );
    }
}

#[tokio::test]
async fn the_admins_words_stand_in_the_mails_of_their_process() {
    let greeting = "Hallo {first_name} {last_name} ({login}),";
    let process = with_message(MessageKind::MailGreeting, Language::German, greeting);
    let portal = Portal::start_with(&process, Limits::default()).await;
    let mail = mail_after(&portal, Language::German).await;
    let greeted = "Hallo Alice Winter (alice@example.com),\n\nJemand, ";
    assert!(mail.text.starts_with(greeted), "{}", mail.text);
    let mail = mail_after(&portal, Language::French).await;
    assert!(mail.text.starts_with("Quelqu’un, "), "{}", mail.text);
}

#[tokio::test]
async fn what_the_start_page_says_is_the_same_for_everybody_and_changes_at_once() {
    let start = with_message(MessageKind::Start, Language::English, "Welcome");
    let portal = Portal::start_with(&start, Limits::default()).await;
    let said = || async {
        let messages = portal.engine.messages_at(Purpose::Reset, None, network());
        let messages = messages.await.expect("answers");
        let said = messages.said(MessageKind::Start, Language::Arabic);
        said.map(|(language, text)| (language, text.to_owned()))
    };
    let welcome = |text: &str| Some((Language::English, text.to_owned()));
    assert_eq!(said().await, welcome("Welcome"));
    let other = with_message(MessageKind::Start, Language::English, "Hello");
    portal.put(&other).await;
    assert_eq!(said().await, welcome("Hello"));
}

#[tokio::test]
async fn before_the_proof_a_request_says_what_the_process_it_began_with_says() {
    let mut process = process();
    let success = Messages {
        success: "Done at last".into(),
        ..Messages::default()
    };
    process.messages.put(Language::English, &success);
    let portal = Portal::start_with(&process, Limits::default()).await;
    let known = portal.identify("alice@example.com").await;
    let unknown = portal.identify("nobody@example.com").await;
    portal.run_jobs().await;
    let (known, unknown) = (portal.view(known).await, portal.view(unknown).await);
    assert_eq!(known.messages, process.messages);
    assert_eq!(known.messages, unknown.messages);
}
