//! Messages of the location part.

/// See the module.
#[derive(Debug)]
pub struct Location {}

/// English.
pub const EN: Location = Location {};

/// Swedish.
pub const SV: Location = Location {};
