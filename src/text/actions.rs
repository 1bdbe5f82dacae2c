//! Messages of the actions part.

/// See the module.
#[derive(Debug)]
pub struct Actions {}

/// English.
pub const EN: Actions = Actions {};

/// Swedish.
pub const SV: Actions = Actions {};
