//! Nobody can use up the portal: not by being slow, not by being much, not through the org.

use crate::harness::{ALICE, BOB, Portal, Purpose, Setup, Wait, crowd, status};
use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    process::Command,
    sync::Notify,
    time::timeout,
};

const PASSWORD: &str = "Violet kettle 93 drums";

/// Opens a connection, says the beginning of something, and keeps still.
async fn stalled(to: SocketAddr, said: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).await.expect("connected");
    stream.write_all(said.as_bytes()).await.expect("sent");
    stream
}

/// Waits until the portal has closed a connection.
async fn is_closed(mut stream: TcpStream) {
    let mut rest = Vec::new();
    let read = timeout(Wait::LONGEST, stream.read_to_end(&mut rest)).await;
    // A reset is an end as well.
    let _ = read.expect("the portal gives up");
}

#[tokio::test]
async fn item_87_whoever_stalls_is_cut_off_and_nobody_else_waits() {
    let portal = Portal::start().await;
    let own = portal.address();
    let beginnings = [
        String::new(),
        "G".to_owned(),
        format!("GET /reset HTTP/1.1\r\nhost: {own}\r\nx-a: "),
        format!(
            "POST /do/reset/identify HTTP/1.1\r\nhost: {own}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 100\r\n\r\nlogin="
        ),
        format!("GET /healthz HTTP/1.1\r\nhost: {own}\r\n\r\n"),
    ];
    let mut stalling = Vec::new();
    for beginning in beginnings.iter().cycle().take(300) {
        stalling.push(stalled(own, beginning).await);
    }
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    let answer = browser.choose_password(PASSWORD).await;
    assert_eq!(answer.location(), "/reset/done", "in the midst of it");
    for stream in stalling {
        is_closed(stream).await;
    }
    assert_eq!(browser.get("/reset").await.status, 200);
}

/// As many idle connections as this process may have, but for what else it does.
const IDLE: usize = 10_000;

/// How many files this process may open, once it has asked for all that it can get.
async fn open_files() -> usize {
    let own = std::process::id().to_string();
    let limits = fs::read_to_string("/proc/self/limits").expect("limits");
    let line = limits
        .lines()
        .find(|line| line.starts_with("Max open files"));
    let mut numbers = line.expect("a limit").split_whitespace().skip(3);
    let (soft, hard) = (numbers.next().expect("soft"), numbers.next().expect("hard"));
    let raise = Command::new("prlimit")
        .args(["--pid", &own, &format!("--nofile={hard}")])
        .status();
    let raised = raise.await.is_ok_and(|status| status.success());
    let limit = if raised { hard } else { soft };
    limit.parse().unwrap_or(usize::MAX)
}

#[tokio::test]
async fn item_87_thousands_of_idle_connections_keep_nobody_out() {
    let idle = IDLE.min(open_files().await / 2);
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    let before = portal.peak_memory();
    let own = portal.address();
    let beginnings = ["", "G", "GET /reset HTTP/1.1\r\nhost: localhost\r\nx-a: "];
    let mut held = Vec::new();
    for number in 0..idle {
        held.push(stalled(own, beginnings[number % beginnings.len()]).await);
    }
    let mut visitor = portal.browser();
    visitor.prove(&portal, Purpose::Reset, BOB).await;
    let answer = visitor.choose_password(PASSWORD).await;
    assert_eq!(
        answer.location(),
        "/reset/done",
        "beside {idle} that are idle"
    );
    let grown = portal.peak_memory() - before;
    assert!(grown < 64 * 1024, "{grown} KiB more");
    assert_eq!(held.len(), idle);
}

#[tokio::test]
async fn items_37_87_large_and_endless_bodies_are_refused() {
    let portal = Portal::start().await;
    let own = portal.address();
    let head = format!(
        "POST /do/reset/password HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n"
    );
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let million = "x".repeat(1 << 20);
    let fields = "a=1&".repeat(100_000);
    let announced =
        |length: u64, body: &str| format!("{head}content-length: {length}\r\n\r\n{body}");
    for (what, sent) in [
        ("a megabyte", announced(1 << 20, &million)),
        ("a megabyte announced", announced(1 << 20, "")),
        ("an exabyte announced", announced(1 << 60, "password=x")),
        ("100,000 fields", announced(fields.len() as u64, &fields)),
        (
            "no end",
            format!(
                "{head}transfer-encoding: chunked\r\n\r\n{}",
                chunk.repeat(64)
            ),
        ),
    ] {
        let answer = portal.exchange(&sent).await;
        // Whoever goes on sending may miss the answer; nobody else's is it.
        assert!([413, 0].contains(&status(&answer)), "{what}: {answer}");
    }
    let gzip = format!("{head}content-encoding: gzip\r\ncontent-length: 4\r\n\r\n\u{1f}\u{8}");
    assert_ne!(status(&portal.exchange(&gzip).await), 500);
    assert_eq!(portal.browser().get("/reset").await.status, 200);
    assert_eq!(portal.okta().calls(), Vec::new());
}

#[tokio::test]
async fn item_87_a_request_with_two_lengths_or_a_huge_head_is_no_request() {
    let portal = Portal::start().await;
    let own = portal.address();
    let many = (0..500)
        .map(|n| format!("x-{n}: 1\r\n"))
        .collect::<Vec<_>>()
        .concat();
    let long = format!("x-a: {}\r\n", "a".repeat(200_000));
    for lines in [
        "content-length: 7\r\ncontent-length: 8\r\n",
        "content-length: 7\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked, identity\r\n",
        "content-length: -1\r\n",
        &many,
        &long,
    ] {
        let sent = format!(
            "POST /do/reset/identify HTTP/1.1\r\nhost: {own}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\n{lines}\r\nlogin=x\r\n0\r\n\r\n"
        );
        let answer = portal.exchange(&sent).await;
        assert!([0, 400, 431].contains(&status(&answer)), "{answer}");
    }
    assert_eq!(portal.count("request-started").await, 0);
}

#[tokio::test]
async fn items_13_87_a_flood_is_answered_or_turned_away() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let ask = |number: usize| {
        let mut browser = browser.clone();
        let path = if number.is_multiple_of(2) {
            "/reset"
        } else {
            "/"
        };
        async move { browser.get(path).await }
    };
    for answer in crowd(400, 400, ask).await {
        let is_turned_away = answer.status == 503 || answer.location() == "/unavailable";
        assert!(answer.status == 200 || is_turned_away, "{answer:?}");
    }
    assert_eq!(portal.browser().get("/reset").await.status, 200);
}

/// A gzip stream that never ends: 13 bits for each 258 zeros.
struct Bomb {
    head: Vec<u8>,
    /// Repeats for ever.
    rest: Vec<u8>,
}

impl Bomb {
    /// A block of fixed codes (RFC 1951, 3.2.6): one zero, then "the last byte 258 times" again and
    /// again.
    fn new() -> Self {
        let mut bits: Vec<bool> = vec![true, true, false];
        bits.extend([false, false, true, true, false, false, false, false]);
        let again = [
            true, true, false, false, false, true, false, true, false, false, false, false, false,
        ];
        // Up to the end of a byte, and from there eight at a time.
        while !bits.len().is_multiple_of(8) || bits.len() < 16 {
            bits.extend(again);
        }
        let mut head = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
        head.extend(packed(&bits));
        Self {
            head,
            rest: packed(&again.repeat(8)).repeat(1_000),
        }
    }
}

fn packed(bits: &[bool]) -> Vec<u8> {
    let byte = |bits: &[bool]| {
        let set = bits.iter().enumerate().filter(|(_, bit)| **bit);
        set.map(|(place, _)| 1 << place).sum()
    };
    bits.chunks(8).map(byte).collect()
}

/// An org that answers everything with a bomb. Notes when somebody has had enough of it.
async fn bombing_org() -> (SocketAddr, Arc<Notify>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a port");
    let address = listener.local_addr().expect("an address");
    let refused = Arc::new(Notify::new());
    let noted = Arc::clone(&refused);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let noted = Arc::clone(&noted);
            tokio::spawn(async move {
                let mut question = [0; 4096];
                let _ = stream.read(&mut question).await;
                let bomb = Bomb::new();
                let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n";
                let _ = stream.write_all(head).await;
                let _ = stream.write_all(&bomb.head).await;
                while stream.write_all(&bomb.rest).await.is_ok() {}
                noted.notify_one();
            });
        }
    });
    (address, refused)
}

#[tokio::test]
async fn item_87_an_endless_compressed_answer_of_the_org_fills_nothing() {
    let (org, refused) = bombing_org().await;
    let portal = Portal::start_with(Setup {
        okta_url: format!("http://{org}"),
        ..Setup::default()
    })
    .await;
    let mut browser = portal.browser();
    browser.identify(Purpose::Reset, ALICE.login).await;
    let before = portal.peak_memory();
    for _ in 0..2 {
        let refused = timeout(Wait::LONGEST, refused.notified()).await;
        refused.expect("the portal hangs up");
    }
    let grown = portal.peak_memory() - before;
    assert!(grown < 64 * 1024, "{grown} KiB more");
    assert_eq!(browser.get("/reset/code").await.status, 200);
}

impl Portal {
    /// The most memory the portal ever held, in KiB.
    fn peak_memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process_id()));
        let status = status.expect("a process");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        number
            .and_then(|number| number.parse().ok())
            .expect("a number")
    }
}
