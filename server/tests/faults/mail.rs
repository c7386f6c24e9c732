//! The mail server fails.

use crate::{
    harness::{Installation, Person, Plan, Purpose, next_second},
    invariants::assert_hold,
};
use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// How a mail server fails for the first mail. Then it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// It hangs up at once.
    Away,
    /// It says "later".
    Busy,
    /// It takes the mail and hangs up before it says so.
    Drops,
}

#[tokio::test]
async fn f44_a_mail_server_that_fails_delays_mails_and_loses_none() {
    tokio::join!(f44(Failure::Away), f44(Failure::Busy), f44(Failure::Drops),);
}

async fn f44(failure: Failure) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a port");
    let SocketAddr::V4(address) = listener.local_addr().expect("an address") else {
        panic!("an address of version 4");
    };
    let installation = Installation::start(Plan {
        mail: format!(
            "transport = \"smtp\"\nsmtp.host = \"127.0.0.1\"\nsmtp.port = {}\n\
             smtp.encryption = \"none\"",
            address.port()
        ),
        ..Plan::default()
    })
    .await;
    let mails = installation.mail_folder();
    fs::create_dir_all(&mails).expect("a folder");
    let server = MailServer {
        failure,
        mails: mails.clone(),
    };
    tokio::spawn(server.run(listener));
    let (browser, reset) = (installation.browser(), Purpose::Reset);
    let mut person = Person::hire(&installation.sandbox, 1, reset, browser, mails).await;
    next_second(installation.sandbox.okta()).await;
    person
        .walk()
        .await
        .unwrap_or_else(|stuck| panic!("{failure:?}: {stuck}"));
    assert!(
        installation.warnings().contains("job failed"),
        "{failure:?}"
    );
    assert_hold(&installation.settled(&person.secrets()).await);
}

/// A mail server that puts what it takes into a folder.
#[derive(Clone)]
struct MailServer {
    failure: Failure,
    mails: PathBuf,
}

impl MailServer {
    async fn run(self, listener: TcpListener) {
        let mut failures = Some(self.failure);
        while let Ok((stream, _)) = listener.accept().await {
            let failure = failures.take();
            if failure != Some(Failure::Away) {
                tokio::spawn(self.clone().converse(stream, failure));
            }
        }
    }

    /// One connection; `None` when somebody has hung up.
    async fn converse(self, mut stream: TcpStream, failure: Option<Failure>) -> Option<()> {
        let (reader, mut writer) = stream.split();
        let mut lines = BufReader::new(reader).lines();
        let mut text: Option<String> = None;
        writer.write_all(b"220 mail.example.com\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let answer = match &mut text {
                Some(_) if line == "." => {
                    self.keep(&text.take().unwrap_or_default());
                    if failure == Some(Failure::Drops) {
                        return None;
                    }
                    "250 taken"
                }
                Some(text) => {
                    text.push_str(line.strip_prefix('.').unwrap_or(&line));
                    text.push_str("\r\n");
                    continue;
                }
                None if line.starts_with("EHLO") => "250 mail.example.com",
                None if line.starts_with("MAIL") && failure == Some(Failure::Busy) => "451 later",
                None if line == "DATA" => {
                    text = Some(String::new());
                    "354 go on"
                }
                None if line == "QUIT" => "221 bye",
                None => "250 ok",
            };
            writer
                .write_all(format!("{answer}\r\n").as_bytes())
                .await
                .ok()?;
        }
        None
    }

    /// Under another name first, so that nobody reads half a mail.
    fn keep(&self, mail: &str) {
        static KEPT: AtomicU32 = AtomicU32::new(0);
        let number = KEPT.fetch_add(1, Ordering::SeqCst);
        let unfinished = self.mails.join(format!("{number:06}.tmp"));
        fs::write(&unfinished, mail).expect("written");
        fs::rename(&unfinished, unfinished.with_extension("eml")).expect("moved");
    }
}
