//! Whoever cannot prove to be Okta gets no request, and the operator reads why.

use crate::harness::{ALICE, Installation, Patience, Plan};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use std::{
    fs,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_rustls::TlsAcceptor;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority(name: &str) -> Authority {
    let mut parameters = CertificateParams::default();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let names = &mut parameters.distinguished_name;
    names.push(DnType::CommonName, name);
    let key = KeyPair::generate().expect("a key");
    Authority::self_signed(parameters, key).expect("an authority")
}

/// A server in Okta's place.
#[derive(Clone)]
enum Server {
    /// With a certificate.
    Presenting(Arc<ServerConfig>),
    /// That has been taught nothing since TLS 1.1.
    Outdated,
}

/// A `ServerHello` of TLS 1.1 (RFC 4346, 7.4.1.3) with the cipher suite every such server has.
fn outdated_hello() -> Vec<u8> {
    let record = [0x16, 3, 2, 0, 42];
    let hello = [2, 0, 0, 38, 3, 2];
    let session_and_suite = [0, 0x00, 0x2f, 0];
    [&record[..], &hello, &[7; 32], &session_and_suite].concat()
}

impl Server {
    /// With a certificate for `name` until the end of `last_year`, by `authority` or by itself.
    fn with(name: &str, last_year: i32, authority: Option<&Authority>) -> Self {
        let mut parameters = CertificateParams::new([name.to_owned()]).expect("a name");
        parameters.not_before = date_time_ymd(2020, 1, 1);
        parameters.not_after = date_time_ymd(last_year, 12, 31);
        let key = KeyPair::generate().expect("a key");
        let certificate = match authority {
            Some(authority) => parameters.signed_by(&key, authority),
            None => parameters.self_signed(&key),
        };
        let certificate = certificate.expect("a certificate").der().clone();
        Self::Presenting(Arc::new(presenting(certificate, &key)))
    }

    /// Serves, and counts who was satisfied with who it is. Gives back where.
    async fn serve(self, satisfied: Arc<AtomicU32>) -> String {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if self.handshake(stream).await.is_ok() {
                    satisfied.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        format!("https://localhost:{port}")
    }

    async fn handshake(&self, mut stream: TcpStream) -> std::io::Result<()> {
        match self {
            Self::Presenting(config) => {
                let acceptor = TlsAcceptor::from(Arc::clone(config));
                acceptor.accept(stream).await.map(drop)
            }
            Self::Outdated => {
                let _ = stream.read(&mut [0; 4096]).await?;
                stream.write_all(&outdated_hello()).await?;
                // An alert, or the next message of somebody who goes on.
                let mut record = [0; 5];
                stream.read_exact(&mut record).await?;
                assert_eq!(record[0], 0x15, "an alert");
                Err(std::io::ErrorKind::ConnectionAborted.into())
            }
        }
    }
}

fn presenting(certificate: CertificateDer<'static>, key: &KeyPair) -> ServerConfig {
    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], private)
        .expect("a configuration")
}

/// What the log says of a look-up at a server, on a machine that trusts the authorities of a file; and
/// how often the server was taken for Okta.
async fn look_up_at(server: Server, authorities: String) -> (String, u32) {
    let satisfied = Arc::new(AtomicU32::new(0));
    let installation = Installation::start(Plan {
        okta_url: server.serve(Arc::clone(&satisfied)).await,
        environment: vec![("SSL_CERT_FILE", authorities)],
        ..Plan::default()
    })
    .await;
    installation.browser().identify(ALICE).await;
    let patience = Patience::of(60, "a look-up that failed");
    loop {
        let log = installation.log();
        if let Some(line) = log.lines().find(|line| line.contains("job failed")) {
            return (line.to_owned(), satisfied.load(Ordering::SeqCst));
        }
        patience.look_again().await;
    }
}

const EXPIRED: &str = "certificate has expired";
const WRONG_NAME: &str = "certificate is for another name";
const UNTRUSTED: &str = "self-signed or from an authority this machine does not trust";
const OUTDATED: &str = "neither TLS 1.2 nor TLS 1.3";

#[tokio::test]
async fn f24_whoever_cannot_prove_to_be_okta_gets_no_request_and_the_log_says_why() {
    let (ours, strange) = (authority("Ours"), authority("Strange"));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("authorities.pem");
    fs::write(&file, ours.pem()).expect("written");
    let servers = [
        ("", Server::with("localhost", 2099, Some(&ours))),
        (EXPIRED, Server::with("localhost", 2021, Some(&ours))),
        (
            WRONG_NAME,
            Server::with("okta.example.com", 2099, Some(&ours)),
        ),
        (UNTRUSTED, Server::with("localhost", 2099, None)),
        (UNTRUSTED, Server::with("localhost", 2099, Some(&strange))),
        (OUTDATED, Server::Outdated),
    ];
    let mut portals = JoinSet::new();
    for (reason, server) in servers {
        let looking_up = look_up_at(server, file.display().to_string());
        portals.spawn(async move { (reason, looking_up.await) });
    }
    for (expected, (said, satisfied)) in portals.join_all().await {
        for reason in [EXPIRED, WRONG_NAME, UNTRUSTED, OUTDATED] {
            assert_eq!(
                said.contains(reason),
                reason == expected,
                "{reason:?}: {said}"
            );
        }
        assert_eq!(satisfied > 0, expected.is_empty(), "{said}");
    }
}
