//! Cookies: the session id, and the state of an OpenID Connect attempt.

use axum::http::{HeaderMap, header};
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rand::Rng;
use sha2::{Digest, Sha256};
use time::Duration;

use crate::hex;

/// The purpose of a cookie.
#[derive(Clone, Copy)]
pub enum CookieName {
    Session,
    OidcAttempt,
}

impl CookieName {
    /// Returns the name. Over HTTPS the prefix makes browsers reject cookies set by other hosts or plain connections.
    pub const fn as_str(self, https: bool) -> &'static str {
        match (self, https) {
            (Self::Session, false) => "mci_session",
            (Self::Session, true) => "__Host-mci_session",
            (Self::OidcAttempt, false) => "mci_oidc",
            (Self::OidcAttempt, true) => "__Host-mci_oidc",
        }
    }

    /// Creates a cookie. `SameSite=Lax`, because the redirect back from an identity provider is cross-site.
    pub fn cookie(self, value: String, seconds: i64, https: bool) -> Cookie<'static> {
        let cookie = Cookie::build((self.as_str(https), value)).path("/").max_age(Duration::seconds(seconds));
        cookie.http_only(true).same_site(SameSite::Lax).secure(https).build()
    }

    /// Creates a cookie that removes this one.
    pub fn removal(self, https: bool) -> Cookie<'static> {
        self.cookie(String::new(), 0, https)
    }
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

/// Returns the session id of a request. Rejects duplicate cookies: an attacker may have set one of them.
pub fn session_id(headers: &HeaderMap, https: bool) -> Option<String> {
    let name = CookieName::Session.as_str(https);
    let headers = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut found = headers.flat_map(Cookie::split_parse).flatten().filter(|cookie| cookie.name() == name);
    let cookie = found.next()?;
    found.next().is_none().then(|| cookie.value().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn reads_one_session_cookie() {
        for (values, expected) in [
            (&["mci_session=a"][..], Some("a")),
            (&["x=y; mci_session=a; mci_session_=b"], Some("a")),
            (&["x=y", "mci_session=a"], Some("a")),
            (&["x=1,mci_session=a"], None),
            (&["mci_session=a; mci_session=b"], None),
            (&["mci_session=a", "mci_session=a"], None),
            (&["__Host-mci_session=a"], None),
            (&["mci_session"], None),
            (&[], None),
        ] {
            let pairs = values.iter().map(|value| (header::COOKIE, HeaderValue::from_static(value)));
            let headers: HeaderMap = pairs.fold(HeaderMap::new(), |mut map, (name, value)| {
                map.append(name, value);
                map
            });
            assert_eq!(session_id(&headers, false).as_deref(), expected, "{values:?}");
        }
    }
}
