//! Where the portal listens, and what stands in front of it.

use super::problem::Problems;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use toml::Spanned;

pub(super) fn proxies(texts: &[Spanned<String>], problems: &mut Problems<'_>) -> Vec<IpNet> {
    let mut proxies = Vec::new();
    for text in texts {
        let address = text.get_ref().parse::<IpAddr>().map(IpNet::from);
        match address.or_else(|_| text.get_ref().parse()) {
            Ok(proxy) => proxies.push(proxy),
            Err(_) => problems.add(
                text.span(),
                format_args!(
                    "trusted_proxies: {:?} is neither an address nor a network such as 10.0.0.0/8",
                    text.get_ref()
                ),
            ),
        }
    }
    proxies
}

/// Where people's browsers, or the proxy before them, connect. Passwords arrive here, so without TLS
/// of our own whoever connects must be this machine or a named proxy.
pub(super) fn public(
    text: &Spanned<String>,
    has_tls_or_proxy: bool,
    problems: &mut Problems<'_>,
) -> Option<SocketAddr> {
    let address: SocketAddr = problems.parse(
        "listen",
        text,
        "use an address and a port such as 127.0.0.1:8080",
    )?;
    if address.ip().is_loopback() || has_tls_or_proxy {
        return Some(address);
    }
    let advice = "listen on a loopback address, name a certificate in [tls], or name the proxy that holds the TLS certificate in trusted_proxies";
    problems.add(
        text.span(),
        format_args!("listen = {:?}: {advice}", text.get_ref()),
    );
    None
}

/// Where monitoring reads the metrics; `None` when that is switched off, or wrong.
pub(super) fn metrics(
    text: Option<&Spanned<String>>,
    public: Option<SocketAddr>,
    problems: &mut Problems<'_>,
) -> Option<SocketAddr> {
    let text = text?;
    let expected = "use an address and a port such as 127.0.0.1:9090";
    let address: SocketAddr = problems.parse("metrics_listen", text, expected)?;
    if Some(address) == public {
        problems.add(
            text.span(),
            "metrics_listen: the portal itself listens there; metrics are never served to its visitors",
        );
    }
    Some(address)
}
