//! The cookie that names a session.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rand::RngCore;
use sha2::{Digest, Sha256};

use crate::http::headers;
use crate::store::hex;

/// A new id of 256 random bits.
pub fn new_id() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// What the database knows of an id.
pub fn hash(id: &str) -> String {
    hex(&Sha256::digest(id))
}

/// Over HTTPS the browser makes sure that no other host and no plain connection has set it.
const fn name(https: bool) -> &'static str {
    if https { "__Host-mci_session" } else { "mci_session" }
}

/// The id that a request brings.
pub fn read(headers: &HeaderMap, https: bool) -> Option<String> {
    read_named(headers, name(https))
}

/// The value of a cookie.
pub fn read_named(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers::text(headers, &header::COOKIE)?;
    let pairs = all.split([';', ',']).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(own, _)| *own == name).map(|(_, value)| value.to_owned())
}

/// Sets the cookie for as long as the browser runs, at most `seconds`.
pub fn set(id: &str, seconds: i64, https: bool) -> Option<HeaderValue> {
    set_named(name(https), id, seconds, https)
}

/// Takes the cookie away.
pub fn clear(https: bool) -> Option<HeaderValue> {
    set_named(name(https), "", 0, https)
}

/// Sets any cookie of this server.
pub fn set_named(name: &str, value: &str, seconds: i64, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).ok()
}
