use crate::{
    harness::{code_letter, portal, written},
    smtp_server::{Reply, SmtpServer},
};
use latchkey_mail::{
    Encryption, Mail, MailError, MailFault, SmtpCredentials, SmtpSettings, SmtpSetupError,
    SmtpTransport, Transport as _,
};
use std::{error::Error as _, io, sync::Arc};
use tokio::{net::TcpListener, sync::Notify};

fn settings(port: u16, encryption: Encryption) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        encryption,
        credentials: None,
        timeout: SmtpSettings::DEFAULT_TIMEOUT,
    }
}

fn transport(port: u16, encryption: Encryption) -> SmtpTransport {
    SmtpTransport::new(&settings(port, encryption)).expect("set up")
}

async fn mail() -> Mail {
    written(portal(), &code_letter()).await
}

async fn error_when(script: &[(&'static str, Reply)]) -> MailError {
    let server = SmtpServer::start(script).await;
    transport(server.port, Encryption::None)
        .send(&mail().await)
        .await
        .expect_err("refused")
}

#[tokio::test]
async fn a_mail_goes_to_its_one_recipient() {
    let mut server = SmtpServer::start(&[]).await;
    transport(server.port, Encryption::None)
        .send(&mail().await)
        .await
        .expect("taken");
    let lines = server.seen();
    let beginning = |begin: &str| {
        lines
            .iter()
            .filter(|line| line.starts_with(begin))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(
        beginning("MAIL FROM:<portal@example.com>").len(),
        1,
        "{lines:?}"
    );
    assert_eq!(beginning("RCPT TO:"), ["RCPT TO:<alice@example.com>"]);
    assert_eq!(
        beginning("Message-ID:"),
        ["Message-ID: <key@password.example.com>"]
    );
    assert_eq!(
        lines.iter().filter(|line| line.contains("314159")).count(),
        2,
        "{lines:?}"
    );
}

#[tokio::test]
async fn fault_44_a_final_refusal_is_told_from_a_passing_one() {
    let refused = |code| MailError::Permanent(MailFault::Refused(code));
    let later = |code| MailError::Temporary(MailFault::Refused(code));
    for (begin, reply, expected) in [
        (
            "RCPT",
            "550 5.1.1 <alice@example.com> unknown",
            refused(550),
        ),
        (
            "RCPT",
            "451 4.7.1 <alice@example.com> greylisted",
            later(451),
        ),
        ("MAIL", "421 too busy", later(421)),
        (".", "554 5.7.1 spam", refused(554)),
        (".", "452 disk full", later(452)),
        (
            "MAIL",
            "530 5.7.0 sign in first",
            MailError::Temporary(MailFault::SignIn(530)),
        ),
    ] {
        assert_eq!(
            error_when(&[(begin, Reply::Say(reply))]).await,
            expected,
            "{reply}"
        );
    }
}

#[tokio::test]
async fn no_error_text_repeats_an_address() {
    let error = error_when(&[("RCPT", Reply::Say("550 5.1.1 <alice@example.com> unknown"))]).await;
    let text = format!("{error} {error:?} {}", error.source().expect("a cause"));
    assert!(!text.contains("alice") && text.contains("550"), "{text}");
}

#[tokio::test]
async fn a_server_that_is_away_or_hangs_up_is_worth_another_try() {
    let free = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("bound")
        .local_addr()
        .expect("an address")
        .port();
    let error = transport(free, Encryption::None)
        .send(&mail().await)
        .await
        .expect_err("nobody there");
    assert_eq!(
        error,
        MailError::Temporary(MailFault::Connection(io::ErrorKind::ConnectionRefused))
    );
    for begin in ["EHLO", "RCPT", "DATA", "."] {
        let error = error_when(&[(begin, Reply::HangUp)]).await;
        assert!(
            matches!(error, MailError::Temporary(_)),
            "{begin}: {error:?}"
        );
    }
}

#[tokio::test]
async fn no_mail_goes_out_in_the_clear_when_encryption_is_wanted() {
    for encryption in [Encryption::StartTls, Encryption::Tls] {
        let mut server = SmtpServer::start(&[("\u{16}", Reply::HangUp)]).await;
        let error = transport(server.port, encryption)
            .send(&mail().await)
            .await
            .expect_err("not encrypted");
        assert!(
            matches!(error, MailError::Temporary(_)),
            "{encryption:?}: {error:?}"
        );
        let lines = server.seen();
        assert!(
            !lines
                .iter()
                .any(|line| line.starts_with("MAIL") || line.contains("314159")),
            "{lines:?}"
        );
    }
}

#[tokio::test]
async fn a_stripped_starttls_is_not_mistaken_for_a_passing_refusal_of_the_mail() {
    let server = SmtpServer::start(&[("STARTTLS", Reply::Say("454 not now"))]).await;
    let error = transport(server.port, Encryption::StartTls)
        .send(&mail().await)
        .await
        .expect_err("not encrypted");
    assert_eq!(error, MailError::Temporary(MailFault::Protocol));
}

#[tokio::test]
async fn a_password_is_never_sent_in_the_clear() {
    let credentials = Some(SmtpCredentials {
        username: "portal".into(),
        password: "hunter2".into(),
    });
    let clear = SmtpSettings {
        credentials,
        ..settings(25, Encryption::None)
    };
    assert_eq!(
        SmtpTransport::new(&clear).err(),
        Some(SmtpSetupError::PasswordInClear)
    );
    assert!(
        SmtpTransport::new(&SmtpSettings {
            encryption: Encryption::Tls,
            ..clear.clone()
        })
        .is_ok()
    );
    assert!(!format!("{clear:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_caller_that_gives_up_in_the_middle_does_not_spoil_the_next_mail() {
    let release = Arc::new(Notify::new());
    let mut server =
        SmtpServer::start(&[("DATA", Reply::Hold("354 go on", Arc::clone(&release)))]).await;
    let transport = transport(server.port, Encryption::None);
    let mail = mail().await;
    tokio::select! {
        result = transport.send(&mail) => panic!("answered before the server did: {result:?}"),
        () = server.until("DATA") => {}
    }
    release.notify_one();
    server.until(".").await;
    let released = async {
        server.until("DATA").await;
        release.notify_one();
    };
    let (sent, ()) = tokio::join!(transport.send(&mail), released);
    assert_eq!(sent, Ok(()));
}
