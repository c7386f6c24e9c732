use std::{sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc},
};

/// What the scripted server does when a line begins like this.
#[derive(Clone)]
pub(crate) enum Reply {
    Say(&'static str),
    HangUp,
    /// Tells the test that the line has come, and says this once the test lets it.
    Hold(&'static str, Arc<Notify>),
}

/// An SMTP server that follows a script and reports every line it gets; the end of a mail's text is
/// the line `.`.
pub(crate) struct SmtpServer {
    pub(crate) port: u16,
    pub(crate) lines: mpsc::UnboundedReceiver<String>,
}

impl SmtpServer {
    pub(crate) async fn start(script: &[(&'static str, Reply)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("bound");
        let port = listener.local_addr().expect("an address").port();
        let (report, lines) = mpsc::unbounded_channel();
        let script = script.to_vec();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, script.clone(), report.clone()));
            }
        });
        Self { port, lines }
    }

    /// The lines so far.
    pub(crate) fn seen(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.lines.try_recv().ok()).collect()
    }

    /// Waits for a line that begins like this.
    pub(crate) async fn until(&mut self, begin: &str) {
        let found =
            async { while !self.lines.recv().await.expect("running").starts_with(begin) {} };
        // Not a measurement: without it, a mail that never comes would hold up the test run for ever.
        let patience = Duration::from_mins(1);
        assert!(
            tokio::time::timeout(patience, found).await.is_ok(),
            "no line begins with {begin}"
        );
    }
}

async fn converse(
    mut stream: TcpStream,
    script: Vec<(&'static str, Reply)>,
    report: mpsc::UnboundedSender<String>,
) -> Option<()> {
    let (reader, mut writer) = stream.split();
    let mut lines = BufReader::new(reader).lines();
    writer
        .write_all(b"220 mail.example.com ready\r\n")
        .await
        .ok()?;
    let mut in_text = false;
    while let Some(line) = lines.next_line().await.ok()? {
        let scripted = script.iter().find(|(begin, _)| line.starts_with(begin));
        // The mail's text gets no answer until its last line.
        let answers = !in_text || line == ".";
        in_text = line == "DATA" || (in_text && line != ".");
        let usual = Reply::Say(usual_reply(&line));
        let reply = scripted.map_or(usual, |(_, reply)| reply.clone());
        let _ = report.send(line);
        if !answers {
            continue;
        }
        let answer = match reply {
            Reply::Say(answer) => answer,
            Reply::HangUp => return None,
            Reply::Hold(answer, release) => {
                release.notified().await;
                answer
            }
        };
        writer
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .ok()?;
    }
    None
}

fn usual_reply(line: &str) -> &'static str {
    match line {
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        line if line.starts_with("EHLO") => "250-mail.example.com\r\n250 8BITMIME",
        _ => "250 ok",
    }
}
