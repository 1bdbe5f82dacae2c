//! Messages of the summary part.

/// See the module.
#[derive(Debug)]
pub struct Summary {}

/// English.
pub const EN: Summary = Summary {};

/// Swedish.
pub const SV: Summary = Summary {};
