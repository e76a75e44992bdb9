//! Which addresses a tenant's server may have. A customer types the host, so without this the
//! portal would knock at doors of its own network for him.
//!
//! Names are resolved here and the connection goes to the address that was looked at: a name that
//! resolves differently a moment later changes nothing.

use app::ports::{MailError, MailErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses only.
    #[default]
    Public,
    /// Also this machine and its network: for a portal on a developer's machine.
    Everywhere,
}

impl Reach {
    pub async fn resolve(self, host: &str, port: u16) -> Result<Vec<SocketAddr>, MailError> {
        let unreachable = |detail: String| MailError {
            kind: MailErrorKind::Unreachable,
            detail,
        };
        let found = tokio::net::lookup_host((host, port)).await;
        let found = found.map_err(|_| unreachable(format!("there is no host {host}")))?;
        let mut addresses: Vec<SocketAddr> = found.collect();
        if self == Self::Public {
            addresses.retain(|a| is_public(a.ip()));
        }
        if addresses.is_empty() {
            return Err(unreachable(format!("{host} has no public address")));
        }
        Ok(addresses)
    }
}

fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b));
    !is_special
}

/// Only what is handed out as global, less what wraps an IPv4 address or is kept for documents.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let is_global = (0x2000..0x4000).contains(&a);
    let is_special = (a == 0x2001 && (b < 0x200 || b == 0xdb8)) || a == 0x2002 || a == 0x3fff;
    is_global && !is_special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        for inner in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fd00::1",
            "64:ff9b::a00:1",
            "2001::1",
            "2001:db8::1",
            "2002:a00:1::",
        ] {
            assert!(!is_public(inner.parse().expect("an address")), "{inner}");
        }
        for outer in ["9.9.9.9", "172.32.0.1", "2620:fe::fe", "2a00:1450::1"] {
            assert!(is_public(outer.parse().expect("an address")), "{outer}");
        }
    }

    #[tokio::test]
    async fn an_inner_host_is_refused_unless_everything_may_be_reached() {
        let inner = Reach::Public.resolve("127.0.0.1", 25).await;
        assert_eq!(inner.expect_err("refused").kind, MailErrorKind::Unreachable);
        let found = Reach::Everywhere.resolve("127.0.0.1", 25).await;
        assert_eq!(found.expect("reached").len(), 1);
    }
}
