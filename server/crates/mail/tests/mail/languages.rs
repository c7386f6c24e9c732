use crate::harness::{Kept, changed_letter, code_letter, every_letter, portal, sender};
use latchkey_mail::{Letter, Mail, Mailer, Wording};
use latchkey_values::Language;
use std::{collections::HashSet, sync::Arc};

/// The letter as it would be sent to somebody who reads it worded like this.
async fn worded(letter: &Letter, wording: &Wording) -> Mail {
    let kept = Arc::new(Kept::default());
    let mailer = Mailer::new(Arc::clone(&kept) as _, sender(), portal());
    let to = "alice@example.com".parse().expect("valid");
    let sent = mailer.send_worded(&to, letter, wording, "key");
    sent.await.expect("sent");
    kept.last()
}

fn in_language(language: Language) -> Wording {
    Wording {
        language,
        ..Wording::default()
    }
}

/// Letters that employees get; alerts are for those who run the portal, and in English.
fn letters() -> impl Iterator<Item = Letter> {
    let all = every_letter("alice@example.com").into_iter();
    all.filter(|letter| !matches!(letter, Letter::ManyBlocked { .. }))
}

#[tokio::test]
async fn every_letter_is_whole_in_every_language() {
    for letter in letters() {
        let mut subjects = HashSet::new();
        for language in Language::ALL {
            let mail = worded(&letter, &in_language(language)).await;
            let what = format!("{letter:?} in {language}: {}", mail.text);
            assert!(subjects.insert(mail.subject.clone()), "{what}");
            for told in ["Password portal", "Monday to Friday"] {
                assert!(
                    mail.text.contains(told) && mail.html.contains(told),
                    "{what}"
                );
            }
            assert!(mail.text.contains("https://password.example.com"), "{what}");
            let document = format!(
                r#"<html lang="{language}" dir="{}">"#,
                language.direction().name()
            );
            assert!(mail.html.contains(&document), "{what}");
            assert!(!mail.text.contains(['{', '}', '<']), "{what}");
            assert!(!mail.text.contains("\n\n\n"), "{what}");
        }
    }
}

#[tokio::test]
async fn the_code_stands_once_in_every_language() {
    for language in Language::ALL {
        let mail = worded(&code_letter(), &in_language(language)).await;
        assert_eq!(mail.text.matches("314159").count(), 1, "{}", mail.text);
        assert_eq!(mail.html.matches("314159").count(), 1, "{}", mail.html);
        assert!(mail.text.contains("10"), "{}", mail.text);
    }
}

#[tokio::test]
async fn a_date_is_written_as_its_reader_writes_it() {
    for (language, date) in [
        (Language::German, "am 1. Januar 2026 um 09:05 UTC"),
        (Language::Japanese, "2026年1月1日 09:05 UTC"),
        (Language::Arabic, "1 يناير 2026 الساعة 09:05 UTC"),
    ] {
        let letter = changed_letter("alice@example.com");
        let mail = worded(&letter, &in_language(language)).await;
        assert!(mail.text.contains(date), "{}", mail.text);
    }
}

#[tokio::test]
async fn the_admins_own_words_stand_around_the_letter_line_by_line() {
    let wording = Wording {
        language: Language::English,
        greeting: "Hello Alice,\nthis is <b>Latchkey</b>.".into(),
        footer: "Kind regards\nThe \"desk\"".into(),
    };
    let mail = worded(&code_letter(), &wording).await;
    let text = &mail.text;
    assert!(
        text.starts_with("Hello Alice,\nthis is <b>Latchkey</b>.\n\nSomebody, "),
        "{text}"
    );
    assert!(
        text.contains("nothing changes.\n\nKind regards\nThe \"desk\"\n\n----\n"),
        "{text}"
    );
    assert!(
        mail.html.contains("this is &lt;b&gt;Latchkey"),
        "{}",
        mail.html
    );
    assert!(!mail.html.contains("<b>"), "{}", mail.html);
    assert!(mail.html.contains("Hello Alice,<br>"), "{}", mail.html);
}

#[tokio::test]
async fn a_preview_is_what_would_be_sent() {
    let kept = Arc::new(Kept::default());
    let mailer = Mailer::new(Arc::clone(&kept) as _, sender(), portal());
    let wording = in_language(Language::French);
    let preview = mailer.preview(&code_letter(), &wording).expect("written");
    let mail = worded(&code_letter(), &wording).await;
    assert_eq!((preview.subject, preview.text), (mail.subject, mail.text));
}
