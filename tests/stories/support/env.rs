//! The environment that `cargo xtask story` and `cargo xtask test` set.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Once;

use webdriver::Engine;

/// Returns the directory of the built app.
pub fn dist() -> PathBuf {
    path("MCI_DIST")
}

/// Returns the xtask program, which serves the static site.
pub fn xtask() -> PathBuf {
    path("MCI_XTASK")
}

/// Returns the server program.
pub fn server() -> PathBuf {
    path("MCI_SERVER")
}

/// Returns the engine of the browsers. Stories outside of `smoke` may need Chromium.
pub fn engine() -> Engine {
    std::env::var("MCI_ENGINE").ok().and_then(|name| Engine::from_name(&name)).unwrap_or_default()
}

/// Returns whether the app is a development build, which has no lazy chunk.
pub fn is_dev_build() -> bool {
    std::env::var_os("MCI_DEV_BUILD").is_some()
}

/// Returns whether the browser shows its window.
pub fn is_headed() -> bool {
    std::env::var_os("MCI_HEADED").is_some()
}

/// Returns whether browser and server stay open when a story fails.
pub fn keeps_failures() -> bool {
    std::env::var_os("MCI_KEEP").is_some()
}

/// Returns the path in a variable. Without it no story can run: the process ends with one hint instead of a panic in
/// each story.
fn path(name: &str) -> PathBuf {
    static HINT: Once = Once::new();
    std::env::var_os(name).map_or_else(
        || {
            HINT.call_once(|| {
                // The test harness captures what the print macros write, but not this.
                let _ = writeln!(
                    std::io::stderr(),
                    "\nStories need the built app and a server ({name} is not set).\n\
                     Run `cargo xtask story NAME`, or `cargo xtask story` for all of them.\n"
                );
                std::process::exit(2)
            });
            unreachable!("the process has ended")
        },
        PathBuf::from,
    )
}
