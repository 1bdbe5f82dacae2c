//! Texts that nobody else makes.

use js_sys::{Date, Math};

/// A text that names something of this page for a backend. Unlikely to be made twice, but no secret.
pub fn unique() -> String {
    let part = || Math::random().to_bits() & 0x000f_ffff_ffff_ffff;
    format!("{:x}-{:013x}-{:013x}", Date::now().to_bits() >> 12, part(), part())
}
