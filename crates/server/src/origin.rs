//! Origins: scheme, host and port, compared as browsers compare them (RFC 6454).

use std::fmt;

use axum::http::Uri;
use axum::http::uri::Authority;

/// An origin. Two are equal if scheme, host and port are, whether a default port is written or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    https: bool,
    /// In lower case; an IPv6 address in brackets.
    host: String,
    port: u16,
}

impl Origin {
    /// Parses an origin such as `https://example.com:8443`. Anything after the port makes it invalid.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        Self::of_host(https, rest)
    }

    /// Parses a `Host` header: a host, and a port unless it is the default one.
    pub fn of_host(https: bool, host: &str) -> Option<Self> {
        let authority: Authority = host.parse().ok()?;
        let name = authority.host();
        // The rest of the authority must be a port: `http` also accepts user names, and ports that are no numbers.
        let rest = authority.as_str().strip_prefix(name)?;
        let default = default_port(https);
        let port = if rest.is_empty() { default } else { rest.strip_prefix(':')?.parse().ok()? };
        (!name.is_empty()).then(|| Self { https, host: name.to_ascii_lowercase(), port })
    }

    /// Returns whether the authority of a request target, if it has one, is this origin's.
    pub fn is_target(&self, target: &Uri) -> bool {
        let other = target.authority().map(|authority| Self::of_host(self.https, authority.as_str()));
        other.is_none_or(|other| other.as_ref() == Some(self))
    }

    pub const fn is_https(&self) -> bool {
        self.https
    }

    /// Returns the port, unless it is the default one of the scheme.
    pub fn explicit_port(&self) -> Option<u16> {
        (self.port != default_port(self.https)).then_some(self.port)
    }

    /// Returns whether the host is this machine itself.
    pub fn is_loopback(&self) -> bool {
        let address = self.host.trim_start_matches('[').trim_end_matches(']');
        let is_loopback = address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback());
        is_loopback || self.host == "localhost" || self.host.ends_with(".localhost")
    }
}

const fn default_port(https: bool) -> u16 {
    if https { 443 } else { 80 }
}

impl fmt::Display for Origin {
    /// Writes the origin as browsers do: without a default port.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.https { "https" } else { "http" };
        write!(formatter, "{scheme}://{}", self.host)?;
        self.explicit_port().map_or(Ok(()), |port| write!(formatter, ":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_scheme_host_and_port() {
        for (text, expected) in [
            ("https://Example.com", Some("https://example.com")),
            ("https://example.com:443", Some("https://example.com")),
            ("http://example.com:443", Some("http://example.com:443")),
            ("HTTP://[::1]:8080", Some("http://[::1]:8080")),
            ("https://example.com/", None),
            ("https://example.com?x", None),
            ("https://user@example.com", None),
            ("https://example.com:", None),
            ("https://example.com:x", None),
            ("https://example.com:99999", None),
            ("https://:443", None),
            ("https://", None),
            ("https://a b", None),
            ("ftp://example.com", None),
            ("example.com", None),
            ("null", None),
            ("", None),
        ] {
            assert_eq!(Origin::parse(text).map(|origin| origin.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn knows_loopback_addresses() {
        for host in ["localhost", "app.localhost:1", "127.0.0.1", "127.8.8.8:80", "[::1]:80"] {
            assert!(Origin::of_host(false, host).is_some_and(|origin| origin.is_loopback()), "{host}");
        }
        for host in ["example.com", "10.0.0.1", "127.0.0.1.example.com", "notlocalhost", "[::]"] {
            assert!(Origin::of_host(false, host).is_some_and(|origin| !origin.is_loopback()), "{host}");
        }
    }
}
