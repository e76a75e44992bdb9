//! Whose word is taken for who is calling. A reverse proxy in front names its caller in
//! `X-Forwarded-For`, but anybody can write that header, so it counts from configured addresses only.

use app::AppResult;
use domain::FieldError;
use std::net::IpAddr;

/// Addresses and networks: `127.0.0.1, 10.0.0.0/8, 2001:db8::/32`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<(IpAddr, u32)>);

impl TrustedProxies {
    pub fn parse(text: &str) -> AppResult<Self> {
        let entries = text.split(',').map(str::trim).filter(|e| !e.is_empty());
        let networks = entries.map(|entry| {
            network(entry).ok_or_else(|| {
                let why = format!("“{entry}” is no address or network, such as 10.0.0.0/8");
                FieldError::new("trusted_proxies", "network", why).into()
            })
        });
        networks.collect::<AppResult<_>>().map(Self)
    }

    /// The caller behind the proxies that are trusted: the last entry that none of them wrote for
    /// another of them. What stands further left is hearsay.
    pub fn caller<'a>(
        &self,
        peer: IpAddr,
        forwarded: impl DoubleEndedIterator<Item = &'a str>,
    ) -> IpAddr {
        let mut caller = peer.to_canonical();
        for entry in forwarded.flat_map(|line| line.split(',')).rev() {
            if !self.trusts(caller) {
                break;
            }
            match entry.trim().parse::<IpAddr>() {
                Ok(next) => caller = next.to_canonical(),
                Err(_) => break,
            }
        }
        caller
    }

    fn trusts(&self, address: IpAddr) -> bool {
        let is_within = |(network, bits): &(IpAddr, u32)| match (network, address) {
            (IpAddr::V4(n), IpAddr::V4(a)) => same_start(n.to_bits(), a.to_bits(), 32 - bits),
            (IpAddr::V6(n), IpAddr::V6(a)) => same_start_v6(n.to_bits(), a.to_bits(), 128 - bits),
            _ => false,
        };
        self.0.iter().any(is_within)
    }
}

/// Equal but for the last `rest` bits.
fn same_start(one: u32, other: u32, rest: u32) -> bool {
    (one ^ other).checked_shr(rest).unwrap_or(0) == 0
}

fn same_start_v6(one: u128, other: u128, rest: u32) -> bool {
    (one ^ other).checked_shr(rest).unwrap_or(0) == 0
}

fn network(text: &str) -> Option<(IpAddr, u32)> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits.parse::<u32>().ok()?)),
        None => (text, None),
    };
    let address: IpAddr = address.parse().ok()?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    let bits = bits.unwrap_or(most);
    (bits <= most).then_some((address, bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(trusted: &str, peer: &str, forwarded: &[&str]) -> String {
        let trusted = TrustedProxies::parse(trusted).expect("valid");
        let peer = peer.parse().expect("an address");
        trusted.caller(peer, forwarded.iter().copied()).to_string()
    }

    #[test]
    fn nobody_is_believed_who_is_not_trusted() {
        assert_eq!(caller("", "192.0.2.1", &["10.0.0.9"]), "192.0.2.1");
        assert_eq!(
            caller("10.0.0.0/8", "192.0.2.1", &["10.0.0.9"]),
            "192.0.2.1"
        );
    }

    #[test]
    fn a_trusted_proxy_names_its_caller_and_the_callers_own_claim_does_not_count() {
        let told = ["203.0.113.7, 192.0.2.1", "10.0.0.2"];
        assert_eq!(caller("10.0.0.0/8", "10.0.0.1", &told), "192.0.2.1");
        assert_eq!(caller("10.0.0.0/8", "::ffff:10.0.0.1", &told), "192.0.2.1");
        assert_eq!(
            caller("2001:db8::/32", "2001:db8::1", &["192.0.2.1"]),
            "192.0.2.1"
        );
        assert_eq!(caller("127.0.0.1", "127.0.0.1", &[]), "127.0.0.1");
        assert_eq!(caller("127.0.0.1", "127.0.0.1", &["unknown"]), "127.0.0.1");
        assert_eq!(
            caller("0.0.0.0/0", "192.0.2.1", &["192.0.2.2"]),
            "192.0.2.2"
        );
    }

    #[test]
    fn what_is_no_network_is_named() {
        for text in ["example.com", "10.0.0.0/33", "10.0.0.0/x"] {
            assert!(TrustedProxies::parse(text).is_err(), "{text}");
        }
    }
}
