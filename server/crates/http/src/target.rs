use crate::NotSent;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Whether the client would call this URL, as far as the URL alone tells: https, no user name, no private
/// address. Where a name leads is checked when it is resolved.
#[must_use]
pub fn is_allowed_target(url: &Url, allow_private: bool) -> bool {
    check(url, allow_private).is_ok()
}

/// Checks what can be told from the URL alone. Names are checked when they are resolved.
pub(crate) fn check(url: &Url, allow_private: bool) -> Result<(), NotSent> {
    let scheme_is_allowed = url.scheme() == "https" || (allow_private && url.scheme() == "http");
    let has_user = !url.username().is_empty() || url.password().is_some();
    let address_is_allowed = match url.host() {
        None => false,
        Some(Host::Domain(name)) => !name.is_empty(),
        Some(Host::Ipv4(address)) => allow_private || is_public(address.into()),
        Some(Host::Ipv6(address)) => allow_private || is_public(address.into()),
    };
    if scheme_is_allowed && !has_user && address_is_allowed {
        Ok(())
    } else {
        Err(NotSent::RefusedTarget)
    }
}

/// Whether an address lies in the public internet. Blocks come from the IANA special-purpose
/// registries; addresses that carry an IPv4 address inside are judged by it or refused.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    // "This network", shared address space (also a cloud's metadata), protocol assignments, 6to4
    // relays, benchmarking, reserved.
    let special = matches!(
        (a, b, c),
        (0 | 240.., ..) | (100, 64..=127, _) | (192, 0, 0) | (192, 88, 99) | (198, 18..=19, _)
    );
    // Azure's host service answers on a public address.
    let azure_host = address == Ipv4Addr::new(168, 63, 129, 16);
    !(special
        || azure_host
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // NAT64 with the well-known prefix: the IPv4 address decides.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // Teredo and the other protocol blocks, documentation, 6to4.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only 2000::/3 is handed out as global unicast; loopback, IPv4-mapped, unique local,
        // link-local and multicast all lie outside.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFUSED: [&str; 44] = [
        "http://acme.example.com/",
        "ftp://acme.example.com/",
        "file:///etc/passwd",
        "https://user@acme.example.com/",
        "https://user:secret@acme.example.com/",
        "https://:secret@acme.example.com/",
        "https://0.0.0.0/",
        "https://0/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.8.9.10:8443/",
        "https://10.0.0.1/",
        "https://10.255.255.255/",
        "https://172.16.0.1/",
        "https://172.31.255.255/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/",
        "https://100.100.100.200/",
        "https://168.63.129.16/",
        "https://192.0.0.192/",
        "https://192.0.2.1/",
        "https://198.18.0.1/",
        "https://224.0.0.1/",
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://[::]/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:8.8.8.8]/",
        "https://[::ffff:a9fe:a9fe]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::10.0.0.1]/",
        "https://[64:ff9b:1::1]/",
        "https://[fe80::1]/",
        "https://[fd00:ec2::254]/",
        "https://[ff02::1]/",
        "https://[2002:7f00:1::]/",
        "https://[2001::1]/",
    ];

    #[test]
    fn urls_that_lead_inside_are_refused() {
        for text in REFUSED {
            let url: Url = text.parse().expect(text);
            assert_eq!(check(&url, false), Err(NotSent::RefusedTarget), "{text}");
        }
    }

    #[test]
    fn public_targets_pass() {
        for text in [
            "https://acme.example.com/api/v1",
            "https://8.8.8.8/",
            "https://172.32.0.1/",
            "https://168.63.129.17/",
            "https://[2606:4700::1111]/",
            "https://[64:ff9b::8.8.8.8]/",
        ] {
            let url: Url = text.parse().expect(text);
            assert_eq!(check(&url, false), Ok(()), "{text}");
        }
    }

    #[test]
    fn the_permission_opens_private_addresses_but_no_other_scheme_and_no_user_name() {
        for (text, allowed) in [
            ("http://127.0.0.1:8080/", true),
            ("https://10.0.0.1/", true),
            ("ftp://10.0.0.1/", false),
            ("http://user@10.0.0.1/", false),
        ] {
            let url: Url = text.parse().expect(text);
            assert_eq!(check(&url, true).is_ok(), allowed, "{text}");
        }
    }
}
