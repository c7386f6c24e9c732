use crate::harness::{
    DESK_NOTICES, REASONS, changed_letter, code_letter, every_letter, file_transport, mails_in,
    portal, sender, written,
};
use latchkey_mail::{Desk, Letter, Mailer, PortalFacts};
use latchkey_testkit::TestClock;
use mail_parser::MessageParser;
use std::{collections::HashSet, sync::Arc};

#[tokio::test]
async fn the_code_stands_once_in_each_part_and_not_in_the_subject() {
    let mail = written(portal(), &code_letter()).await;
    assert_eq!(mail.text.matches("314159").count(), 1, "{}", mail.text);
    assert_eq!(mail.html.matches("314159").count(), 1, "{}", mail.html);
    assert_eq!(mail.subject, "Your code for Password portal");
    assert!(mail.text.contains("for 10 minutes"), "{}", mail.text);
}

#[tokio::test]
async fn no_other_six_digits_can_be_taken_for_the_code() {
    let text = written(portal(), &code_letter()).await.text;
    let numbers: Vec<_> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| number.len() == 6)
        .collect();
    assert_eq!(numbers, ["314159"]);
}

#[tokio::test]
async fn a_changed_password_is_told_with_time_consequences_and_whom_to_call() {
    let mail = written(portal(), &changed_letter("alice@example.com")).await;
    for part in [&mail.text, &mail.html] {
        for told in [
            "alice@example.com",
            "1 January 2026 at 09:05 UTC",
            "It is unlocked now",
            "signed out everywhere",
            "call the service desk now",
            "+1 555 0100",
        ] {
            assert!(part.contains(told), "{told} is missing in {part}");
        }
    }
}

#[tokio::test]
async fn what_did_not_happen_is_not_told() {
    let letter = Letter::PasswordChanged {
        at: None,
        unlocked: false,
        sessions_revoked: false,
        login: "alice@example.com".into(),
    };
    let mail = written(portal(), &letter).await;
    for part in [&mail.text, &mail.html] {
        assert!(part.contains("was changed, in Password portal"), "{part}");
        for untold in ["unlocked", "signed out", "UTC", "none", "None"] {
            assert!(!part.contains(untold), "{untold} stands in {part}");
        }
    }
}

#[tokio::test]
async fn each_reason_has_its_own_words() {
    let mut texts = HashSet::new();
    for reason in REASONS {
        let mail = written(portal(), &Letter::NotServed { reason }).await;
        assert!(mail.text.contains("Nothing was changed"), "{}", mail.text);
        assert!(texts.insert(mail.text), "{reason:?} says what another says");
    }
}

#[tokio::test]
async fn every_letter_names_the_portal_and_the_desk_and_loads_nothing() {
    for letter in every_letter("alice@example.com") {
        let mail = written(portal(), &letter).await;
        for part in [&mail.text, &mail.html] {
            for told in ["Password portal", "Monday to Friday", "desk@example.com"] {
                assert!(part.contains(told), "{letter:?} lacks {told}: {part}");
            }
            assert!(!part.contains("{{") && !part.contains("{%"), "{part}");
        }
        for foreign in [
            "src=", "<link", "<img", "<script", "url(", "@import", "<style",
        ] {
            assert!(!mail.html.contains(foreign), "{letter:?} holds {foreign}");
        }
        assert!(
            !mail.text.contains("\n\n\n"),
            "{letter:?} has a hole: {}",
            mail.text
        );
        assert!(!mail.text.contains('<') && !mail.subject.is_empty());
    }
}

#[tokio::test]
async fn a_desk_without_telephone_is_not_given_one() {
    let desk = Desk {
        text: "Ask at the front desk.".into(),
        phone: None,
        email: None,
        url: None,
    };
    for letter in every_letter("alice@example.com") {
        let mail = written(
            PortalFacts {
                desk: desk.clone(),
                ..portal()
            },
            &letter,
        )
        .await;
        for part in [&mail.text, &mail.html] {
            for untold in ["Telephone", "Email:", "Web:", "none"] {
                assert!(!part.contains(untold), "{untold} stands in {part}");
            }
        }
    }
}

#[tokio::test]
async fn markup_in_a_value_is_text_in_html_and_untouched_in_plain_text() {
    let hostile = r#"<img src=x onerror="alert(1)">&'"#;
    let facts = PortalFacts {
        name: hostile.into(),
        url: format!("https://password.example.com/{hostile}"),
        desk: Desk {
            text: hostile.into(),
            phone: Some(hostile.into()),
            email: Some(hostile.into()),
            url: Some(hostile.into()),
        },
    };
    for letter in every_letter(hostile) {
        let mail = written(facts.clone(), &letter).await;
        assert!(
            !mail.html.contains("<img") && !mail.html.contains("onerror=\""),
            "{}",
            mail.html
        );
        assert!(mail.text.contains(hostile), "{}", mail.text);
    }
}

#[tokio::test]
async fn both_parts_arrive_as_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let transport = file_transport(folder.path(), Arc::new(TestClock::default()));
    let facts = PortalFacts {
        name: "Contraseñas 🔑".into(),
        ..portal()
    };
    let mailer = Mailer::new(Arc::new(transport), sender(), facts.clone());
    let to = "alice@example.com".parse().expect("valid");
    mailer.send(&to, &code_letter(), "key").await.expect("sent");
    let expected = written(facts, &code_letter()).await;
    let raw = mails_in(folder.path()).remove(0);
    let parsed = MessageParser::default().parse(&raw).expect("a mail");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(parsed.subject(), Some("Your code for Contraseñas 🔑"));
    assert_eq!(
        lines(&parsed.body_text(0).expect("text")),
        lines(&expected.text)
    );
    assert_eq!(
        lines(&parsed.body_html(0).expect("html")),
        lines(&expected.html)
    );
}

#[tokio::test]
async fn a_code_for_the_desk_is_read_out_and_one_for_the_person_is_not() {
    let letter = Letter::DeskCode {
        code: "314159".parse().expect("valid"),
        minutes: 10,
    };
    let mail = written(portal(), &letter).await;
    for part in [&mail.text, &mail.html] {
        assert_eq!(part.matches("314159").count(), 1, "{part}");
        assert!(part.contains("read this code out"), "{part}");
        assert!(
            part.contains("If you did not call the service desk"),
            "{part}"
        );
    }
    let own = written(portal(), &code_letter()).await;
    assert!(own.text.contains("not even to the service desk"));
}

#[tokio::test]
async fn each_action_of_the_desk_is_told_in_words_of_its_own() {
    let mut told = HashSet::new();
    for action in DESK_NOTICES {
        let letter = Letter::DeskAction {
            action,
            at: None,
            login: "alice@example.com".into(),
        };
        let mail = written(portal(), &letter).await;
        assert!(mail.text.contains("alice@example.com"), "{}", mail.text);
        assert!(mail.html.contains("call the service desk now"));
        told.insert(mail.text);
    }
    assert_eq!(told.len(), DESK_NOTICES.len());
}
