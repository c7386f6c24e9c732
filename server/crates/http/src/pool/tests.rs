use super::*;
use crate::{Client, Error, Request, Unclear, resolver::SystemResolver};
use http::Method;
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    time::Instant,
};

fn settings() -> Settings {
    Settings {
        allow_private_targets: true,
        ..Settings::default()
    }
}

/// A server of HTTP/1.1 that answers with the connection's number, and to `/silent` never.
struct Server {
    url: String,
    silent: Arc<Notify>,
    callers: Arc<Mutex<Vec<std::net::SocketAddr>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
        let server = Self {
            url: format!("http://{}", listener.local_addr().expect("address")),
            silent: Arc::default(),
            callers: Arc::default(),
        };
        let (silent, callers) = (Arc::clone(&server.silent), Arc::clone(&server.callers));
        tokio::spawn(async move {
            for number in 0.. {
                let (stream, caller) = listener.accept().await.expect("accept");
                callers.lock().expect("lock").push(caller);
                tokio::spawn(answer_with(number, stream, Arc::clone(&silent)));
            }
        });
        server
    }

    async fn ask(&self, client: &Client, path: &str) -> Result<usize, Error> {
        let url = format!("{}{path}", self.url).parse().expect("url");
        let answer = client.send(Request::new(Method::GET, url, "/")).await?;
        let text = std::str::from_utf8(&answer.body).expect("UTF-8");
        Ok(text.parse().expect("number"))
    }

    /// The number of a connection that surely rests in the pool: it served twice.
    async fn pooled(&self, client: &Client) -> usize {
        let mut last = None;
        for _ in 0..50 {
            let number = self.ask(client, "/").await.expect("answer");
            if last.replace(number) == Some(number) {
                return number;
            }
        }
        panic!("connections are not kept");
    }
}

async fn answer_with(number: usize, mut stream: TcpStream, silent: Arc<Notify>) {
    let body = number.to_string();
    let length = body.len();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
        if buffer[..read].starts_with(b"GET /silent") {
            silent.notify_one();
            std::future::pending::<()>().await;
        }
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}");
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

#[tokio::test]
async fn after_a_timeout_no_call_meets_the_connections_of_before() {
    let server = Server::start().await;
    let client = Client::new(settings()).expect("client");
    let mut hanging = Box::pin(server.ask(&client, "/silent"));
    tokio::select! {
        _ = &mut hanging => panic!("an answer to the silent call"),
        () = server.silent.notified() => {}
    }
    let pooled = server.pooled(&client).await;
    tokio::time::pause();
    assert_eq!(hanging.await, Err(Error::Unclear(Unclear::Timeout)));
    tokio::time::resume();
    let next = server.ask(&client, "/").await.expect("answer");
    assert!(next > pooled, "connection {next} is from before");
}

#[tokio::test]
async fn calls_that_failed_together_leave_the_pool_once() {
    let resolver = Arc::new(SystemResolver);
    let pool = Pool::new(settings(), resolver).expect("pool");
    let (first, second) = (pool.current(), pool.current());
    pool.renew(&first);
    pool.renew(&second);
    assert_eq!(pool.current().number, 1);
}

#[tokio::test]
async fn an_unused_connection_is_given_up_before_okta_does() {
    let server = Server::start().await;
    let client = Client::new(settings()).expect("client");
    let pooled = server.pooled(&client).await;
    tokio::time::pause();
    tokio::time::advance(settings().pool_idle_timeout + Duration::from_secs(1)).await;
    tokio::time::resume();
    let next = server.ask(&client, "/").await.expect("answer");
    assert!(next > pooled, "connection {next} is from before");
}

/// Linux tells of each connection which timer runs and when it ends, in hundredths of a second.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn tcp_asks_after_five_seconds_whether_an_unused_connection_lives() {
    let server = Server::start().await;
    let client = Client::new(settings()).expect("client");
    let number = server.pooled(&client).await;
    let port = server.callers.lock().expect("lock")[number].port();
    let table = std::fs::read_to_string("/proc/self/net/tcp").expect("the table of connections");
    let local = format!("0100007F:{port:04X}");
    let row: Vec<&str> = table
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .find(|row| row.get(1) == Some(&local.as_str()))
        .expect("the connection");
    let (timer, left) = row[5].split_once(':').expect("timer");
    assert_eq!(timer, "02", "the keep-alive timer runs");
    let left = u64::from_str_radix(left, 16).expect("hexadecimal");
    assert!((1..=510).contains(&left), "{left}");
}

const HEADERS: u8 = 1;
/// An HTTP/2 server's opening words: an empty SETTINGS frame.
const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];
const PREFACE: usize = 24;

/// Answers the first call on a connection with status 200 and then plays dead: it reads, and
/// acknowledges no ping. Returns when the client hangs up.
async fn play_dead(mut stream: TcpStream) {
    stream.read_exact(&mut [0; PREFACE]).await.expect("preface");
    stream.write_all(&SETTINGS).await.expect("settings");
    let mut head = [0; 9];
    while stream.read_exact(&mut head).await.is_ok() {
        let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
        let mut payload = vec![0; length];
        stream.read_exact(&mut payload).await.expect("payload");
        if head[3] == HEADERS {
            // `:status: 200` is entry 8 of the static table; flags END_STREAM and END_HEADERS.
            let answer = [
                0, 0, 1, HEADERS, 5, head[5], head[6], head[7], head[8], 0x88,
            ];
            stream.write_all(&answer).await.expect("answer");
        }
    }
}

#[tokio::test]
async fn http2_gives_up_an_unused_connection_whose_peer_vanished_within_fifteen_seconds() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("bind");
    let url = format!("http://{}/", listener.local_addr().expect("address"));
    let url: url::Url = url.parse().expect("url");
    let (gone, accepted) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let (tell, count) = (Arc::clone(&gone), Arc::clone(&accepted));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::Relaxed);
            let tell = Arc::clone(&tell);
            tokio::spawn(async move {
                play_dead(stream).await;
                tell.notify_one();
            });
        }
    });
    let builder = builder(&settings(), Arc::new(SystemResolver)).expect("builder");
    let client = build(builder.http2_prior_knowledge()).expect("client");
    let ask = async || {
        let request = reqwest::Request::new(Method::GET, url.clone());
        client.execute(request).await.expect("answer").status()
    };
    assert_eq!(ask().await, 200);
    tokio::time::pause();
    let started = Instant::now();
    gone.notified().await;
    assert!(started.elapsed() <= Duration::from_secs(15));
    tokio::time::resume();
    assert_eq!(
        (ask().await.as_u16(), accepted.load(Ordering::Relaxed)),
        (200, 2)
    );
}
