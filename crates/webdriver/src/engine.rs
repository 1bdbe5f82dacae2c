//! Browser engines, and where their browsers are.

use std::path::PathBuf;

/// A browser engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Chromium with chromedriver.
    #[default]
    Chromium,
    /// Firefox with geckodriver.
    Firefox,
    /// `WebKitGTK`: its `MiniBrowser` with `WebKitWebDriver`, on a virtual display.
    WebKit,
}

impl Engine {
    /// The engine of a name, as `cargo xtask story --engine` has it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "chromium" => Some(Self::Chromium),
            "firefox" => Some(Self::Firefox),
            "webkit" => Some(Self::WebKit),
            _ => None,
        }
    }
}

/// The Firefox to start: Debian's is not called `firefox`.
pub(crate) fn firefox() -> Option<PathBuf> {
    on_path("firefox-esr").or_else(|| on_path("firefox"))
}

/// The small browser that comes with `WebKitGTK`, in a directory named after the processor.
pub(crate) fn mini_browser() -> Option<PathBuf> {
    let libraries = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let roots = libraries.chain([PathBuf::from("/usr/lib"), PathBuf::from("/usr/libexec")]);
    let files = roots.flat_map(|root| ["4.1", "4.0"].map(|api| root.join(format!("webkit2gtk-{api}/MiniBrowser"))));
    files.into_iter().find(|file| file.is_file())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).map(|directory| directory.join(name)).find(|file| file.is_file())
}
