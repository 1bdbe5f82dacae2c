//! Messages of the demo part.

/// See the module.
#[derive(Debug)]
pub struct Demo {}

/// English.
pub const EN: Demo = Demo {};

/// Swedish.
pub const SV: Demo = Demo {};
