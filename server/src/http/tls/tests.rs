use super::*;
use crate::http::{Acceptor, Peers, Timeouts};
use axum::{Router, routing::get};
use rcgen::{CertifiedKey as Generated, generate_simple_self_signed};
use rustls::{
    ClientConfig, RootCertStore, SupportedProtocolVersion,
    pki_types::{CertificateDer, ServerName},
    version::{TLS12, TLS13},
};
use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

const HOST: &str = "password.example.com";
const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: password.example.com\r\nconnection: close\r\n\r\n";

/// A certificate and its key in PEM form, and what trusts it.
struct Pair {
    certificate: String,
    key: String,
    trusted: CertificateDer<'static>,
}

impl Pair {
    fn new() -> Self {
        let Generated { cert, signing_key } =
            generate_simple_self_signed([HOST.to_owned()]).expect("a certificate");
        Self {
            certificate: cert.pem(),
            key: signing_key.serialize_pem(),
            trusted: cert.der().clone(),
        }
    }

    fn write(&self, files: &CertificateFiles) {
        fs::write(&files.certificate, &self.certificate).expect("written");
        fs::write(&files.key, &self.key).expect("written");
    }
}

fn files_in(folder: &Path) -> CertificateFiles {
    CertificateFiles {
        certificate: folder.join("certificate.pem"),
        key: folder.join("key.pem"),
    }
}

/// The clock is paused: a time limit passes as soon as nothing else can happen.
async fn serving(files: &CertificateFiles, timeouts: Timeouts) -> SocketAddr {
    let tls = Tls::open(files.clone()).expect("a certificate");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .expect("a port");
    let address = listener.local_addr().expect("an address");
    let acceptor = Acceptor {
        router: Router::new().route("/", get(|| async { "hello" })),
        peers: Peers::Anyone,
        tls: Some(tls.acceptor()),
        timeouts,
    };
    let stop = CancellationToken::new();
    tokio::spawn(acceptor.run(listener, stop.clone()));
    tokio::spawn(tls.follow_files(stop));
    address
}

async fn connect(
    address: SocketAddr,
    trusted: &Pair,
    version: &'static SupportedProtocolVersion,
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.trusted.clone()).expect("a certificate");
    let mut settings = ClientConfig::builder_with_provider(aws_lc_rs::default_provider().into())
        .with_protocol_versions(&[version])
        .expect("a version")
        .with_root_certificates(roots)
        .with_no_client_auth();
    settings.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from(HOST).expect("a name");
    TlsConnector::from(Arc::new(settings))
        .connect(name, stream)
        .await
}

async fn is_served(address: SocketAddr, trusted: &Pair) -> bool {
    connect(address, trusted, &TLS13).await.is_ok()
}

/// Until the files were surely looked at.
async fn a_look_later() {
    sleep(LOOK_EVERY + Duration::from_secs(1)).await;
}

#[tokio::test]
async fn pages_are_served_over_tls_1_2_and_1_3_as_http_1_1() {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, pair) = (files_in(folder.path()), Pair::new());
    pair.write(&files);
    let address = serving(&files, Timeouts::default()).await;
    for version in [&TLS12, &TLS13] {
        let mut stream = connect(address, &pair, version).await.expect("connected");
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
        stream.write_all(REQUEST).await.expect("sent");
        let mut answer = String::new();
        // An end that TLS does not vouch for would be an error here.
        stream.read_to_string(&mut answer).await.expect("ended");
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"),
            "{answer}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn item_87_a_client_that_stalls_is_cut_off_wherever_it_stalls() {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, pair) = (files_in(folder.path()), Pair::new());
    pair.write(&files);
    let address = serving(&files, Timeouts::default()).await;
    let mut answer = Vec::new();
    // Nothing, and the beginning of a handshake record that announces more than comes.
    for sent in [&b""[..], &b"\x16\x03\x01\x02\x00\x01"[..]] {
        let mut stream = TcpStream::connect(address).await.expect("connected");
        stream.write_all(sent).await.expect("sent");
        // A cut may be an end or a reset; without a limit, neither would come.
        let _ = stream.read_to_end(&mut answer).await;
    }
    let mut stream = connect(address, &pair, &TLS13).await.expect("connected");
    let _ = stream.read_to_end(&mut answer).await;
    assert_eq!(answer, b"");
}

#[tokio::test]
async fn item_87_a_stalled_handshake_holds_a_place_and_then_gives_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (files, pair) = (files_in(folder.path()), Pair::new());
    pair.write(&files);
    let timeouts = Timeouts {
        connections: 1,
        handshake: Duration::from_millis(200),
        ..Timeouts::default()
    };
    let address = serving(&files, timeouts).await;
    let mut stalled = TcpStream::connect(address).await.expect("connected");
    stalled.write_all(b"\x16\x03\x01").await.expect("sent");
    let mut answer = Vec::new();
    let mut next = Box::pin(is_served(address, &pair));
    tokio::select! {
        biased;
        _ = stalled.read_to_end(&mut answer) => {}
        _ = &mut next => panic!("served while the only place was taken"),
    }
    assert!(next.await);
}

#[tokio::test(start_paused = true)]
async fn a_new_certificate_is_served_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = files_in(folder.path());
    let (first, second, third) = (Pair::new(), Pair::new(), Pair::new());
    first.write(&files);
    let address = serving(&files, Timeouts::default()).await;
    assert!(is_served(address, &first).await);

    second.write(&files);
    a_look_later().await;
    assert!(is_served(address, &second).await);
    assert!(!is_served(address, &first).await);

    let breakages: [&dyn Fn(); 4] = [
        &|| fs::write(&files.key, &third.key).expect("written"),
        &|| fs::write(&files.certificate, "no certificate").expect("written"),
        &|| fs::write(&files.key, "").expect("written"),
        &|| fs::remove_file(&files.certificate).expect("removed"),
    ];
    for breakage in breakages {
        breakage();
        a_look_later().await;
        assert!(is_served(address, &second).await, "the old one stays");
    }

    third.write(&files);
    a_look_later().await;
    assert!(is_served(address, &third).await);
}

#[test]
fn files_that_cannot_be_served_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = files_in(folder.path());
    let (right, other) = (Pair::new(), Pair::new());
    let refusal = |certificate: &str, key: &str| {
        fs::write(&files.certificate, certificate).expect("written");
        fs::write(&files.key, key).expect("written");
        let opened = Tls::open(files.clone());
        opened.err().expect("refused").to_string()
    };
    let mismatch = refusal(&right.certificate, &other.key);
    assert!(mismatch.contains("does not belong"), "{mismatch}");
    let no_certificate = refusal(&right.key, &right.key);
    assert!(
        no_certificate.contains("certificate.pem"),
        "{no_certificate}"
    );
    let no_key = refusal(&right.certificate, "secret");
    assert!(
        no_key.contains("key.pem") && !no_key.contains("secret"),
        "{no_key}"
    );
    fs::remove_file(&files.key).expect("removed");
    let missing = Tls::open(files.clone()).err().expect("refused").to_string();
    assert!(missing.contains("cannot read"), "{missing}");
}
