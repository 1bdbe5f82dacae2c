//! Cookies: the session id, and the state of an OpenID Connect attempt.

use std::borrow::Cow;

use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rand::Rng;
use sha2::{Digest, Sha256};
use time::Duration;

use crate::hex;
use crate::origin::Origin;

/// The purpose of a cookie.
#[derive(Clone, Copy)]
pub enum CookieName {
    Session,
    OidcAttempt,
}

impl CookieName {
    /// Returns the name at an origin. Over HTTPS the prefix makes browsers reject cookies set by other hosts or plain
    /// connections. Cookies do not depend on the port: it is part of the name, so that two servers of one host do not
    /// overwrite each other's.
    pub fn at(self, origin: &Origin) -> Cow<'static, str> {
        let name = match (self, origin.is_https()) {
            (Self::Session, false) => "mci_session",
            (Self::Session, true) => "__Host-mci_session",
            (Self::OidcAttempt, false) => "mci_oidc",
            (Self::OidcAttempt, true) => "__Host-mci_oidc",
        };
        origin.explicit_port().map_or(name.into(), |port| format!("{name}_{port}").into())
    }

    /// Creates a cookie.
    pub fn cookie(self, value: String, seconds: i64, origin: &Origin) -> Cookie<'static> {
        cookie(self.at(origin), value, seconds, origin)
    }

    /// Creates a cookie that removes this one.
    pub fn removal(self, origin: &Origin) -> Cookie<'static> {
        self.cookie(String::new(), 0, origin)
    }

    /// Returns the value in a request, see [`read`].
    pub fn read(self, headers: &HeaderMap, origin: &Origin) -> Option<String> {
        read(headers, &self.at(origin))
    }
}

/// Creates a cookie that the whole site receives. `SameSite=Lax`, because the redirect back from an identity provider
/// is cross-site.
pub fn cookie(name: Cow<'static, str>, value: String, seconds: i64, origin: &Origin) -> Cookie<'static> {
    let cookie = Cookie::build((name, value)).path("/").max_age(Duration::seconds(seconds));
    cookie.http_only(true).same_site(SameSite::Lax).secure(origin.is_https()).build()
}

/// Returns the value of a cookie in a request. Rejects duplicates: an attacker may have set one of them.
///
/// `Cookie` headers are split at `;` only, and names are compared as they are: an encoded name such as
/// `%5F%5FHost-mci_session` does not have the prefix that browsers check.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let mut values = pairs(headers).filter_map(|pair| {
        // A browser sends the name alone for a cookie without a name: it counts as a duplicate too.
        let value = pair.strip_prefix(name.as_bytes())?.trim_ascii_start();
        if value.is_empty() { Some(value) } else { value.strip_prefix(b"=") }
    });
    let value = values.next()?;
    if values.next().is_some() {
        return None;
    }
    String::from_utf8(value.trim_ascii().to_vec()).ok()
}

/// Returns the names of the cookies in a request that begin like this, and their values.
pub fn starting_with(headers: &HeaderMap, base: &str) -> impl Iterator<Item = (String, String)> {
    let pairs = pairs(headers).filter_map(|pair| std::str::from_utf8(pair).ok()?.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.trim_ascii().to_owned(), value.trim_ascii().to_owned()));
    pairs.filter(move |(name, _)| name.starts_with(base))
}

fn pairs(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let lines = headers.get_all(header::COOKIE).iter();
    lines.flat_map(|line| line.as_bytes().split(|byte| *byte == b';')).map(<[u8]>::trim_ascii)
}

/// Returns a session id of 256 random bits.
pub fn new_session_id() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Returns the hash under which a session is stored.
pub fn hash_session_id(id: &str) -> String {
    hex::encode(&Sha256::digest(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn read(origin: &str, values: &[&'static [u8]]) -> Option<String> {
        let headers = values.iter().fold(HeaderMap::new(), |mut headers, value| {
            headers.append(header::COOKIE, HeaderValue::from_bytes(value).unwrap());
            headers
        });
        CookieName::Session.read(&headers, &Origin::parse(origin).unwrap())
    }

    #[test]
    fn reads_one_session_cookie() {
        for (values, expected) in [
            (&[&b"mci_session=a"[..]][..], Some("a")),
            (&[b"x=y; mci_session=a; mci_session_=b"], Some("a")),
            (&[b"x=y;mci_session=a;"], Some("a")),
            (&[b"x=y", b"mci_session=a"], Some("a")),
            (&[b"x=\xe4; mci_session=a"], Some("a")),
            (&[b"x=1,mci_session=a"], None),
            (&[b"mci_session=a,mci_session=b"], Some("a,mci_session=b")),
            (&[b"mci_session=a; mci_session=b"], None),
            (&[b"mci_session=a", b"mci_session=a"], None),
            (&[b"mci_session=a; mci_session"], None),
            (&[b"mci_session=a; x=\xe4", b"mci_session=\xe4"], None),
            (&[b"mci%5Fsession=a"], None),
            (&[b"MCI_SESSION=a"], None),
            (&[b"mci_session=%61"], Some("%61")),
            (&[b"__Host-mci_session=a"], None),
            (&[b"mci_session_8080=a"], None),
            (&[b"mci_session"], Some("")),
            (&[], None),
        ] {
            assert_eq!(read("http://h", values).as_deref(), expected, "{values:?}");
        }
    }

    #[test]
    fn names_depend_on_scheme_and_port() {
        let all: &[&[u8]] = &[b"mci_session=a; __Host-mci_session=b; mci_session_8080=c; __Host-mci_session_8443=d"];
        for (origin, expected) in
            [("http://h", "a"), ("https://h:443", "b"), ("http://h:8080", "c"), ("https://h:8443", "d")]
        {
            assert_eq!(read(origin, all).as_deref(), Some(expected), "{origin}");
        }
        assert_eq!(read("http://h:8081", all), None);
    }
}
