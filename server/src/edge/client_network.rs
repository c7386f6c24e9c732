//! Finds out which network a request comes from, for limits and the audit trail.

use crate::http::PeerAddress;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use ipnet::IpNet;
use latchkey_domain::Network;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Proxies whose word is believed.
pub(crate) type TrustedProxies = Arc<[IpNet]>;

/// Adds the client's [`Network`] to the request.
pub(crate) async fn layer(
    State(proxies): State<TrustedProxies>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(PeerAddress(peer)) = request.extensions().get().copied() else {
        tracing::error!("a request reached the router past the accept loop");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let client = client_address(peer.ip(), request.headers(), &proxies);
    request.extensions_mut().insert(Network::from(client));
    next.run(request).await
}

/// The address nearest to us that is not one of our proxies. Each proxy adds the address it sees at
/// the right of `X-Forwarded-For`, so what stands further left may be anybody's invention.
fn client_address(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let ours = |address: IpAddr| {
        proxies
            .iter()
            .any(|proxy| proxy.contains(&address.to_canonical()))
    };
    let mut client = peer;
    let mut hops = headers
        .get_all("x-forwarded-for")
        .iter()
        .rev()
        .flat_map(|line| {
            line.to_str()
                .unwrap_or("?")
                .rsplit(',')
                .map(str::trim)
                .collect::<Vec<_>>()
        });
    while ours(client) {
        // Something unreadable ends the walk: the last hop that is certain counts.
        let Some(hop) = hops.next().and_then(hop_address) else {
            break;
        };
        client = hop;
    }
    client
}

/// An address, in brackets or with a port as some proxies write it.
fn hop_address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .unwrap_or(text);
    bare.parse()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client(peer: &str, forwarded: &[&'static str]) -> String {
        let proxies: Vec<IpNet> = vec![
            "10.0.0.0/8".parse().unwrap(),
            "2001:db8::/32".parse().unwrap(),
        ];
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(line));
        }
        client_address(peer.parse().unwrap(), &headers, &proxies).to_string()
    }

    #[test]
    fn item_7_a_stranger_cannot_say_who_the_client_is() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"]), "203.0.113.9");
    }

    #[test]
    fn item_7_the_rightmost_hop_that_is_no_proxy_counts() {
        assert_eq!(
            client("10.0.0.1", &["198.51.100.1, 203.0.113.9, 10.0.0.2"]),
            "203.0.113.9"
        );
        assert_eq!(
            client("10.0.0.1", &["198.51.100.1", "203.0.113.9"]),
            "203.0.113.9"
        );
        assert_eq!(client("::ffff:10.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &["203.0.113.9:4711"]), "203.0.113.9");
        assert_eq!(client("2001:db8::1", &["[2001:dead::1]"]), "2001:dead::1");
    }

    #[test]
    fn item_7_what_cannot_be_read_is_not_believed() {
        assert_eq!(client("10.0.0.1", &["198.51.100.1, unknown"]), "10.0.0.1");
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(
            client("10.0.0.1", &["198.51.100.1, unknown, 10.0.0.2"]),
            "10.0.0.2"
        );
    }
}
