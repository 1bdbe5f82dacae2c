//! The client of a request, as limits count it: by address and by network.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::HeaderValue;

/// A network that limits count as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Network {
    /// One IPv4 address.
    V4(Ipv4Addr),
    /// An IPv6 network of 64 bits: one host has all of its addresses.
    V6Subnet(u64),
    /// An IPv6 network of 48 bits: one customer of a provider has all of its networks.
    V6Site(u64),
}

/// The client of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// The address, as it is logged.
    pub ip: IpAddr,
    /// The narrowest network that is counted.
    pub host: Network,
    /// The widest network that is counted; that of `host` for IPv4.
    pub site: Network,
}

impl Client {
    /// Creates the client of an address. An IPv4 address mapped to IPv6 counts as IPv4.
    pub const fn new(ip: IpAddr) -> Self {
        let ip = ip.to_canonical();
        let (host, site) = match ip {
            IpAddr::V4(address) => (Network::V4(address), Network::V4(address)),
            IpAddr::V6(address) => {
                let bits = address.to_bits();
                (Network::V6Subnet(upper(bits, 64)), Network::V6Site(upper(bits, 48)))
            }
        };
        Self { ip, host, site }
    }

    /// Returns the networks that are counted, without repetition.
    pub fn networks(self) -> impl Iterator<Item = Network> {
        [Some(self.host), (self.site != self.host).then_some(self.site)].into_iter().flatten()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "at most 64 bits remain")]
const fn upper(address: u128, bits: u32) -> u64 {
    (address >> (128 - bits)) as u64
}

/// Parses the last address of `X-Forwarded-For`, which the nearest proxy has added: `ip`, `ip:port`, `[ip]` or
/// `[ip]:port`, optionally in quotes. Returns `None` for anything else.
pub fn forwarded(header: &HeaderValue) -> Option<IpAddr> {
    let last = header.to_str().ok()?.rsplit(',').next()?.trim_matches([' ', '\t']);
    let last = match last.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"')?,
        None => last,
    };
    if let Some(rest) = last.strip_prefix('[') {
        let (ip, port) = rest.split_once(']')?;
        let is_valid = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return is_valid.then_some(IpAddr::V6(ip.parse().ok()?));
    }
    if let Some((ip, port)) = last.split_once(':')
        && let Ok(ip) = ip.parse()
    {
        return is_port(port).then_some(IpAddr::V4(ip));
    }
    last.parse().ok()
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_ipv6_by_network() {
        let client = |ip: &str| Client::new(ip.parse().unwrap());
        let own = client("2001:db8:1:2::1");
        assert_eq!(own.host, client("2001:db8:1:2:ffff::9").host);
        assert_ne!(own.host, client("2001:db8:1:3::1").host);
        assert_eq!(own.site, client("2001:db8:1:3::1").site);
        assert_ne!(own.site, client("2001:db8:2:2::1").site);
        assert_eq!(own.networks().count(), 2);
        assert_eq!(client("::ffff:192.0.2.1"), client("192.0.2.1"));
        assert_ne!(client("192.0.2.1").host, client("192.0.2.2").host);
        assert_eq!(client("192.0.2.1").networks().count(), 1);
    }

    #[test]
    fn parses_forwarded_addresses_strictly() {
        for (header, expected) in [
            ("192.0.2.1", Some("192.0.2.1")),
            ("192.0.2.1:4711", Some("192.0.2.1")),
            ("198.51.100.7, 192.0.2.1", Some("192.0.2.1")),
            ("198.51.100.7,\t192.0.2.1:80 ", Some("192.0.2.1")),
            ("\"192.0.2.1:80\"", Some("192.0.2.1")),
            ("2001:db8::1", Some("2001:db8::1")),
            ("[2001:db8::1]", Some("2001:db8::1")),
            ("[2001:db8::1]:4711", Some("2001:db8::1")),
            ("\"[2001:db8::1]:4711\"", Some("2001:db8::1")),
            ("", None),
            ("192.0.2.1, ", None),
            ("unknown", None),
            ("192.0.2.1, unknown", None),
            ("192.0.2.1:", None),
            ("192.0.2.1:+80", None),
            ("192.0.2.1:99999", None),
            ("192.0.2.1:80:80", None),
            ("192.0.2.01", None),
            ("[192.0.2.1]:80", None),
            ("[2001:db8::1]4711", None),
            ("[2001:db8::1", None),
            ("fe80::1%eth0", None),
            ("\"192.0.2.1", None),
            ("for=192.0.2.1", None),
        ] {
            let parsed = forwarded(&HeaderValue::from_str(header).unwrap());
            assert_eq!(parsed, expected.map(|ip| ip.parse().unwrap()), "{header:?}");
        }
    }
}
