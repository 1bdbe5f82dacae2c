//! Request identifiers.

use js_sys::{Date, Math};

/// Returns a new idempotency key: unlikely to repeat, but not secret.
pub fn request_id() -> String {
    let part = || Math::random().to_bits() & 0x000f_ffff_ffff_ffff;
    format!("{:x}-{:013x}-{:013x}", Date::now().to_bits() >> 12, part(), part())
}
