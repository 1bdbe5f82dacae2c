//! Keys, as `WebDriver` names them.

/// Escape.
pub const ESCAPE: &str = "\u{e00c}";
/// Tab.
pub const TAB: &str = "\u{e004}";
/// Enter.
pub const ENTER: &str = "\u{e007}";
/// Arrow to the left.
pub const LEFT: &str = "\u{e012}";
/// Arrow up.
pub const UP: &str = "\u{e013}";
/// Arrow to the right.
pub const RIGHT: &str = "\u{e014}";
/// Arrow down.
pub const DOWN: &str = "\u{e015}";
/// To the beginning.
pub const HOME: &str = "\u{e011}";
/// To the end.
pub const END: &str = "\u{e010}";
