use super::*;
use axum::routing::get;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

/// More than the system takes on for a connection.
const LARGE: usize = 64 << 20;

/// The clock is paused: a time limit passes as soon as nothing else can happen.
async fn serving(
    timeouts: Timeouts,
    stop: &CancellationToken,
) -> (SocketAddr, tokio::task::JoinHandle<()>) {
    let router = Router::new()
        .route("/", get(|| async { "hello" }))
        .route(
            "/slow",
            get(|| async {
                sleep(Duration::from_secs(7)).await;
                "done"
            }),
        )
        .route("/endless", get(std::future::pending::<()>))
        .route("/large", get(|| async { "x".repeat(LARGE) }));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let acceptor = Acceptor {
        router,
        peers: Peers::Proxies(Arc::new([])),
        tls: None,
        timeouts,
    };
    (address, tokio::spawn(acceptor.run(listener, stop.clone())))
}

async fn exchange(address: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("connected");
    stream.write_all(sent.as_bytes()).await.expect("sent");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .await
        .expect("closed in order");
    answer
}

fn get_request(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")
}

#[tokio::test(start_paused = true)]
async fn item_87_a_silent_or_half_open_connection_is_closed() {
    let (address, _) = serving(Timeouts::default(), &CancellationToken::new()).await;
    for sent in ["", "GET / HT", "GET / HTTP/1.1\r\nhost: localhost\r\n"] {
        let answer = exchange(address, sent).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408"),
            "{sent:?}: {answer}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_idle_connection_is_closed_after_its_answer() {
    let (address, _) = serving(Timeouts::default(), &CancellationToken::new()).await;
    let answer = exchange(address, &get_request("/")).await;
    assert!(
        answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"),
        "{answer}"
    );
}

#[tokio::test(start_paused = true)]
async fn item_87_who_is_too_many_waits_for_a_place() {
    let timeouts = Timeouts {
        connections: 1,
        ..Timeouts::default()
    };
    let (address, _) = serving(timeouts, &CancellationToken::new()).await;
    let mut asking = TcpStream::connect(address).await.expect("connected");
    let asked = asking.write_all(get_request("/slow").as_bytes()).await;
    asked.expect("sent");
    sleep(Duration::from_secs(1)).await;
    let answer = exchange(address, &get_request("/")).await;
    assert!(answer.ends_with("hello"), "{answer}");
    let mut answer = String::new();
    let read = asking.read_to_string(&mut answer).await;
    assert!(read.is_ok() && answer.ends_with("done"), "not cut off");
}

#[tokio::test(start_paused = true)]
async fn item_87_who_asks_for_nothing_gives_way() {
    let timeouts = Timeouts {
        connections: 3,
        ..Timeouts::default()
    };
    let (address, _) = serving(timeouts, &CancellationToken::new()).await;
    let mut still = Vec::new();
    for said in ["", "G", "GET / HTTP/1.1\r\nhost: localhost\r\n"] {
        let mut stream = TcpStream::connect(address).await.expect("connected");
        stream.write_all(said.as_bytes()).await.expect("sent");
        still.push(stream);
    }
    sleep(Duration::from_millis(1)).await;
    let before = tokio::time::Instant::now();
    for _ in 0..3 {
        let mut asking = TcpStream::connect(address).await.expect("connected");
        let asked = asking.write_all(get_request("/").as_bytes()).await;
        asked.expect("sent");
        asking.read_exact(&mut [0; 12]).await.expect("an answer");
        still.push(asking);
    }
    let limit = Timeouts::default().first_byte;
    assert!(before.elapsed() < limit, "no limit had to pass");
}

/// Asks for the large answer, and reads nothing of it yet.
async fn ask_for_large(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("connected");
    let asked = stream.write_all(get_request("/large").as_bytes()).await;
    asked.expect("sent");
    stream
}

#[tokio::test(start_paused = true)]
async fn item_87_who_never_reads_loses_the_place() {
    let timeouts = Timeouts {
        connections: 1,
        ..Timeouts::default()
    };
    let (address, _) = serving(timeouts, &CancellationToken::new()).await;
    let mut never_reads = ask_for_large(address).await;
    // No limit but the one for writing ends this; without it the hour would pass.
    let asked = get_request("/");
    let waited = timeout(Duration::from_hours(1), exchange(address, &asked));
    assert!(waited.await.expect("a free place").ends_with("hello"));
    let mut answer = Vec::new();
    let end = never_reads.read_to_end(&mut answer).await;
    assert!(end.is_err() || answer.len() < LARGE, "it was cut off");
}

#[tokio::test(start_paused = true)]
async fn who_reads_slowly_gets_the_whole_answer() {
    let (address, _) = serving(Timeouts::default(), &CancellationToken::new()).await;
    let mut slow = ask_for_large(address).await;
    let mut eighth = vec![0; LARGE / 8];
    for _ in 0..8 {
        sleep(Duration::from_secs(20)).await;
        slow.read_exact(&mut eighth).await.expect("more");
    }
}

#[tokio::test(start_paused = true)]
async fn stopping_lets_answers_finish_and_cuts_what_does_not_end() {
    let stop = CancellationToken::new();
    let (address, serving) = serving(Timeouts::default(), &stop).await;
    let slow = tokio::spawn(async move { exchange(address, &get_request("/slow")).await });
    let mut endless = TcpStream::connect(address).await.expect("connected");
    endless
        .write_all(get_request("/endless").as_bytes())
        .await
        .expect("sent");
    // Both are with their handlers once the first one waits for its seven seconds.
    sleep(Duration::from_secs(1)).await;
    stop.cancel();
    serving.await.expect("ended");
    assert!(slow.await.expect("answered").ends_with("done"));
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody listens any more"
    );
}

#[tokio::test(start_paused = true)]
async fn f11_stopping_waits_for_nobody_who_has_asked_for_nothing() {
    let stop = CancellationToken::new();
    let (address, serving) = serving(Timeouts::default(), &stop).await;
    let _silent = TcpStream::connect(address).await.expect("connected");
    // It is with its task when nothing else can happen.
    sleep(Duration::from_millis(1)).await;
    let before = tokio::time::Instant::now();
    stop.cancel();
    serving.await.expect("ended");
    let limit = Timeouts::default().first_byte;
    assert!(before.elapsed() < limit, "no limit had to pass");
}

/// The accept loop runs only when this test waits, so both come while the portal stops: one is in the
/// system's queue, the other has just been accepted.
#[tokio::test(start_paused = true)]
async fn f11_who_connected_before_the_stop_is_answered() {
    let stop = CancellationToken::new();
    let (address, serving) = serving(Timeouts::default(), &stop).await;
    let mut accepted = TcpStream::connect(address).await.expect("connected");
    sleep(Duration::from_millis(1)).await;
    let queued = std::net::TcpStream::connect(address).expect("connected");
    queued.set_nonblocking(true).expect("set");
    let mut queued = TcpStream::from_std(queued).expect("a stream");
    stop.cancel();
    for stream in [&mut accepted, &mut queued] {
        let asked = stream.write_all(get_request("/").as_bytes()).await;
        asked.expect("sent");
    }
    for stream in [&mut accepted, &mut queued] {
        let mut answer = String::new();
        let read = stream.read_to_string(&mut answer).await;
        assert!(read.is_ok() && answer.ends_with("hello"), "{answer:?}");
    }
    serving.await.expect("ended");
}

#[test]
fn only_this_machine_and_named_proxies_may_connect() {
    let peers = Peers::Proxies(Arc::new(["10.0.0.0/8".parse().expect("a network")]));
    let admitted = |address: &str| peers.admit(address.parse().expect("an address"));
    assert!(
        admitted("127.0.0.1")
            && admitted("::1")
            && admitted("10.1.2.3")
            && admitted("::ffff:10.1.2.3")
    );
    assert!(!admitted("192.0.2.1") && !admitted("2001:db8::1"));
}
